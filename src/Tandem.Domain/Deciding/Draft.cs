using Tandem.Domain.Gaps;
using Tandem.Domain.Identity;
using Tandem.Domain.Link;
using Tandem.Domain.Media;
using Tandem.Domain.Privacy;
using Tandem.Domain.Sending;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Deciding;

/// <summary>A decision in the making: the slice with what this decision has changed so far on top.</summary>
internal sealed class Draft(Slice slice, Surroundings around)
{
    private readonly Dictionary<RowRef, IRow?> _changed = [];
    private readonly List<RowRef> _order = [];
    private readonly List<Effect> _effects = [];
    private readonly SortedSet<string> _touched = new(StringComparer.Ordinal); // conversations it is about
    private bool _isConcealed;

    public Surroundings Around => around;

    /// <summary>wamid of the message that the input is about; null when it is about none.</summary>
    public string? Wamid { get; init; }

    public DateTimeOffset Now => around.Now;

    public Outcome Outcome { get; set; } = Outcome.Applied;

    public string? Reason { get; set; }

    public string? Subject { get; set; }

    public int Settled { get; set; }

    public NumberState Number => Find<NumberState>(RowRef.NumberState) ?? new NumberState();

    public Conversation? FindConversation(string id) => Find<Conversation>(RowRef.Conversation(id));

    public Message? FindMessage(string id) => Find<Message>(RowRef.Message(id));

    public Message? FindByWamid(string wamid) =>
        Find<WamidLink>(RowRef.Wamid(wamid)) is { } link ? FindMessage(link.MessageId) : null;

    public Send? FindSend(string id) => Find<Send>(RowRef.Send(id));

    /// <summary>The conversation an id stands for today, merges followed.</summary>
    public Conversation Root(string id)
    {
        var found = Follow(id);
        Touch(found);
        return found;
    }

    /// <summary>The same, where only to see who that is: the decision need not be about it.</summary>
    public Conversation Follow(string id)
    {
        var found = FindConversation(id)
            ?? throw new InvalidOperationException($"Conversation {id} is named but not stored.");
        while (found.MergedInto is { } next)
        {
            found = FindConversation(next)
                ?? throw new InvalidOperationException($"Conversation {next} is not stored.");
        }

        return found;
    }

    /// <summary>The decision is about this conversation: if that is private, nobody else is told.</summary>
    public void Touch(Conversation conversation) => _touched.Add(conversation.Id);

    /// <summary>It is about somebody private who has no conversation yet.</summary>
    public void Conceal() => _isConcealed = true;

    /// <summary>Whether what is decided concerns somebody private.</summary>
    public bool IsAboutPrivate => _isConcealed || _touched.Any(IsPrivate);

    public T? Find<T>(RowRef row)
        where T : class, IRow => _changed.TryGetValue(row, out var changed) ? (T?)changed : slice.Find<T>(row);

    /// <summary>Writes a row, unless it already says the same.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Put(IRow row)
    {
        var kept = Kept.Of(row, IsPrivate);
        if (kept.Equals(Find<IRow>(row.Ref)))
            return false;
        Note(row.Ref, kept);
        return true;
    }

    /// <summary>Writes a row that this decision makes: nothing was there before.</summary>
    public void Make(IRow row) => Note(row.Ref, Kept.Of(row, IsPrivate));

    public void Delete(RowRef row) => Note(row, null);

    public void Do(Effect effect)
    {
        if (!_effects.Contains(effect))
            _effects.Add(effect);
    }

    /// <summary>Whether part of a silence was the hub's own absence, which is none of the platform's: what it missed
    /// comes again now. Then the timer is set anew.</summary>
    public bool HasMissedPartOf(TimeSpan silence, string timer)
    {
        var earliest = Around.Since + silence;
        if (earliest <= Now)
            return false;

        Make(new Timer(timer, earliest));
        return true;
    }

    public Decision Finish()
    {
        Keep();
        CountBacklog();
        FollowMedia();
        MarkGaps();
        MarkUsernames();
        return new Decision(
            Outcome,
            Reason,
            Subject,
            [.. _order.Select(row => _changed[row]).OfType<IRow>()],
            [.. _order.Where(row => _changed[row] is null)],
            _effects,
            Settled)
        {
            IsPrivate = IsAboutPrivate,
        };
    }

    // A conversation may have become private after its rows were written.
    private void Keep()
    {
        foreach (var row in _order)
        {
            if (_changed[row] is { } value)
                _changed[row] = Kept.Of(value, IsPrivate);
        }
    }

    // What waits follows from the sends: no way into a queue or out of one has to think of it.
    private void CountBacklog()
    {
        var backlog = Number.Backlog;
        foreach (var send in _order.Select(row => _changed[row]).OfType<Send>())
        {
            var was = slice.Peek<Send>(send.Ref)?.State == SendState.Queued ? 1 : 0;
            var isNow = send.State == SendState.Queued ? 1 : 0;
            backlog = backlog.With(send.Lane, isNow - was);
        }

        if (backlog != Number.Backlog)
            Put(Number with { Backlog = backlog });
    }

    // So does what is to be fetched, kept and thrown away: no fold has to think of it.
    private void FollowMedia()
    {
        foreach (var message in _order.Select(row => _changed[row]).OfType<Message>().ToList())
        {
            var brought = MediaDesk.Brought(message, Now);
            _changed[message.Ref] = brought;
            MediaDesk.Follow(this, brought, slice.Peek<Message>(message.Ref)?.Media);
        }
    }

    // What is missing of a message follows from the message: each that changed is judged once, as it ends up.
    private void MarkGaps()
    {
        foreach (var message in _order.Select(row => _changed[row]).OfType<Message>()
            .Where(message => message.SameAs is null).ToList())
        {
            var marked = MessageGaps.Marked(message, Now);
            _changed[message.Ref] = marked;
            if (MessageGaps.RowOf(marked) is not { } gap || gap == MessageGaps.RowOf(slice.Peek<Message>(message.Ref)))
                continue;
            Make(gap);
            Do(new Effect.TellGap(gap.Id));
        }
    }

    private void MarkUsernames()
    {
        foreach (var conversation in _order.Select(row => _changed[row]).OfType<Conversation>().ToList())
        {
            var (write, delete) = UsernameLinks.Of(slice.Peek<Conversation>(conversation.Ref), conversation);
            if (write is not null)
                Make(write);
            if (delete is { } gone)
                Delete(gone);
        }
    }

    private bool IsPrivate(string conversationId)
    {
        var found = Peek(conversationId);
        while (found?.MergedInto is { } next)
            found = Peek(next);
        return found?.IsPrivate == true;
    }

    private Conversation? Peek(string id) => _changed.TryGetValue(RowRef.Conversation(id), out var changed)
        ? (Conversation?)changed
        : slice.Peek<Conversation>(RowRef.Conversation(id));

    private void Note(RowRef row, IRow? value)
    {
        if (!_changed.ContainsKey(row))
            _order.Add(row);
        _changed[row] = value;
    }
}
