using Tandem.Domain.Deciding;
using Tandem.Domain.Sending;
using Tandem.Engine.Doors;
using Tandem.Engine.Journal;
using Tandem.Engine.Media;
using Tandem.Engine.Registry;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Agents;

/// <summary>Applies what concerns one number, lets its sends go, and learns what became of them.</summary>
/// <remarks>
/// P4 rests on the order of a turn: what was posted is taken first, then every live delivery that is durable is read
/// and applied, and only when none is left may sends be released. Before the first release come answers, statuses and
/// history too, as many as one turn takes: they may tell that two conversations are one person's, held in one of them.
/// So does what the account passed on: it may tell that app and API are parted.
/// What came live meanwhile is read once more: no release begins behind a delivery that was durable by then.
/// </remarks>
public sealed class NumberAgent(string phoneNumberId, AgentPorts ports) : IAgent
{
    private const int MostPosted = 200;
    private const int MostDeliveries = 128;
    private const int MostItems = 400;
    private const int MostBulkItems = 200;
    private const int MostRemembered = 20_000;

    /// <summary>Most requests that wait for a turn: ten turns' worth, well under a second of work.</summary>
    private const int MostWaiting = 2_000;

    private readonly Owner _owner = Owner.Number(phoneNumberId);
    private readonly Mailbox _mailbox = new();
    private readonly SortedSet<string> _calls = new(StringComparer.Ordinal); // sends whose answer comes to this agent
    private readonly HashSet<(string MessageId, string MediaId)> _fetches = []; // media that comes to this agent
    private readonly Queue<Input> _owed = new(); // turns of conversations that came up while nothing may be let go
    private DateTimeOffset _since; // when the lease was claimed
    private OwnerLease? _lease;
    private Slice _rows = new();
    private LedgerCounts _ledger = new();
    private long _nextPosition;
    private ReadOnlyMemory<byte> _terms; // as this agent recorded them last; empty: not since the claim
    private List<Input> _recovery = [];
    private bool _knowsTimers;
    private DateTimeOffset? _nextTimer; // counts while the lease holds and nothing changed a timer

    /// <summary>Asks for a decision; completes when it is durable.</summary>
    /// <exception cref="JournalFullException">Nothing was stored; try again later.</exception>
    /// <exception cref="NotTakenException">Nothing was taken over: too much waits, or another process has the
    /// number.</exception>
    /// <exception cref="DecisionUnknownException">It may have been decided or not.</exception>
    public Task<Decision> PostAsync(Input input, CancellationToken ct)
    {
        var posted = new Posted(input, isAnswer: false);
        posted.GiveUpWith(ct);
        _mailbox.Post(posted, MostWaiting, TooMuchWaits);
        ports.Wake(_owner);
        return posted.Decided;
    }

    /// <summary>What became of a send, which nobody will say again: kept until it is decided.</summary>
    internal void Learn(Input learned) => _ = LearnAsync(learned);

    /// <summary>What became of a fetch: as <see cref="Learn"/>, and done when it is decided.</summary>
    internal Task LearnAsync(Input learned)
    {
        var posted = new Posted(learned, isAnswer: true);
        _mailbox.Post(posted, MostWaiting, TooMuchWaits);
        ports.Wake(_owner);
        return posted.Decided;
    }

    /// <summary>Whether a fetch is to begin: not if its answer comes to this agent already.</summary>
    internal bool Begins(Effect.FetchMedia fetch) => _fetches.Add((fetch.MessageId, fetch.MediaId));

    /// <inheritdoc/>
    public async Task<TurnResult> TurnAsync(CancellationToken ct)
    {
        if (await ports.Registry.FindNumberAsync(phoneNumberId, ct) is not { } number)
        {
            foreach (var unknown in _mailbox.Take(int.MaxValue))
                unknown.Fail(new NumberUnknownException(phoneNumberId));
            return new TurnResult(HasMore: false, WakeAt: null); // its webhooks wait until it is registered
        }

        bool hasMore;
        List<Posted> posted = [];
        try
        {
            if (_lease is null)
                await BeginAsync(number, ct);
            posted = _mailbox.Take(MostPosted);
            hasMore = await TurnAsync(number, posted, ct);
        }
        catch (Exception failure)
        {
            // What is remembered may or may not be stored: forget it, and read before the next decision.
            _lease = null;
            _knowsTimers = false;
            Tell(posted, failure);
            throw;
        }

        return new TurnResult(hasMore, await NextTimerAsync(ct));
    }

