using Tandem.Domain.Identity;
using Tandem.Domain.Link;
using Tandem.Domain.Media;
using Tandem.Domain.Sending;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Deciding;

/// <summary>Something the hub's mind is told about one number. Each is recorded and can be decided again.</summary>
public abstract record Input
{
    private Input()
    {
    }

    /// <summary>A message was seen: live, as an echo of the phone, or in the phone's history.</summary>
    /// <param name="Wamid">WhatsApp's id of it.</param>
    /// <param name="Peer">The other party.</param>
    /// <param name="Direction">Which way it went.</param>
    /// <param name="Via">Live or history.</param>
    /// <param name="At">Its timestamp, Unix seconds.</param>
    /// <param name="Content">What it says.</param>
    /// <param name="Name">The peer's profile name, if the event names one.</param>
    /// <param name="Username">The peer's username, if the event names one.</param>
    /// <param name="RepliesTo">wamid of the message it answers.</param>
    /// <param name="Stage">How far it came, where history says so.</param>
    public sealed record MessageSeen(
        string Wamid,
        PeerKeys Peer,
        Direction Direction,
        Via Via,
        long At,
        Content Content,
        string? Name,
        string? Username,
        string? RepliesTo,
        Stage? Stage) : Input
    {
        /// <summary>In history: how much of the whole has come, percent.</summary>
        public int? Progress { get; init; }

        /// <summary>In history: which part of the past, see <see cref="HistoryTold"/>.</summary>
        public int? Phase { get; init; }

        /// <summary>When its webhook arrived, by the hub's clock.</summary>
        public DateTimeOffset? ArrivedAt { get; init; }

        /// <summary>What the phone said, where that is text: some words mean something to the hub.</summary>
        public string? Words { get; init; }
    }

    /// <summary>An edit, a deletion or a reaction: an event with a wamid of its own about another message.</summary>
    /// <param name="Wamid">The event's own wamid.</param>
    /// <param name="About">wamid of the message it is about.</param>
    /// <param name="Peer">The other party.</param>
    /// <param name="Direction">Who did it: <see cref="Direction.In"/> for the customer.</param>
    /// <param name="Via">Live or history.</param>
    /// <param name="At">Its timestamp, Unix seconds.</param>
    /// <param name="Content">The event as Meta wrote it.</param>
    /// <param name="Change">What it does.</param>
    /// <param name="Name">The peer's profile name, if the event names one.</param>
    /// <param name="Username">The peer's username, if the event names one.</param>
    public sealed record ChangeSeen(
        string Wamid,
        string About,
        PeerKeys Peer,
        Direction Direction,
        Via Via,
        long At,
        Content Content,
        MessageChange Change,
        string? Name,
        string? Username) : Input;

    /// <summary>A status report about a message of the business.</summary>
    /// <param name="Wamid">The message's wamid.</param>
    /// <param name="Stage">How far it came.</param>
    /// <param name="At">When, Unix seconds.</param>
    /// <param name="Recipient">Whom it was for.</param>
    /// <param name="SendId">The outbox item our mark names; null without our mark.</param>
    /// <param name="Failure">Why it failed, if it did.</param>
    public sealed record StatusSeen(
        string Wamid, Stage Stage, long At, PeerKeys Recipient, string? SendId, Failure? Failure) : Input
    {
        /// <summary>When its webhook arrived, by the hub's clock.</summary>
        public DateTimeOffset? ArrivedAt { get; init; }
    }

    /// <summary>The phone's address book changed.</summary>
    /// <param name="Peer">Whose entry.</param>
    /// <param name="Name">The full name, or null when the entry was removed.</param>
    /// <param name="Username">The username, if named.</param>
    /// <param name="At">When, Unix seconds; an older word never replaces a newer.</param>
    public sealed record ContactSeen(PeerKeys Peer, string? Name, string? Username, long At = 0) : Input;

    /// <summary>A person has another number or another id.</summary>
    /// <param name="Before">What they were called.</param>
    /// <param name="After">What they are called now.</param>
    /// <param name="At">Since when, Unix seconds.</param>
    public sealed record PeerChanged(PeerKeys Before, PeerKeys After, long At) : Input
    {
        /// <summary>wamid of the system message that told of it; null when none did.</summary>
        public string? Wamid { get; init; }
    }

