using Tandem.CloudApi.Graph;
using Tandem.Engine.Registry;
using Tandem.Engine.Wire;

namespace Tandem.Hub.DropIn;

/// <summary>A node of Graph's, and the number whose token reaches it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">The number; for media only a guess, see <see cref="NodeFinder.FindMediaAsync"/>.</param>
internal sealed record FoundNode(NodeKind Kind, NumberRegistration Number);

/// <summary>Finds out what an id is and with whose token it is reached, within what a caller may see.</summary>
internal sealed class NodeFinder(RegistrationBook registry, ISecrets secrets, IGraphWire graph)
{
    private static readonly GraphCalls Calls = new(GraphCalls.CurrentVersion);

    /// <summary>The node; null if the caller may see none of that id.</summary>
    public async Task<FoundNode?> FindAsync(GraphPath path, Caller caller, CancellationToken ct)
    {
        var all = await registry.NumbersAsync(ct);
        if (all.FirstOrDefault(number => number.PhoneNumberId == path.Node) is { } itself)
            return caller.MaySee(itself.PhoneNumberId) ? new FoundNode(NodeKind.Number, itself) : null;

        var seen = all.Where(number => caller.MaySee(number.PhoneNumberId)).ToList();
        if (all.Any(number => number.WabaId == path.Node))
        {
            return seen.Find(number => number.WabaId == path.Node) is { } member
                ? new FoundNode(NodeKind.Account, member)
                : null;
        }

        if (seen is not [var first, ..])
            return null;

        return path.IsUpload || path.Edge == "uploads" ? new FoundNode(NodeKind.Upload, first)
            : path.Edge is null && path.Node.All(char.IsAsciiDigit) ? new FoundNode(NodeKind.Media, first)
            : null;
    }

    /// <summary>The number that media belongs to, and what Graph says of it; null if none of the caller's numbers
    /// has it.</summary>
    /// <remarks>
    /// Graph itself is asked, number by number: with <c>phone_number_id</c> it refuses media of another number, so
    /// a token that reaches more than its number does not widen a key's scope.
    /// </remarks>
    /// <exception cref="GraphUnreachableException">Graph gave no answer.</exception>
    public async Task<(NumberRegistration Number, GraphAnswer Answer)?> FindMediaAsync(
        string mediaId, string? phoneNumberId, Caller caller, CancellationToken ct)
    {
        foreach (var number in await registry.NumbersAsync(ct))
        {
            if (!caller.MaySee(number.PhoneNumberId)
                || (phoneNumberId is not null && number.PhoneNumberId != phoneNumberId))
                continue;

            var call = Calls.GetMediaUrl(mediaId, number.PhoneNumberId);
            var answer = await graph.ExchangeAsync(RouteOf(number), call, ct);
            if (answer.Status == 200)
                return (number, answer);
        }

        return null;
    }

    /// <summary>Where a number's calls go, and with which token.</summary>
    public GraphRoute RouteOf(NumberRegistration number) =>
        new(number.GraphBaseUrl, secrets.Unprotect(number.ProtectedToken));
}
