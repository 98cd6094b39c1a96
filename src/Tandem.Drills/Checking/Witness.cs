using System.Text.Json;
using Tandem.CloudApi.Errors;
using Tandem.Domain.Takeover;
using Tandem.Drills.Worlds;
using Tandem.Engine.Storing;

namespace Tandem.Drills.Checking;

/// <summary>
/// Writes down what crosses the hub's edges, with the order of events. It decides nothing and changes nothing.
/// </summary>
internal sealed class Witness(World world)
{
    private readonly Dictionary<(string Process, string Owner), (long Event, DateTimeOffset At)> _lookedAt = [];
    private readonly Dictionary<string, Release> _releases = new(StringComparer.Ordinal);

    /// <summary>Webhooks whose 200 the hub has given, in that order.</summary>
    public List<Acknowledgement> Acknowledgements { get; } = [];

    /// <summary>Webhooks the hub has given 200 to and must set aside, in that order.</summary>
    public List<Acknowledgement> OddAcknowledgements { get; } = [];

    /// <summary>Sends as their calls left the hub, in that order.</summary>
    public List<Release> OnWire { get; } = [];

    /// <summary>Sends whose release was to be committed, with the event of it: the process may have died before the
    /// call.</summary>
    public List<(string SendId, long Event)> Released { get; } = [];

    /// <summary>Calls as they arrived at Graph.</summary>
    public List<ArrivedCall> Arrived { get; } = [];

    /// <summary>Graph's answers that reached the hub, by the mark of the send.</summary>
    public Dictionary<string, ReadOnlyMemory<byte>> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>How often Graph said "too fast" of a send and the hub heard it, by the mark.</summary>
    public Dictionary<string, int> TooFast { get; } = new(StringComparer.Ordinal);

    /// <summary>Marks of sends that became accepted, with the event of the latest commit that says so.</summary>
    public Dictionary<string, long> Settled { get; } = new(StringComparer.Ordinal);

    /// <summary>What messages of the phone mean to the hub, by wamid, in worlds with such words.</summary>
    public Dictionary<string, PhoneWord> PhoneWords { get; } = new(StringComparer.Ordinal);

    /// <summary>Takeovers and hand-backs by command.</summary>
    public List<Command> Commands { get; } = [];

    /// <summary>Messages that only history tells of.</summary>
    public List<OldMessage> Old { get; } = [];

    /// <summary>Customers whose number was hidden at some time.</summary>
    public SortedSet<string> Hidden { get; } = new(StringComparer.Ordinal);

    /// <summary>Webhooks whose one item nobody can read, as far as they were stored.</summary>
    public List<UnreadableEcho> Unreadable { get; } = [];

    /// <summary>Media that was deleted at the platform, by id.</summary>
    public SortedSet<string> MediaDeleted { get; } = new(StringComparer.Ordinal);

    /// <summary>Media of which other bytes came once, by id.</summary>
    public SortedSet<string> MediaDamaged { get; } = new(StringComparer.Ordinal);

    /// <summary>Sends that were released while the stored state of their number said that app and API are parted.
    /// </summary>
    public List<(string SendId, string Number)> LeftWhileParted { get; } = [];

    /// <summary>What the bot was told, and whether it should have been.</summary>
    public ForwardWitness Forwards { get; } = new(world.Trace);

    /// <summary>Forged webhooks that were answered with 200.</summary>
    public List<string> ForgeriesTaken { get; } = [];

    /// <summary>Exceptions that nothing should throw.</summary>
    public List<string> Thrown { get; } = [];

    /// <summary>An answer of Graph's to a send reached the hub.</summary>
    public void Answered(string mark, ReadOnlyMemory<byte> body)
    {
        Answers[mark] = body;
        if (GraphErrors.TryRead(body.Span) is { Code: 130429 or 131056 })
            TooFast[mark] = TooFast.GetValueOrDefault(mark) + 1;
    }

    /// <summary>A turn begins: no release of it began earlier.</summary>
    public void TurnBegins(string process, Owner owner) =>
        _lookedAt[(process, owner.Value)] = (world.Trace.Count, world.Hub.Clock.Now);

    /// <summary>
    /// A turn asks for live deliveries: everything durable by now must be applied before it releases.
    /// </summary>
    public void ReadsLive(string process, Owner owner) =>
        _lookedAt[(process, owner.Value)] = (world.Trace.Note("reads live", $"{process} {owner}"), world.Hub.Clock.Now);