    // After the commit: callers know by now, and a read that fails must not take back what they were told.
    private async Task<DateTimeOffset?> NextTimerAsync(CancellationToken ct)
    {
        if (_knowsTimers)
            return _nextTimer;

        try
        {
            _nextTimer = await DecisionDesk.NextTimerAsync(ports, _owner, ct);
            _knowsTimers = true;
            return _nextTimer;
        }
        catch (JournalFullException)
        {
            return ports.Clock.GetUtcNow(); // due or not: the next turn looks again
        }
    }

    // Nobody is left hanging by a turn that failed. An answer of Graph is kept: nobody will say it again.
    private void Tell(List<Posted> posted, Exception failure)
    {
        switch (failure)
        {
            case StaleOwnerException { MayBeWritten: false }:
                _mailbox.Return(posted);
                _mailbox.Refuse(AnotherHasIt, isClosing: true);
                break;
            case JournalFullException:
                _mailbox.Return(posted);
                _mailbox.Refuse(() => new JournalFullException("Nothing was stored.", failure), isClosing: false);
                break;
            case VersionConflictException or OperationCanceledException:
                _mailbox.Return(posted);
                break;
            default:
                _mailbox.Return(posted.Where(one => one.IsAnswer));
                foreach (var one in posted)
                    one.Fail(new DecisionUnknownException(failure));
                break;
        }
    }

    private static NotTakenException AnotherHasIt() =>
        new("Another process of this hub has the number now; nothing was stored.", TimeSpan.FromSeconds(5));

    private static NotTakenException TooMuchWaits() =>
        new("Too many requests wait for this number; nothing was stored.", TimeSpan.FromSeconds(1));

    private async Task BeginAsync(NumberRegistration number, CancellationToken ct)
    {
        var lease = await ports.Book.ClaimAsync(_owner, ct);
        var ledger = await ports.Book.ReadAsync([LedgerCounts.KeyOf(_owner)], ct);
        _rows = new Slice();
        _since = ports.Clock.GetUtcNow();
        _owed.Clear(); // what waits in queues is asked for anew
        _ledger = LedgerCounts.Read(ledger is [var row] ? row : null);
        _nextPosition = lease.NextPosition;
        _terms = default;
        _recovery = await OpenSends.AfterRestartAsync(ports, number.PhoneNumberId, _calls, ct);
        _recovery.AddRange(await OpenFetches.AfterRestartAsync(ports, number.Short, ct));
        _lease = lease;
        _mailbox.Open();
    }

