using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;
using Tandem.Domain.Identity;
using Tandem.Domain.Media;

namespace Tandem.Domain.Timeline;

/// <summary>One message, or one event about a message, as far as it is known.</summary>
/// <param name="Id">Ours: <c>{short number}-{position of the input that made it}</c>.</param>
/// <param name="Place">That position: settles order within a second.</param>
/// <param name="ConversationId">The conversation it was first filed in; follow merges from there.</param>
/// <remarks>
/// Everything here is a join: facts may come in any order, any number of times, and end the same. A message that was
/// only spoken of is a row as well, with <see cref="Origin.Unseen"/>, so that what precedes it has a place to wait.
/// </remarks>
public sealed record Message(string Id, long Place, string ConversationId) : IRow
{
    /// <summary>WhatsApp's id of it; null until the Cloud API has answered our send.</summary>
    public string? Wamid { get; init; }

    /// <summary>The peer as the events of this message named it.</summary>
    public PeerKeys Peer { get; init; } = PeerKeys.None;

    /// <summary>Which way it went; null while only spoken of.</summary>
    public Direction? Direction { get; init; }

    /// <summary>Which end it came from.</summary>
    public Origin Origin { get; init; }

    /// <summary>Whether it was seen live.</summary>
    public Via Via { get; init; }

    /// <summary>Name of the sender, for what this hub sent.</summary>
    public string? SentBy { get; init; }

    /// <summary>The outbox item, for what this hub sent.</summary>
    public string? SendId { get; init; }

    /// <summary>Earliest second the message itself was dated, Unix; null while others only spoke of it.</summary>
    public long? SaidAt { get; init; }

    /// <summary>Earliest second of anything about it: its place while <see cref="SaidAt"/> is unknown.</summary>
    public long HeardAt { get; init; }

    /// <summary>What it says; null while unknown.</summary>
    public Content? Content { get; init; }

    /// <summary>The hub's copy of its media; null when its content names none.</summary>
    public MediaCopy? Media { get; init; }

    /// <summary>The message it answers, by wamid.</summary>
    public string? RepliesTo { get; init; }

    /// <summary>How far it came; null for customers' messages and while the send is unanswered.</summary>
    public Stage? Stage { get; init; }

    /// <summary>When each stage was first reported.</summary>
    public ValueList<StageTime> StageTimes { get; init; }

    /// <summary>Why it failed, if it did.</summary>
    public Failure? Failure { get; init; }

    /// <summary>true: it may be on the wire or may have been lost; the first status with our mark will tell.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>true: somebody took it for not sent, and no status has proved otherwise.</summary>
    public bool IsDenied { get; init; }

    /// <summary>true: the Cloud API took it long ago, and no status says that it left.</summary>
    public bool IsOverdue { get; init; }

    /// <summary>Id of a message that answers this one, for one that nobody handed over.</summary>
    public string? NamedBy { get; init; }

    /// <summary>Only a reply named it so far: whose conversation it belongs to is not proved by that.</summary>
    public bool IsOnlyNamed { get; init; }

    /// <summary>What is missing of it, or was; null when nothing ever was.</summary>
    public GapMark? Gap { get; init; }

    /// <summary>The app said it by itself: nobody spoke by it.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>By how many seconds it came too late, live; null when it came in time.</summary>
    public long? LateBy { get; init; }

    /// <summary>The run of late messages it came in.</summary>
    public string? Burst { get; init; }

    /// <summary>Its latest edit.</summary>
    public Edit? Edit { get; init; }

    /// <summary>It was deleted for everyone.</summary>
    public bool IsRevoked { get; init; }

    /// <summary>What each party last thought of it, ordered by party.</summary>
    public ValueList<Reaction> Reactions { get; init; }

    /// <summary>Set for an event (edit, revoke, reaction): wamid of the message it is about.</summary>
    public string? About { get; init; }

    /// <summary>Set when this row proved to be another: all that was known here is there. Links to it still lead on.
    /// </summary>
    public string? SameAs { get; init; }

    /// <summary>Rows that proved to be this one; what touched them is part of its life.</summary>
    public ValueList<string> TookIn { get; init; }

    /// <summary>Events folded in before the message itself was seen; they wait for it in the ledger.</summary>
    public int Waiting { get; init; }

    /// <summary>The second that orders it.</summary>
    public long At => SaidAt ?? HeardAt;

    /// <summary>Whether it stands on the timeline: seen itself or proved by a status; no event about another.</summary>
    public bool IsOnTimeline => About is null && SameAs is null && Origin != Origin.Unseen;

    /// <inheritdoc/>
    public RowRef Ref => RowRef.Message(Id);
}

/// <summary>A wamid, and the message it names.</summary>
public sealed record WamidLink(string Wamid, string MessageId) : IRow
{
    /// <inheritdoc/>
    public RowRef Ref => RowRef.Wamid(Wamid);
}
