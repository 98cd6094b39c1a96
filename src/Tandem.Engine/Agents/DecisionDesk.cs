using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Engine.Feeds;
using Tandem.Engine.Journal;
using Tandem.Engine.Registry;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;
using Tandem.Engine.Translation;

namespace Tandem.Engine.Agents;

/// <summary>Brings the mind the rows it asks for, and gathers what it decides in one turn of one number.</summary>
internal sealed class DecisionDesk(
    NumberRegistration number, AgentPorts ports, Slice rows, TurnRecord turn, Queue<Input> owed, Terms terms)
{
    private readonly RowCodec _codec = new(number.PhoneNumberId, number.Short);
    private readonly ReadOnlyMemory<byte> _written = terms.Write();
    private readonly List<Effect> _effects = [];
    private bool _isLettingGo;

    public TurnRecord Turn => turn;

    /// <summary>Applies webhook items in order. One that cannot be is set aside; the others go on.</summary>
    public async Task ApplyAsync(IReadOnlyList<DeliveredItem> items, CancellationToken ct)
    {
        var read = items.Select(item => ReadItem.Of(item, terms)).ToList();
        await FillAheadAsync([.. read.Select(one => one.Input).OfType<Input>()], ct);
        for (var i = 0; i < items.Count; i++)
        {
            if (read[i].Input is { } input)
                await DecideItemAsync(items[i], input, ct);
            else
                await SetAsideAsync(items[i], read[i].Reason!, read[i].Peer, ct);
        }
    }

    /// <summary>Learns what became of sends an earlier agent left open; queued ones get their turn later.</summary>
    public async Task RecoverAsync(IReadOnlyList<Input> inputs, CancellationToken ct)
    {
        foreach (var input in inputs)
        {
            if (input is Input.TurnCame)
                owed.Enqueue(input);
            else
                await DecideAsync(input, ct);
        }
    }

    /// <summary>Until here decisions of this turn let nothing go; what they owed is decided now.</summary>
    public async Task LetGoAsync(CancellationToken ct)
    {
        _isLettingGo = true;
        while (owed.TryDequeue(out var turnCame))
            await DecideAsync(turnCame, ct);
    }

    /// <summary>Decides one input of our own, and what follows from it.</summary>
    /// <returns>The decision; null if it cannot be decided: then only that is recorded.</returns>
    public async Task<Decision?> DecideAsync(Input input, CancellationToken ct)
    {
        try
        {
            if (input is Input.ItemRetried retried)
                return await RetryAsync(retried, ct);
            var decision = await AskMindAsync(input, item: null, ct);
            await FollowAsync(decision, ct);
            return decision;
        }
        catch (PoisonException poison)
        {
            turn.Add(ports.Clock.GetUtcNow(), InputRecords.KindOf(input), InputRecords.BodyOf(input), item: null,
                SettingAside.Of(input, poison.Message), forwarded: null);
            return null;
        }
    }

    /// <summary>Decides what has come due.</summary>
    public async Task DecideDueTimersAsync(Owner owner, CancellationToken ct)
    {
        var now = ports.Clock.GetUtcNow();
        foreach (var row in await ports.Book.PageAsync(TimersOf(owner, limit: 100), ct))
        {
            var timer = RowCodec.TryRead(row) as Domain.Deciding.Timer;
            if (timer?.Due > now || DueOf(row) > now)
                continue;
            if (timer is not null)
                await DecideAsync(new Input.TimerDue(timer.Name), ct);
            else
                turn.Add(new RowChange(row.Key, null, 0, Body: null)); // or it would be due in every turn from now on
        }
    }

    /// <summary>Takes what an account passed on to this number.</summary>
    public async Task TakeInboxAsync(Owner owner, CancellationToken ct)
    {
        var range = new RowRange(RowKinds.Inbox, [owner.Value], null, null, Descending: false, Limit: 100);
        foreach (var row in await ports.Book.PageAsync(range, ct))
        {
            if (InboxRows.TryRead(row) is { } input)
                await DecideAsync(input, ct);
            else
                Note(item: null, "an event that the account passed on cannot be read");
            turn.Add(new RowChange(row.Key, null, 0, Body: null));
        }
    }

    /// <summary>When the next timer of the number is due, as the book says after the commit.</summary>
    public static async Task<DateTimeOffset?> NextTimerAsync(AgentPorts ports, Owner owner, CancellationToken ct) =>
        await ports.Book.PageAsync(TimersOf(owner, limit: 1), ct) is [var row]
            ? DueOf(row)
            : null;

    /// <summary>After the commit: sends go to the wire, callers learn what became of theirs.</summary>
    /// <returns>The sends whose answers the agent will learn.</returns>
    public IReadOnlyList<string> StartEffects(NumberAgent agent) =>
        EffectStarts.Start(_effects, agent, number, rows, terms, ports);

    private void Note(DeliveredItem? item, string reason)
    {
        var now = ports.Clock.GetUtcNow();
        turn.Begin(now, _written);
        turn.Add(now, "noted", body: null, item, SettingAside.Of(input: null, reason), forwarded: null);
    }

    private static DateTimeOffset DueOf(Row timer) => DateTimeOffset.FromUnixTimeMilliseconds(timer.Sort);

    private static RowRange TimersOf(Owner owner, int limit) =>
        new(RowKinds.Timer, [owner.Value], null, null, Descending: false, limit);

    private async Task DecideItemAsync(DeliveredItem item, Input input, CancellationToken ct)
    {
        try
        {
            var decision = await AskMindAsync(input, item, ct);
            await FollowAsync(decision, ct);
            if (decision.Outcome == Outcome.SetAside)
                await HoldForReviewAsync(item, Peers.TryRead(item.Item!), ct);
        }
        catch (PoisonException poison)
        {
            await SetAsideAsync(item, poison.Message, Peers.TryRead(item.Item!), ct);
        }
    }

    private async Task SetAsideAsync(DeliveredItem item, string reason, PeerKeys? peer, CancellationToken ct)
    {
        Note(item, reason);
        await HoldForReviewAsync(item, peer, ct);
    }

    // It counts as applied, so nothing may speak past it: nobody knows what it says, perhaps "a human took over".
    private async Task HoldForReviewAsync(DeliveredItem item, PeerKeys? peer, CancellationToken ct)
    {
        if (peer is { IsEmpty: false } && item.Delivery.Part.Lane == Lane.Live)
            await DecideAsync(new Input.ItemUnreadable(peer) { Item = item.Name }, ct);
    }

    // Once: what became of an item is recorded, and only what is set aside is taken again.
    private async Task<Decision> RetryAsync(Input.ItemRetried retried, CancellationToken ct)
    {
        var owner = Owner.Number(number.PhoneNumberId);
        if (await SetAsideItems.FindAsync(ports, owner, retried, ct) is not { } item || turn.HasRetried(item))
            return SetAsideItems.IsNone;

        turn.Begin(ports.Clock.GetUtcNow(), _written);
        var (input, reason, _) = ReadItem.Of(item, terms);
        Decision? decision = null;
        try
        {
            if (input is not null)
                decision = await AskMindAsync(input, item, ct, retried);
        }
        catch (PoisonException poison)
        {
            reason = poison.Message;
        }

        if (decision is null)
        {
            decision = SettingAside.Of(input: null, reason!);
            turn.AddRetry(
                ports.Clock.GetUtcNow(), "noted", InputRecords.BodyOf(retried), item, decision, forwarded: null);
            return decision;
        }

        await FollowAsync(decision, ct);
        if (Peers.TryRead(item.Item!) is { IsEmpty: false } peer && decision.Outcome != Outcome.SetAside)
            await DecideAsync(new Input.ItemRead(peer, item.Name), ct);
        return decision;
    }

    private async Task FollowAsync(Decision decision, CancellationToken ct)
    {
        _effects.AddRange(decision.Effects);
        foreach (var sweep in decision.Effects.OfType<Effect.SweepContents>())
            await SweepAsync(sweep, ct);
        foreach (var bring in decision.Effects.OfType<Effect.BringMessages>())
            await BringAsync(bring, ct);
        foreach (var next in decision.Effects.OfType<Effect.DecideNext>())
        {
            if (_isLettingGo)
                await DecideAsync(next.Input, ct);
            else
                owed.Enqueue(next.Input);
        }
    }

    // One row that cannot be read must not keep the words of the others.
    private async Task SweepAsync(Effect.SweepContents sweep, CancellationToken ct)
    {
        var piece = await ConversationPieces.NextAsync(ports.Book, sweep, turn.Written, ct);
        if (await DecideAsync(piece, ct) is not null)
            return;

        foreach (var id in piece.MessageIds)
            await DecideAsync(new Input.ContentsSwept(piece.ConversationId, [], [id], Next: null), ct);
        await DecideAsync(piece with { MessageIds = [] }, ct);
    }

    // A message that cannot be filed anew must not keep the others where they are not theirs.
    private async Task BringAsync(Effect.BringMessages bring, CancellationToken ct)
    {
        var piece = await ConversationPieces.NextAsync(ports.Book, bring, turn.Written, ct);
        if (await DecideAsync(piece, ct) is not null)
            return;

        await DecideAsync(piece with { MessageIds = [] }, ct);
        foreach (var id in piece.MessageIds)
            await DecideAsync(piece with { MessageIds = [id], IsFirst = false, Next = null }, ct);
    }

    // What the mind fails on is this input's own fault, and nothing of it is taken in. What the storage fails on is
    // not: that ends the turn.
    private async Task<Decision> AskMindAsync(
        Input input, DeliveredItem? item, CancellationToken ct, Input.ItemRetried? retried = null)
    {
        turn.Begin(ports.Clock.GetUtcNow(), _written);
        await FillAsync([input], ct);
        return Guarded(() =>
        {
            var now = ports.Clock.GetUtcNow();
            var decision = Mind.Decide(rows, input, terms.Around(now, turn.NextPosition));
            var own = OwnEcho.Of(input, decision, rows, number, now);
            var echo = item is null ? null : own;
            var forwarded = decision.IsPrivate ? null
                : item is null ? own
                : decision.Outcome is Outcome.Duplicate or Outcome.SetAside ? null // no news, or nobody knows whose
                : ForwardedItems.Of(item.Item!, input);
            if (retried is not null)
                turn.AddRetry(
                    now, InputRecords.KindOf(input), InputRecords.BodyOf(retried), item!, decision, forwarded,
                    echo);
            else
                Record(now, input, item, decision, forwarded, echo);
            foreach (var row in decision.Rows)
                rows.Put(row.Ref, row);
            foreach (var row in decision.Deleted)
                rows.Put(row, null);
            return decision;
        });
    }

    private void Record(
        DateTimeOffset now, Input input, DeliveredItem? item, Decision decision, ForwardedItem? forwarded,
        ForwardedItem? echo)
    {
        var recorded = decision.IsPrivate ? InputRecords.WithoutWords(input) : input;
        var body = item is null ? InputRecords.BodyOf(recorded) : null;
        turn.Add(now, InputRecords.KindOf(input), body, item, decision, forwarded, echo);
    }

    // Inputs of one batch share their reads. What fails here fails again where it is decided, and there it counts.
    private async Task FillAheadAsync(IReadOnlyList<Input> inputs, CancellationToken ct)
    {
        try
        {
            await FillAsync(inputs, ct);
        }
        catch (PoisonException)
        {
        }
    }

    // Asks until nothing is wanted any more.
    private async Task FillAsync(IReadOnlyList<Input> inputs, CancellationToken ct)
    {
        while (true)
        {
            var wanted = Guarded(() => inputs.SelectMany(input => Mind.Needs(input, rows)).Distinct().ToList());
            if (wanted.Count == 0)
                return;

            var found = new Dictionary<RowKey, Row>();
            foreach (var row in await ports.Book.ReadAsync([.. wanted.Select(_codec.KeyOf)], ct))
                found[row.Key] = row;
            foreach (var want in wanted)
            {
                var row = found.GetValueOrDefault(_codec.KeyOf(want));
                rows.Put(want, row is null ? null : Guarded(() => RowCodec.Read(row)));
            }
        }
    }

    private static T Guarded<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception broken)
        {
            throw new PoisonException(SettingAside.ReasonOf(broken), broken);
        }
    }

    private sealed class PoisonException(string reason, Exception inner) : Exception(reason, inner);
}