    /// <summary>A turn is about to be committed.</summary>
    public void Commits(string process, Commit commit)
    {
        world.Trace.Note("commit", $"{process} {commit.Owner} {commit.Inputs.Count} inputs {commit.Rows.Count} rows");
        foreach (var change in commit.Rows)
        {
            var body = change.Body ?? default;
            world.Trace.Note("row", $"{change.Key.Kind} {change.Key.Key}", body.Span);
            if (change.Key.Kind == RowKinds.Outbox && !body.IsEmpty)
                CommitsSend(process, commit, change.Key.Key, TextIn(body, "state"));
            if (change.Key.Kind == RowKinds.Forward && !body.IsEmpty)
                Forwards.Queued(change.Key.Key, body);
        }
    }

    /// <summary>A turn has been committed, and its agent was told so.</summary>
    public void Committed(Commit commit)
    {
        foreach (var change in commit.Rows.Where(row => row is { Key.Kind: RowKinds.Forward, Body: null }))
            Forwards.Over(change.Key.Key);
    }

    private void CommitsSend(string process, Commit commit, string sendId, string? state)
    {
        var owner = commit.Owner;
        switch (state)
        {
            case "Released":
                if (!_releases.ContainsKey(sendId) && world.Plan.IsGuarding && IsParted(commit))
                    LeftWhileParted.Add((sendId, owner.Id));
                Released.Add((sendId, world.Trace.Count));
                var looked = _lookedAt.GetValueOrDefault((process, owner.Value));
                _releases[sendId] = new Release(sendId, looked.Event, looked.At, world.Hub.Clock.Now);
                break;
            case "Accepted":
                Settled[SentOnce.MarkOf(sendId)] = world.Trace.Count;
                break;
        }
    }

    // Before the turn that is committed now, and after it: within it the two may have been joined.
    private bool IsParted(Commit commit)
    {
        var key = new RowKey(RowKinds.NumberState, commit.Owner.Id);
        return IsParted(world.Disk.Table.Find(key)?.Body ?? default)
            && !commit.Rows.Any(change => change.Key == key && !IsParted(change.Body ?? default));

        static bool IsParted(ReadOnlyMemory<byte> state) => TextIn(state, "link") is not (null or "Connected");
    }

    /// <summary>A call leaves the hub.</summary>
    public void Leaves(string process, string mark)
    {
        var sendId = mark[(mark.LastIndexOf(':') + 1)..];
        world.Trace.Note("on the wire", $"{process} {sendId}");
        var release = _releases.GetValueOrDefault(sendId)
            ?? new Release(sendId, world.Trace.Count, world.Hub.Clock.Now, world.Hub.Clock.Now);
        OnWire.Add(release with { Left = world.Trace.Count, Process = process });
    }

    /// <summary>A call arrives at Graph.</summary>
    public void Arrives(long requestId, ReadOnlyMemory<byte> body) => Arrived.Add(
        new ArrivedCall(requestId, MarkOf(body), TextIn(body, "drill")));

    /// <summary>The hub says 200 to a webhook now.</summary>
    public void Acknowledged(ReadOnlyMemory<byte> body, string subject)
    {
        if (subject.StartsWith("forged", StringComparison.Ordinal))
            ForgeriesTaken.Add(subject);
        if (subject.StartsWith("unreadable", StringComparison.Ordinal)
            || subject.StartsWith("another app", StringComparison.Ordinal))
            OddAcknowledgements.Add(new Acknowledgement(world.Trace.Note("200", subject), world.Hub.Clock.Now, body));
        else
            Acknowledgements.Add(new Acknowledgement(world.Trace.Note("200", subject), world.Hub.Clock.Now, body));
    }

    /// <summary>Something threw that should not.</summary>
    public void Threw(string where, Exception what)
    {
        world.Trace.Note("threw", $"{where} {what.GetType().Name}");
        Thrown.Add($"{where} threw {what}");
    }

    /// <summary>The mark in the body of a call; empty without one.</summary>
    public static string MarkOf(ReadOnlyMemory<byte> body) => TextIn(body, "biz_opaque_callback_data") ?? "";

    private static string? TextIn(ReadOnlyMemory<byte> body, string name)
    {
        if (body.IsEmpty)
            return null; // who only asks for something sends none

        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
    }
}
