using System.Text.Json;
using Tandem.Domain.Deciding;
using Tandem.Engine.Feeds;
using Tandem.Engine.Journal;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Agents;

/// <summary>What one turn of a number has decided so far, to be committed whole.</summary>
/// <param name="owner">Whose turn.</param>
/// <param name="codec">Writes the mind's rows.</param>
/// <param name="nextPosition">The position of the turn's first input.</param>
/// <param name="ledger">The counts before it.</param>
/// <param name="terms">The terms that this agent recorded last, as bytes; empty: none yet.</param>
internal sealed class TurnRecord(
    Owner owner, RowCodec codec, long nextPosition, LedgerCounts ledger, ReadOnlyMemory<byte> terms)
{
    private readonly Dictionary<RowRef, RowChange> _rows = [];
    private readonly Dictionary<RowRef, IRow> _written = [];
    private readonly List<RowChange> _others = [];
    private readonly List<RecordedInput> _inputs = [];
    private readonly Dictionary<long, DoneMark> _done = [];
    private readonly List<FeedEntry> _feed = [];
    private readonly HashSet<string> _retried = [];
    private readonly LedgerCounts _before = ledger;

    /// <summary>The position the next input gets.</summary>
    public long NextPosition { get; private set; } = nextPosition;

    public LedgerCounts Ledger { get; private set; } = ledger;

    /// <summary>The terms that were recorded last, in this turn or before.</summary>
    public ReadOnlyMemory<byte> Terms { get; private set; } = terms;

    /// <summary>Whether a timer was set, moved or taken away.</summary>
    public bool HasTimers => _rows.Keys.Any(row => row.Kind == RowSort.Timer);

    /// <summary>The mind's rows of this turn, as they stand: not stored yet.</summary>
    public IReadOnlyCollection<IRow> Written => _written.Values;

    public bool IsEmpty => _inputs.Count == 0 && _done.Count == 0 && _others.Count == 0;

    /// <summary>
    /// Before a decision: records the terms it is made under, unless they stand there already. An input of its own, so
    /// that positions stay gap-free and a replay meets it where it began to hold.
    /// </summary>
    public void Begin(DateTimeOffset now, ReadOnlyMemory<byte> terms)
    {
        if (terms.Span.SequenceEqual(Terms.Span))
            return;

        Terms = terms;
        _inputs.Add(new RecordedInput(
            owner, NextPosition++, now, Agents.Terms.Kind, DeliveryId: null, ItemIndex: null, terms,
            Agents.Terms.Outcome, Reason: null, Subject: null));
    }

    /// <summary>Takes one decision in.</summary>
    /// <param name="now">The decision's time.</param>
    /// <param name="kind">The input's kind.</param>
    /// <param name="body">The input, where it is not a webhook item.</param>
    /// <param name="item">The webhook item, if it was one.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="forwarded">What endpoints are sent of it.</param>
    /// <param name="echo">What they are sent before that: whoever is told of a status has been told of its message.
    /// </param>
    public void Add(
        DateTimeOffset now,
        string kind,
        ReadOnlyMemory<byte>? body,
        DeliveredItem? item,
        Decision decision,
        ForwardedItem? forwarded,
        ForwardedItem? echo = null)
    {
        Take(kind, decision, forwarded, echo);
        _inputs.Add(new RecordedInput(
            owner,
            NextPosition++,
            now,
            kind,
            item?.Delivery.Id,
            item?.Index,
            body,
            InputRecords.NameOf(decision.Outcome),
            decision.Reason,
            decision.Subject));
        if (item is not null)
        {
            Ledger = Ledger.After(decision.Outcome, decision.Settled);
            _done[item.Delivery.Id] = new DoneMark(item.Delivery.Id, item.Ordinal + 1, item.IsLast);
        }
        else
        {
            Ledger = Ledger.Settle(decision.Settled);
        }
    }

    /// <summary>Takes in what was decided on an item that was set aside before. Its delivery is done already.</summary>
    /// <param name="now">The decision's time.</param>
    /// <param name="kind">The kind of what the item stands for.</param>
    /// <param name="body">Who wanted it.</param>
    /// <param name="item">The item.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="forwarded">What endpoints are sent of it.</param>
    /// <param name="echo">What they are sent before that: whoever is told of a status has been told of its message.
    /// </param>
    public void AddRetry(
        DateTimeOffset now,
        string kind,
        ReadOnlyMemory<byte>? body,
        DeliveredItem item,
        Decision decision,
        ForwardedItem? forwarded,
        ForwardedItem? echo = null)
    {
        Take(kind, decision, forwarded, echo);
        _retried.Add(item.Name);
        _inputs.Add(new RecordedInput(
            owner,
            NextPosition++,
            now,
            InputRecords.RetryKind,
            item.Delivery.Id,
            item.Index,
            body,
            InputRecords.NameOf(decision.Outcome),
            decision.Reason,
            decision.Subject));
        Ledger = Ledger.AfterRetry(decision.Outcome, decision.Settled);
    }

    /// <summary>Whether an item was taken again in this turn: that is not stored yet.</summary>
    public bool HasRetried(DeliveredItem item) => _retried.Contains(item.Name);

    /// <summary>A delivery without items of this owner: done as it is.</summary>
    public void Complete(Delivery delivery) =>
        _done[delivery.Id] = new DoneMark(delivery.Id, delivery.Part.Items, true);

    /// <summary>A row that is not one of the mind's.</summary>
    public void Add(RowChange row) => _others.Add(row);

    public Commit ToCommit(long epoch)
    {
        List<RowChange> rows = [.. _rows.Values, .. _others];
        if (Ledger != _before)
            rows.Add(Ledger.Write(owner));
        return new Commit(owner, epoch, rows, _inputs, [.. _done.Values], _feed);
    }

    // First all that may fail, then all that changes this record: a decision is in it whole or not at all.
    private void Take(string kind, Decision decision, ForwardedItem? forwarded, ForwardedItem? echo)
    {
        var changes = decision.Rows.Select(row => (row.Ref, codec.Write(row)))
            .Concat(decision.Deleted.Select(row => (row, codec.Delete(row)))).ToList();
        FeedEntry?[] news = [echo is null ? null : Tell(echo, decision), Tell(kind, decision, forwarded)];
        foreach (var (row, change) in changes)
            _rows[row] = change;
        foreach (var row in decision.Rows)
            _written[row.Ref] = row;
        foreach (var row in decision.Deleted)
            _written.Remove(row);
        _feed.AddRange(news.OfType<FeedEntry>());
    }

    private FeedEntry Tell(ForwardedItem echo, Decision decision) => new(
        OwnEcho.Kind,
        codec.PhoneNumberId,
        decision.Rows.OfType<Domain.Sending.Send>().First(send => send.Id == echo.SendId).ConversationId,
        JsonSerializer.SerializeToUtf8Bytes(new FeedBody { Webhook = echo }, AgentJson.Default.FeedBody));

    private FeedEntry? Tell(string kind, Decision decision, ForwardedItem? forwarded)
    {
        var told = decision.Effects;
        var body = new FeedBody
        {
            Messages = NullIfEmpty(
                told.OfType<Effect.TellMessage>().Select(t => new ToldMessage(t.MessageId, t.IsNew))),
            Gone = NullIfEmpty(told.OfType<Effect.TellGone>().Select(t => new GoneMessage(t.MessageId, t.SameAs))),
            Conversations = NullIfEmpty(told.OfType<Effect.TellConversation>().Select(t => t.ConversationId)),
            Sends = NullIfEmpty(told.OfType<Effect.TellSend>().Select(t => t.SendId)),
            Gaps = NullIfEmpty(told.OfType<Effect.TellGap>().Select(t => t.GapId)),
            Number = told.OfType<Effect.TellNumber>().Any(),
            Webhook = forwarded,
        };
        if (body == new FeedBody())
            return null;

        var conversation = body.Conversations?[0]
            ?? decision.Rows.OfType<Domain.Timeline.Message>().FirstOrDefault()?.ConversationId
            ?? decision.Rows.OfType<Domain.Sending.Send>().FirstOrDefault()?.ConversationId;
        return new FeedEntry(
            kind,
            codec.PhoneNumberId,
            conversation,
            JsonSerializer.SerializeToUtf8Bytes(body, AgentJson.Default.FeedBody));
    }

    private static List<T>? NullIfEmpty<T>(IEnumerable<T> items) => items.ToList() is { Count: > 0 } list ? list : null;
}