    /// <summary>The platform speaks about the link between app and API.</summary>
    /// <param name="State">What it is now.</param>
    /// <param name="At">When, Unix seconds; an older word never replaces a newer.</param>
    /// <param name="Reason">Meta's reason, if any.</param>
    public sealed record LinkHeard(LinkState State, long At, string? Reason) : Input
    {
        /// <summary>The number was onboarded: a new connection begins, what was said of older ones is past.</summary>
        public bool IsOnboarding { get; init; }

        /// <summary>The event names no number, and the account has several: it may be about another.</summary>
        public bool IsGuess { get; init; }
    }

    /// <summary>Somebody wants to know from Meta how the number stands.</summary>
    /// <param name="Cause">Why: <c>registered</c> or <c>person</c>.</param>
    public sealed record LinkAsked(string Cause) : Input;

    /// <summary>What Graph said about the number, or that it said nothing: all null.</summary>
    /// <param name="AskId">Which question it answers.</param>
    /// <param name="Node">What the number's node says; null when there is none.</param>
    /// <param name="Code">Meta's error code, if it refused.</param>
    /// <param name="Subcode">Meta's subcode.</param>
    public sealed record LinkAnswered(string AskId, NumberNode? Node, int? Code, int? Subcode) : Input;

    /// <summary>A person wants the phone's contacts or its past, which Meta gives once for each connection.</summary>
    /// <param name="What">Which of the two.</param>
    /// <param name="By">Name of the person's key.</param>
    /// <param name="IsAgain">They know that an earlier call got no answer, and ask all the same.</param>
    public sealed record SyncAsked(SyncKind What, string By, bool IsAgain) : Input;

    /// <summary>What Graph said to that.</summary>
    /// <param name="What">Which of the two.</param>
    /// <param name="AskId">Which call it answers.</param>
    /// <param name="RequestId">Meta's id of the request, if it was taken.</param>
    /// <param name="Code">Meta's error code or subcode, if it refused; 0 if the call never left.</param>
    public sealed record SyncAnswered(SyncKind What, string AskId, string? RequestId, int? Code) : Input;

    /// <summary>
    /// A live item of a person's conversation could not be read or decided, and was set aside: nobody knows what it
    /// says.
    /// </summary>
    /// <param name="Peer">Whose conversation, as far as the item could be read.</param>
    public sealed record ItemUnreadable(PeerKeys Peer) : Input
    {
        /// <summary>Names the item.</summary>
        public string? Item { get; init; }
    }

    /// <summary>An item that was set aside is read now: what it said is known, nobody has to look any more.</summary>
    /// <param name="Peer">Whose conversation.</param>
    /// <param name="Item">Names the item.</param>
    public sealed record ItemRead(PeerKeys Peer, string Item) : Input;

    /// <summary>
    /// A person wants an item that was set aside to be taken again. Whoever has its bytes decides what it stands for.
    /// </summary>
    /// <param name="DeliveryId">The delivery it came in.</param>
    /// <param name="Index">Its place in the webhook.</param>
    /// <param name="By">Name of the person's key.</param>
    public sealed record ItemRetried(long DeliveryId, int Index, string By) : Input;

    /// <summary>The owner of the phone declined to share the past.</summary>
    /// <param name="At">When, Unix seconds.</param>
    public sealed record HistoryDeclined(long At) : Input;

    /// <summary>A piece of history without a message: it only says how far the whole has come.</summary>
    /// <param name="Progress">Percent of the whole.</param>
    public sealed record HistoryTold(int Progress) : Input
    {
        /// <summary>Which part of the past: 0 the last day, 1 up to 90 days, 2 up to 180.</summary>
        public int? Phase { get; init; }
    }

    /// <summary>An item that changes nothing here: kept raw, shown, counted.</summary>
    /// <param name="What">What it is, such as <c>user_preferences</c>, <c>errors</c> or <c>unknown</c>.</param>
    public sealed record Noted(string What) : Input
    {
        /// <summary>Whom it is about, where it says so: of private people nothing is passed on.</summary>
        public PeerKeys? Peer { get; init; }
    }

