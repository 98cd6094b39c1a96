using System.Text.Json;
using Tandem.Domain.Identity;
using Tandem.Domain.Link;
using Tandem.Domain.Media;
using Tandem.Domain.Sending;
using Tandem.Domain.Timeline;
using Tandem.Engine.Registry;

namespace Tandem.Engine.Reading;

/// <summary>Makes the mind's rows into what is shown.</summary>
internal static class Wording
{
    /// <summary>Stands for somebody private.</summary>
    public static readonly ContactView Nobody = new(null, null, null, null);

    /// <summary>Snake case, as in every JSON of ours.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static DateTimeOffset Instant(long unixSecond) => DateTimeOffset.FromUnixTimeSeconds(unixSecond);

    public static DateTimeOffset? Instant(long? unixSecond) => unixSecond is { } second ? Instant(second) : null;

    /// <summary>A stored text as JSON; null where it is none.</summary>
    public static JsonElement? Json(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null; // a caller's body that is no JSON stays what it was; there is nothing to show of it
        }
    }

    public static NumberView Show(NumberRegistration number, NumberState state, DateTimeOffset now) => new(
        number.PhoneNumberId,
        number.WabaId,
        number.DisplayPhoneNumber,
        number.VerifiedName,
        number.IsGuarding ? "guard" : "observe",
        number.AppId,
        number.GraphBaseUrl,
        number.RegisteredAt,
        LinkWording.Show(state, now))
    {
        WouldHaveHeld = state.Observed,
    };

    public static ConversationView Show(
        Conversation conversation, string phoneNumberId, DateTimeOffset now, bool seesPrivate)
    {
        if (conversation.IsPrivate && !seesPrivate)
            return Existing(conversation.Id, phoneNumberId);

        var hold = conversation.Hold is { } held && held.IsActiveAt(now) ? held : null;
        return new ConversationView(
            conversation.Id,
            phoneNumberId,
            IdentityWords.Contact(conversation),
            Instant(conversation.LastMessageAt),
            conversation.Unread,
            hold?.By,
            hold?.Since,
            hold?.End,
            conversation.Revision,
            new WindowView(Instant(conversation.WindowFrom) + WindowView.Length),
            conversation.Queue.Count,
            conversation.IsPrivate)
        {
            Merges = IdentityWords.Merges(conversation),
            Identity = IdentityWords.Events(conversation),
        };
    }

    // Not even when: who knows the owner's habits would know whom.
    private static ConversationView Existing(string id, string phoneNumberId) => new(
        id, phoneNumberId, Nobody, LastMessageAt: null, Unread: 0, SpokenForBy: null, SpokenForSince: null,
        SpokenForUntil: null, Revision: 0, new WindowView(null), Queued: 0, Private: true);

    public static MessageView Show(Message message, string conversationId) => new()
    {
        Id = message.Id,
        Wamid = message.Wamid,
        ConversationId = conversationId,
        Type = message.Content?.Type,
        Direction = Word(message.Direction ?? Direction.Out),
        Origin = Word(message.Origin),
        Via = Word(message.Via),
        SentBy = message.SentBy,
        SendId = message.SendId,
        Timestamp = Instant(message.At),
        Status = Status(message),
        StatusTimes = message.StageTimes.ToDictionary(time => Word(time.Stage), time => Instant(time.At)),
        Content = message.Content is { } content ? Json(content.Json) : null,
        VisibleTo = VisibleTo(message),
        RepliesTo = message.RepliesTo,
        Automatic = message.IsAutomatic,
        LateBy = message.LateBy,
        Burst = message.Burst,
        Failure = message.Failure is { } failure ? new FailureView(failure.Code, failure.Title) : null,
        Edit = message.Edit is { } edit ? new EditView(Instant(edit.At), Json(edit.Json)) : null,
        Revoked = message.IsRevoked,
        Reactions = Reactions(message),
        Media = message.Media is { } media ? Show(message, media) : null,
        Gap = GapWords.Of(message),
    };

    private static MediaView Show(Message message, MediaCopy copy)
    {
        var named = message.Content?.Media;
        return new MediaView(
            Word(copy.State),
            named?.MimeType,
            copy.Type,
            copy.Size,
            copy.Sha256 ?? named?.Sha256,
            named?.Name,
            copy.Fault is { } fault ? Word(fault) : null,
            copy.Attempts,
            copy.NextAt,
            copy.State == MediaState.Kept ? $"/v1/messages/{message.Id}/media" : null);
    }

    public static SendView Show(Send send) => new()
    {
        Id = send.Id,
        State = Word(send.State),
        Lane = Word(send.Lane),
        SentBy = send.Sender,
        To = new ContactView(send.To.WaId, send.To.UserId, Username: null, Name: null)
        {
            ParentUserId = send.To.ParentUserId,
        },
        Type = send.Type,
        ConversationId = send.ConversationId.Length == 0 ? null : send.ConversationId,
        MessageId = send.MessageId,
        Wamid = send.Wamid,
        RequestedAt = send.RequestedAt,
        ReleasedAt = send.ReleasedAt,
        NeedsPersonSince = send.State == SendState.Unknown ? send.AskedAt : null,
        SettledBy = send.SettledBy,
        Resends = send.Resends,
        Held = send is { State: SendState.Queued, Refusal: { } hold }
            ? HeldView.Of(hold)
            : null,
        Refusal = send is { State: not SendState.Queued, Refusal: { } refusal }
            ? RefusalView.Of(refusal)
            : null,
        WouldBeRefused = send.Observed is { } observed ? RefusalView.Of(observed) : null,
    };

    private static string? Status(Message message) => message switch
    {
        { Stage: { } stage } => Word(stage),
        { IsUnknown: true } => "unknown",
        { IsDenied: true } => "not_sent",
        { SendId: not null } => "sending",
        _ => null,
    };

    private static List<ReactionView>? Reactions(Message message)
    {
        var shown = message.Reactions
            .Where(reaction => reaction.Emoji.Length > 0)
            .Select(reaction => new ReactionView(reaction.By, reaction.Emoji, Instant(reaction.At)))
            .ToList();
        return shown.Count == 0 ? null : shown;
    }

    // Who is proved to have it. What the app shows of templates and interactive messages is not documented.
    private static List<string> VisibleTo(Message message)
    {
        var isIn = message.Direction == Direction.In;
        var hasContent = message.Content is { Rank: ContentRank.FromHistory or ContentRank.Full };
        var isMirrored = message.Content?.Type is not ("template" or "interactive");
        var hasArrived = message.Stage >= Stage.Delivered;
        var hasLeft = message.Stage is { } stage && stage != Stage.Failed;

        List<string> ends = [];
        if (isIn || hasArrived || (message.Origin == Origin.App && message.Stage != Stage.Failed))
            ends.Add("customer");
        if (isIn || message.Origin == Origin.App || (hasLeft && isMirrored))
            ends.Add("app");
        if (hasContent)
            ends.Add("api");
        return ends;
    }
}
