using Tandem.CloudApi.Errors;
using Tandem.CloudApi.Graph;
using Tandem.CloudApi.Media;
using Tandem.Domain.Deciding;
using Tandem.Domain.Media;
using Tandem.Domain.Timeline;
using Tandem.Engine.Agents;
using Tandem.Engine.Registry;

namespace Tandem.Engine.Media;

/// <summary>
/// Asks Graph where media is, brings its bytes and tells the agent; what it learns is the input of a later turn.
/// </summary>
/// <remarks>
/// The address in the webhook is not used: it lives five minutes, and who asks anew asks whether the media still
/// belongs to this number.
/// </remarks>
internal static class MediaFetch
{
    private static readonly GraphCalls Graph = new(GraphCalls.CurrentVersion);

    /// <summary>Starts it and returns: a turn never waits for the network.</summary>
    public static void Start(NumberAgent agent, Message message, NumberRegistration number, AgentPorts ports) =>
        _ = FetchAsync(agent, message, number, ports);

    private static async Task FetchAsync(
        NumberAgent agent, Message message, NumberRegistration number, AgentPorts ports)
    {
        var wanted = message.Content!.Media!;
        await ports.MediaGate.EnterAsync(message.Via == Via.Live);
        MediaBrought brought;
        try
        {
            brought = await BringAsync(wanted, number, ports);
        }
        catch (Exception)
        {
            brought = MediaBrought.Of(MediaFault.NoAnswer); // whatever broke: it is tried again
        }
        finally
        {
            ports.MediaGate.Leave();
        }

        var decided = agent.LearnAsync(brought.File is { } file
            ? new Input.MediaKept(message.Id, wanted.Id, file.Sha256, file.Size, file.Type)
            : new Input.MediaMissed(message.Id, wanted.Id, brought.Fault ?? MediaFault.NoAnswer));
        try
        {
            await decided;
        }
        catch (Exception)
        {
            // The agent keeps the answer and decides it later; a file that nobody names then is swept.
        }
        finally
        {
            if (brought.File is { } held)
                ports.MediaFiles.Release(held.Sha256);
        }
    }

    private static async Task<MediaBrought> BringAsync(MediaRef wanted, NumberRegistration number, AgentPorts ports)
    {
        var route = ports.RouteOf(number);
        var answer = await ports.Graph.ExchangeAsync(
            route, Graph.GetMediaUrl(wanted.Id, number.PhoneNumberId), CancellationToken.None);
        if (GraphErrors.TryRead(answer.Body.Span) is { } error)
            return MediaBrought.Of(FaultOf(error));
        if (answer.Status is < 200 or > 299 || MediaInfo.TryRead(answer.Body.Span) is not { Url: { } address } info)
            return MediaBrought.Of(MediaFault.NoAnswer);

        string[] hashes = [.. new[] { wanted.Sha256, info.Sha256Hex }.OfType<string>().Distinct()];
        if (hashes.Length > 1)
            return MediaBrought.Of(MediaFault.HashMismatch); // webhook and Graph speak of different bytes
        if (hashes is [var hash] && await ports.MediaFiles.HoldAsync(hash, CancellationToken.None) is { } here)
            return MediaBrought.Of(here); // somebody sent the same before, or a crash came before the commit
        return await ports.MediaFiles.BringAsync(route, address, hashes, CancellationToken.None);
    }

    // Graph says "does not exist, or no permission" of both; which of the two, the number's other calls show.
    private static MediaFault FaultOf(GraphError error) => error switch
    {
        { Code: 100, Subcode: 33 } => MediaFault.Gone,
        { Code: 190 or 10 or 3 or (>= 200 and <= 299) } => MediaFault.NoPermission,
        { Code: 4 or 17 or 80007 or 130429 } => MediaFault.Throttled,
        _ => MediaFault.NoAnswer,
    };
}