    /// <summary>Somebody wants something sent.</summary>
    /// <param name="Draft">The request; its id and position are given by the decision.</param>
    public sealed record SendAsked(SendDraft Draft) : Input;

    /// <summary>The next send of a conversation may go now, if it still should.</summary>
    /// <param name="ConversationId">Which.</param>
    /// <param name="IsCalled">It stood in the number's line and is the next of it.</param>
    public sealed record TurnCame(string ConversationId, bool IsCalled = false) : Input;

    /// <summary>The caller does not wait any more, or a time is over.</summary>
    /// <param name="SendId">Which send.</param>
    /// <param name="Code">Why, as in <see cref="Refusal"/>.</param>
    public sealed record SendWithdrawn(string SendId, string Code) : Input;

    /// <summary>Graph took a send.</summary>
    /// <param name="SendId">Which send.</param>
    /// <param name="Wamid">The wamid it got.</param>
    /// <param name="Peer">The peer as the answer names it: <c>wa_id</c> may differ from what was asked for.</param>
    /// <param name="Answer">The answer, for the caller.</param>
    public sealed record SendAccepted(string SendId, string Wamid, PeerKeys Peer, WireAnswer Answer) : Input;

    /// <summary>Graph refused a send: nothing was sent.</summary>
    public sealed record SendRejected(string SendId, Failure Failure, WireAnswer Answer) : Input
    {
        /// <summary>Meta's refusal speaks of the number or its token, not of the message.</summary>
        public bool DoubtsLink { get; init; }
    }

    /// <summary>No usable answer: time-out, broken connection, an error of the class "unknown", or a crash.</summary>
    public sealed record AnswerLost(string SendId, WireAnswer? Answer) : Input;

    /// <summary>A person says what became of an uncertain send.</summary>
    /// <param name="SendId">Which send.</param>
    /// <param name="Verdict">What became of it.</param>
    /// <param name="By">Name of the person's key.</param>
    public sealed record SendJudged(string SendId, SendVerdict Verdict, string By) : Input;

    /// <summary>A stored timer came due.</summary>
    public sealed record TimerDue(string Name) : Input;

    /// <summary>A person takes a conversation over.</summary>
    /// <param name="ConversationId">Which.</param>
    /// <param name="By">Name of the agent.</param>
    /// <param name="Until">When it ends by itself.</param>
    public sealed record TakenOver(string ConversationId, string By, DateTimeOffset Until) : Input;

    /// <summary>A person says that a message of the phone was the app's own: nobody spoke by it.</summary>
    /// <param name="MessageId">Which.</param>
    /// <param name="By">Name of the person's key.</param>
    public sealed record CalledAutomatic(string MessageId, string By) : Input;

    /// <summary>A person hands a conversation back to the bots.</summary>
    public sealed record HandedBack(string ConversationId, string By) : Input;

    /// <summary>A person has looked at what a gap is about, and needs it no longer.</summary>
    /// <param name="GapId">Which.</param>
    /// <param name="By">Name of the person's key.</param>
    public sealed record GapClosed(string GapId, string By) : Input;

    /// <summary>A person says that somebody is private, or is not any more; also of those who never wrote.</summary>
    /// <param name="Peer">Who.</param>
    /// <param name="IsPrivate">Which of the two.</param>
    /// <param name="By">Name of the person's key.</param>
    public sealed record MarkedPrivate(PeerKeys Peer, bool IsPrivate, string By) : Input;

    /// <summary>A piece of what is stored of a conversation that became private.</summary>
    /// <param name="ConversationId">Which.</param>
    /// <param name="Members">Conversations that proved to be it.</param>
    /// <param name="MessageIds">Messages, and events about messages, in the piece.</param>
    /// <param name="Next">Where the next piece begins; null after the last.</param>
    public sealed record ContentsSwept(
        string ConversationId, IReadOnlyList<string> Members, IReadOnlyList<string> MessageIds, string? Next) : Input;

    /// <summary>A person says that a conversation is two people's.</summary>
    /// <param name="ConversationId">Which.</param>
    /// <param name="Part">What leaves: a conversation that became it, or a key as <see cref="PeerKeys.All"/> writes it.
    /// </param>
    /// <param name="By">Name of the person's key.</param>
    public sealed record ConversationSplit(string ConversationId, string Part, string By) : Input;