    private async Task<bool> TurnAsync(
        NumberRegistration number, IReadOnlyList<Posted> posted, CancellationToken ct)
    {
        var codec = new RowCodec(phoneNumberId, number.Short);
        var turn = new TurnRecord(_owner, codec, _nextPosition, _ledger, _terms);
        var desk = new DecisionDesk(number, ports, _rows, turn, _owed, Terms.Of(number, ports, _since));
        var live = await ReadAsync(Lane.Live, MostItems, ct);
        await desk.ApplyAsync(live.Items, ct);

        var decided = new List<(Posted, Decision?)>();
        var isBehind = live.HasMore;
        var statuses = Lot.Empty;
        var bulk = Lot.Empty;
        if (!live.HasMore)
        {
            await desk.RecoverAsync(_recovery, ct);
            await DecideAsync(isAnswer: true); // before a status of the same send: what Graph said is the caller's
            statuses = await ReadAsync(Lane.Statuses, MostItems, ct);
            await desk.ApplyAsync(statuses.Items, ct);
            if (!statuses.HasMore)
                bulk = await ReadAsync(Lane.Bulk, MostBulkItems, ct);
            await desk.ApplyAsync(bulk.Items, ct);
            await desk.TakeInboxAsync(_owner, ct); // "joined", then "parted": nothing goes between the two
            var late = MayLetGo(posted) ? await ReadAsync(Lane.Live, MostItems, ct, live.Deliveries) : Lot.Empty;
            await desk.ApplyAsync(late.Items, ct); // what came meanwhile: perhaps a human spoke
            isBehind = late.HasMore;
        }

        if (!isBehind)
        {
            await desk.LetGoAsync(ct);
            await DecideAsync(isAnswer: false);
            if (!statuses.HasMore && (!_knowsTimers || _nextTimer <= ports.Clock.GetUtcNow())) // one may wait for those
                await desk.DecideDueTimersAsync(_owner, ct);
        }

        await CommitAsync(desk, ct);
        if (!live.HasMore)
            _recovery = [];
        if (isBehind)
            _mailbox.Return(posted.Where(one => decided.TrueForAll(pair => pair.Item1 != one)));
        foreach (var (one, decision) in decided)
            Complete(one, decision);
        _calls.UnionWith(desk.StartEffects(this));
        return isBehind || statuses.HasMore || bulk.HasMore || !_mailbox.IsEmpty;

        async Task DecideAsync(bool isAnswer)
        {
            foreach (var one in posted.Where(one => one.IsAnswer == isAnswer && !one.IsGivenUp))
                decided.Add((one, await desk.DecideAsync(one.Input, ct)));
        }
    }

    private bool MayLetGo(IReadOnlyList<Posted> posted) =>
        _owed.Count > 0 || posted.Any(one => !one.IsAnswer)
        || !_knowsTimers || _nextTimer <= ports.Clock.GetUtcNow(); // a hold may end

    private void Complete(Posted one, Decision? decision)
    {
        if (one.Input is Input.MediaKept kept)
            _fetches.Remove((kept.MessageId, kept.MediaId));
        else if (one.Input is Input.MediaMissed missed)
            _fetches.Remove((missed.MessageId, missed.MediaId));
        if (decision is null)
        {
            one.Fail(new UndecidableException());
            return;
        }

        if (one.IsAnswer && one.Input is Input.SendAccepted or Input.SendRejected or Input.AnswerLost)
            _calls.Remove(decision.Subject!);
        if (!one.Complete(decision) && one.Input is Input.SendAsked { Draft.Waiter: not null })
            Learn(new Input.SendWithdrawn(decision.Subject!, Refusal.CallerGone)); // hung up while this was decided
    }

    private async Task CommitAsync(DecisionDesk desk, CancellationToken ct)
    {
        if (!desk.Turn.IsEmpty)
        {
            await ports.Book.CommitAsync(desk.Turn.ToCommit(_lease!.Epoch), ct);
            ports.Feed.Pulse();
        }

        _terms = desk.Turn.Terms;
        _nextPosition = desk.Turn.NextPosition;
        _ledger = desk.Turn.Ledger;
        if (_rows.Count > MostRemembered)
            _rows = new Slice();
        _knowsTimers &= !desk.Turn.HasTimers;
    }

    // What this turn has applied already is undone until its commit.
    private async Task<Lot> ReadAsync(
        Lane lane, int most, CancellationToken ct, IReadOnlyCollection<long>? applied = null)
    {
        var undone = await ports.Journal.ReadUndoneAsync(_owner, lane, MostDeliveries, ct);
        var fresh = undone.Where(delivery => applied?.Contains(delivery.Id) != true).ToList();
        var items = DeliveryItems.Read(fresh, most);
        var left = fresh.Sum(delivery => delivery.Part.Items - delivery.NextItem);
        return new Lot(
            items, [.. fresh.Select(one => one.Id)], HasMore: undone.Count == MostDeliveries || left > items.Count);
    }

    private sealed record Lot(IReadOnlyList<DeliveredItem> Items, IReadOnlyCollection<long> Deliveries, bool HasMore)
    {
        public static readonly Lot Empty = new([], [], HasMore: false);
    }
}
