using System.Text.Json;
using Tandem.CloudApi.Sending;
using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Link;
using Tandem.Domain.Mirroring;
using Tandem.Domain.Sending;
using Tandem.Engine.Agents;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Engine.Rows;
using Tandem.Engine.Sending;

namespace Tandem.Engine.Checks;

/// <summary>Says of messages, before they are sent, whether they may go, who gets them and what the phone shows; and of
/// what a phone does, what the hub is told. Changes nothing and sends nothing.</summary>
public sealed class CheckDesk(AgentPorts ports)
{
    /// <summary>Checks of one call.</summary>
    public const int Most = 1_000;

    /// <summary>Files of one call that Graph is asked about; the rest count as unmeasured.</summary>
    public const int MostMeasured = 50;

    /// <summary>A verdict on each, in the order asked.</summary>
    /// <param name="number">Which number it is about.</param>
    /// <param name="key">Who would send.</param>
    /// <param name="asked">Cloud API bodies, or what a phone does.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<IReadOnlyList<Verdict>> CheckAsync(
        NumberRegistration number, ApiKeyRegistration key, IReadOnlyList<JsonElement> asked, CancellationToken ct)
    {
        var now = ports.Clock.GetUtcNow();
        var read = asked.Select(AskedCheck.Read).ToList();
        var rules = Terms.Of(number, ports, now).Rules;
        var (link, with) = await ReadAsync(number, read, now, ct);
        var (lane, isOwners) = (DropIn.LaneOf(key.Role), key.Role == Caller.OwnerRole);
        var plain = with.Select(one => Circumstances.Of(rules, link, one, lane, isOwners, now)).ToList();
        for (var i = 0; !isOwners && i < plain.Count; i++)
        {
            // Somebody may be private before the first word.
            if (with[i] is null && read[i].Body is { } body && await IsPrivateAsync(number, body, ct))
                plain[i] = plain[i] with { Refusal = new Refusal(Refusal.Private) };
        }

        var graph = new GraphFacts(ports, number);
        var isAsked = read.Zip(plain).Any(pair => NeedsTemplates(pair.First, pair.Second));
        var templates = isAsked ? await graph.TemplatesAsync(ct) : null;
        await MeasureAsync(graph, read, ct);
        return [.. read.Zip(plain, (one, at) => Preflight.Of(one.Intent, at with { Templates = templates }))];
    }

    private Task<bool> IsPrivateAsync(NumberRegistration number, SendBody body, CancellationToken ct) =>
        new PrivacyReader(ports.Book).IsAnyPrivateAsync(
            number with { IsPrivateUntilLive = false }, [DropIn.PeerOf(body)], ct); // writing first opens

    // To name templates that fit, or to know the one that is meant.
    private static bool NeedsTemplates(AskedCheck asked, Circumstances at) =>
        asked.Body is not null && (asked.Intent.Template is not null || !(at.WindowUntil > at.Now));

    // A link is not loaded: whoever may check could make the hub call anybody.
    private static async Task MeasureAsync(GraphFacts graph, List<AskedCheck> read, CancellationToken ct)
    {
        var left = MostMeasured;
        for (var i = 0; i < read.Count; i++)
        {
            if (read[i].Body is not { File: { } named } body)
                continue;

            var file = new SentFile(body.Type, named.Kind);
            if (named.Id is { } id && left-- > 0)
                file = await graph.MeasureAsync(file, id, ct);
            read[i] = read[i].Finding(FileRules.Check(file));
        }
    }

    // One read for the people, one for where their conversations stand by now.
    private async Task<(LinkState Link, IReadOnlyList<Conversation?> With)> ReadAsync(
        NumberRegistration number, IReadOnlyList<AskedCheck> read, DateTimeOffset now, CancellationToken ct)
    {
        var codec = new RowCodec(number.PhoneNumberId, number.Short);
        var keys = read.Select(one => one.Body is { } body ? DropIn.PeerOf(body).All().ToList() : []).ToList();
        var wanted = keys.SelectMany(own => own).Distinct().Select(RowRef.Peer).Append(RowRef.NumberState);
        var rows = (await ports.Book.ReadAsync([.. wanted.Select(codec.KeyOf)], ct)).Select(RowCodec.Read).ToList();
        var holders = rows.OfType<PeerLink>().ToDictionary(
            row => row.Key, row => row.HolderAt(now.ToUnixTimeSeconds()));
        var roots = await Roots.OfAsync(ports.Book, [.. holders.Values.OfType<string>().Distinct()], ct);
        var link = rows.OfType<NumberState>().FirstOrDefault()?.Link ?? LinkState.Connected;
        return (link, keys.ConvertAll(own => own
            .Select(key => holders.GetValueOrDefault(key) is { } id ? roots.GetValueOrDefault(id) : null)
            .FirstOrDefault(conversation => conversation is not null)));
    }
}
