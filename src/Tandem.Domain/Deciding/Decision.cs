using Tandem.Domain.Link;

namespace Tandem.Domain.Deciding;

/// <summary>What surrounds one decision.</summary>
/// <param name="Now">The hub's clock.</param>
/// <param name="Position">The input's place among the number's inputs: ids are made of it.</param>
/// <param name="Short">The number's short name: the front half of ids.</param>
/// <param name="Rules">What the operator wants.</param>
/// <param name="Process">The hub process that decides: a send whose waiter belongs to another is withdrawn.</param>
public sealed record Surroundings(
    DateTimeOffset Now, long Position, string Short, Rules.NumberRules Rules, string Process)
{
    /// <summary>Since when the agent that decides is there: what came before, it may not have heard yet.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>The id this decision gives to what it makes.</summary>
    public string Id => $"{Short}-{Position}";

    /// <summary>A second id, for what the decision makes beside its main subject.</summary>
    public string SecondId => $"{Short}-{Position}.1";
}

/// <summary>What became of an input: one word of the balanced ledger. Stored by name.</summary>
public enum Outcome
{
    /// <summary>It taught us something, and is folded in.</summary>
    Applied,

    /// <summary>It taught us nothing new.</summary>
    Duplicate,

    /// <summary>It is kept beside a message that has not been seen yet.</summary>
    Waiting,

    /// <summary>It could not be applied; kept raw with the reason.</summary>
    SetAside,
}

/// <summary>What the mind makes of an input: rows to write, then effects to start.</summary>
/// <param name="Outcome">What became of the input.</param>
/// <param name="Reason">Why, where that needs saying.</param>
/// <param name="Subject">Id of the message (or send) it touched, if any.</param>
/// <param name="Rows">Rows to write; the last word for each.</param>
/// <param name="Deleted">Rows to delete.</param>
/// <param name="Effects">What to do after the commit, in order.</param>
/// <param name="Settled">How many items that waited in the ledger are applied with this one.</param>
public sealed record Decision(
    Outcome Outcome,
    string? Reason,
    string? Subject,
    IReadOnlyList<IRow> Rows,
    IReadOnlyList<RowRef> Deleted,
    IReadOnlyList<Effect> Effects,
    int Settled)
{
    /// <summary>A private conversation is touched: only the owner is told, and no endpoint.</summary>
    public bool IsPrivate { get; init; }
}

/// <summary>Something to do once the rows are stored.</summary>
public abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>Give a released send to the wire.</summary>
    public sealed record CallGraph(string SendId) : Effect;

    /// <summary>A message is new on the timeline, or changed; tell subscribers.</summary>
    /// <param name="MessageId">Which.</param>
    /// <param name="IsNew">It was not on the timeline before.</param>
    public sealed record TellMessage(string MessageId, bool IsNew) : Effect;

    /// <summary>Two rows proved to be one message; the first is gone from the timeline.</summary>
    public sealed record TellGone(string MessageId, string SameAs) : Effect;

    /// <summary>Who speaks, what is unread or what waits has changed; tell subscribers.</summary>
    public sealed record TellConversation(string ConversationId) : Effect;

    /// <summary>A send changed its state; tell its caller and subscribers.</summary>
    public sealed record TellSend(string SendId) : Effect;

    /// <summary>A gap opened, changed or closed; tell subscribers.</summary>
    public sealed record TellGap(string GapId) : Effect;

    /// <summary>Ask Graph how the number stands.</summary>
    /// <param name="AskId">The question; its answer names it.</param>
    public sealed record AskLink(string AskId) : Effect;

    /// <summary>Ask Graph for the phone's contacts or its past: once for each connection.</summary>
    /// <param name="What">Which of the two.</param>
    /// <param name="AskId">The call; its answer names it.</param>
    public sealed record AskSync(SyncKind What, string AskId) : Effect;

    /// <summary>The link changed; tell subscribers.</summary>
    public sealed record TellNumber : Effect;

    /// <summary>A conversation became private: bring what is stored of it, piece by piece.</summary>
    /// <param name="ConversationId">Which.</param>
    /// <param name="After">How far it came; null from the beginning.</param>
    public sealed record SweepContents(string ConversationId, string? After) : Effect;

    /// <summary>The keys of a conversation changed: bring what is filed there, piece by piece.</summary>
    /// <param name="ConversationId">Which.</param>
    /// <param name="After">How far it came; null from the beginning.</param>
    public sealed record BringMessages(string ConversationId, string? After) : Effect;

    /// <summary>Get the bytes of a message's media.</summary>
    /// <param name="MessageId">Which message.</param>
    /// <param name="MediaId">By which id of the platform's.</param>
    public sealed record FetchMedia(string MessageId, string MediaId) : Effect;

    /// <summary>A message needs these bytes no more: if none does, their file goes.</summary>
    public sealed record DropMedia(string Sha256) : Effect;

    /// <summary>Decide this next, right after.</summary>
    public sealed record DecideNext(Input Input) : Effect;
}