    /// <summary>A person says that two conversations are one person's.</summary>
    /// <param name="ConversationId">One of them.</param>
    /// <param name="WithId">The other.</param>
    /// <param name="By">Name of the person's key.</param>
    public sealed record ConversationsMerged(string ConversationId, string WithId, string By) : Input;

    /// <summary>A piece of what is filed in a conversation whose keys changed: each message goes to its own.</summary>
    /// <param name="ConversationId">Which.</param>
    /// <param name="MessageIds">Messages, and events about messages, in the piece.</param>
    /// <param name="IsFirst">Whether it is the first piece.</param>
    /// <param name="Next">Where the next piece begins; null after the last.</param>
    public sealed record MessagesBrought(
        string ConversationId, IReadOnlyList<string> MessageIds, bool IsFirst, string? Next) : Input;

    /// <summary>The bytes of a message's media are in their file.</summary>
    /// <param name="MessageId">Which message.</param>
    /// <param name="MediaId">The id they were fetched by.</param>
    /// <param name="Sha256">Their hash, 64 lower-case hex digits: the name of the file.</param>
    /// <param name="Size">How many they are.</param>
    /// <param name="Type">What they are, by their beginning: a MIME type.</param>
    public sealed record MediaKept(string MessageId, string MediaId, string Sha256, long Size, string Type) : Input;

    /// <summary>An attempt to get a message's media failed.</summary>
    /// <param name="MessageId">Which message.</param>
    /// <param name="MediaId">The id it was tried by.</param>
    /// <param name="Fault">Why.</param>
    public sealed record MediaMissed(string MessageId, string MediaId, MediaFault Fault) : Input;

    /// <summary>A person wants a message's media tried again.</summary>
    /// <param name="MessageId">Which message.</param>
    /// <param name="By">Name of the person's key; <c>hub</c> when the hub itself misses a file.</param>
    /// <param name="IsLost">The file is not where it was kept.</param>
    public sealed record MediaAsked(string MessageId, string By, bool IsLost = false) : Input;

    /// <summary>The media of these messages was kept as long as the operator keeps media.</summary>
    public sealed record MediaOutdated(IReadOnlyList<string> MessageIds) : Input;

    /// <summary>The business has read a conversation up to now.</summary>
    public sealed record MarkedRead(string ConversationId) : Input;
}

/// <summary>What an event does to the message it is about.</summary>
public abstract record MessageChange
{
    private MessageChange()
    {
    }

    /// <summary>Its words change.</summary>
    /// <param name="Json">The new message object.</param>
    public sealed record Edited(string Json) : MessageChange;

    /// <summary>It is deleted for everyone.</summary>
    public sealed record Revoked : MessageChange;

    /// <summary>Somebody reacts to it.</summary>
    /// <param name="Emoji">Empty when the reaction is taken back.</param>
    public sealed record Reacted(string Emoji) : MessageChange;
}

/// <summary>A request to send, before it has an id.</summary>
/// <param name="To">Whom it is for.</param>
/// <param name="Lane">Which lane the key's role gives it.</param>
/// <param name="Sender">Name of the sender.</param>
/// <param name="Edge"><c>messages</c> or <c>marketing_messages</c>.</param>
/// <param name="Type">Meta's <c>type</c>.</param>
/// <param name="Body">The caller's body (JSON), untouched.</param>
/// <param name="CallerMark">The caller's own <c>biz_opaque_callback_data</c>.</param>
/// <param name="IdempotencyKey">The caller's idempotency key.</param>
/// <param name="Waiter">Who waits for the answer.</param>
/// <param name="ExpiresAt">When it is withdrawn if not released.</param>
/// <param name="RepliesTo">wamid of the message it answers.</param>
public sealed record SendDraft(
    PeerKeys To,
    SendLane Lane,
    string Sender,
    string Edge,
    string Type,
    string Body,
    string? CallerMark,
    string? IdempotencyKey,
    Waiter? Waiter,
    DateTimeOffset? ExpiresAt,
    string? RepliesTo)
{
    /// <summary>The owner's own key asks: in private conversations nobody else speaks.</summary>
    public bool IsOwners { get; init; }

    /// <summary>The uncertain send that this one repeats.</summary>
    public string? Resends { get; init; }
}
