using System.Text.Json;
using Tandem.CloudApi.Json;
using Tandem.CloudApi.Webhooks;
using Tandem.CloudApi.Webhooks.Values;
using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Media;
using Tandem.Domain.Timeline;

namespace Tandem.Engine.Translation;

/// <summary>From Meta's words to the mind's: one webhook item becomes one input.</summary>
/// <remarks>
/// What means nothing to a timeline becomes <see cref="Input.Noted"/>: kept raw, shown, counted. What should mean
/// something but lacks what is needed is refused with a reason, and set aside.
/// </remarks>
public static class Translator
{
    // Seconds that fit a sort key (35 bits, the year 3058); what lies outside is nonsense and is clamped.
    private const long LastSecond = (1L << 35) - 1;

    /// <summary>The input an item stands for.</summary>
    /// <param name="item">The item.</param>
    /// <param name="mark">How our mark on sends of this number begins.</param>
    /// <param name="arrivedAt">Used where an item has no timestamp of its own.</param>
    /// <exception cref="UntranslatableException">The item lacks what it needs; the message says what.</exception>
    public static Input ToInput(WebhookItem item, SendMark mark, DateTimeOffset arrivedAt) =>
        Read(item, mark, arrivedAt) is var input && input is Input.Noted noted && Peers.Named(item) is
        { IsEmpty: false } peer
            ? noted with { Peer = peer }
            : input;

    private static Input Read(WebhookItem item, SendMark mark, DateTimeOffset arrivedAt) => item.Kind switch
    {
        ItemKind.Message => FromMessage(item, Via.Live, arrivedAt),
        ItemKind.Echo => FromMessage(item, Via.Live, arrivedAt),
        ItemKind.HistoryMessage or ItemKind.HistoryMedia or ItemKind.HistoryEcho =>
            FromMessage(item, Via.History, arrivedAt),
        ItemKind.Status => FromStatus(item, mark, arrivedAt),
        ItemKind.ContactSync => FromContact(item, arrivedAt),
        ItemKind.UserIdUpdate => FromUserIds(item, arrivedAt),
        ItemKind.HistoryDeclined => new Input.HistoryDeclined(item.EntryTime ?? arrivedAt.ToUnixTimeSeconds()),
        ItemKind.HistoryChunk => new Input.HistoryTold(ProgressOf(item) ?? 0) { Phase = PhaseOf(item) },
        ItemKind.Unknown when Peers.TryRead(item) is not null =>
            throw new UntranslatableException("the message has no id, or a shape nobody knows"),
        _ => new Input.Noted(item.Kind == ItemKind.Unknown ? $"unknown: {item.Field}" : Snake(item.Kind)),
    };

    private static Input FromMessage(WebhookItem item, Via via, DateTimeOffset arrivedAt)
    {
        if (item.Message is not { } message)
            return new Input.Noted("a message that is no object");
        if (message.GroupId is not null)
            return new Input.Noted("group_message");
        if (message.Type == "system")
            return FromSystem(message, arrivedAt);
        if (message.Type == "request_welcome")
            return new Input.Noted(message.Type);
        if (Id(message.Id) is not { } wamid)
            throw new UntranslatableException("the message has no id");

        var direction = item.IsFromBusiness ? Direction.Out : Direction.In;
        var peer = Peers.OfMessage(item, message, direction);
        if (peer.IsEmpty)
            throw new UntranslatableException(
                "the message names no customer: neither number nor business-scoped user id");

        var at = Second(message.Timestamp, arrivedAt);
        var content = new Content(
            message.Type ?? "unknown",
            item.Raw.GetRawText(),
            Rank(message, via),
            message.Errors is [{ } e, ..] ? e.Code : null)
        {
            Media = MediaOf(message),
        };
        var profile = item.ContactProfile?.Profile;
        return ChangeOf(message) is { } change
            ? new Input.ChangeSeen(
                wamid, change.About, peer, direction, via, at, content, change.What, profile?.Name, profile?.Username)
            : new Input.MessageSeen(
                wamid, peer, direction, via, at, content, profile?.Name,
                profile?.Username ?? item.ThreadContext?.Username,
                Id(message.Context?.Id), StageOfHistory(message.HistoryContext?.Status, direction))
            {
                Progress = ProgressOf(item),
                Phase = PhaseOf(item),
                ArrivedAt = arrivedAt,
                Words = direction == Direction.Out && via == Via.Live ? message.Text?.Body : null,
            };
    }

    // An id is part of an address that is asked with the number's token: nothing but digits gets there.
    private static MediaRef? MediaOf(InboundMessage message) =>
        message.Media is { Id: { Length: > 0 and <= 64 } id } media && id.All(char.IsAsciiDigit)
            ? new MediaRef(id, media.MimeType, media.Sha256Hex, media.Filename)
            : null;

    private static int? ProgressOf(WebhookItem item) =>
        item.Chunk?.Progress.Number is { } percent ? (int)Math.Clamp(percent, 0, 100) : null;

    private static int? PhaseOf(WebhookItem item) =>
        item.Chunk?.Phase.Number is { } phase ? (int)Math.Clamp(phase, 0, 9) : null;

    private static (string About, MessageChange What)? ChangeOf(InboundMessage message) => message switch
    {
        { Type: "edit", Edit.OriginalMessageId: { Length: > 0 } about } =>
            (Id(about)!, new MessageChange.Edited(JsonSerializer.Serialize(
                message.Edit.Message ?? new InboundMessage(), CloudApiJson.Default.InboundMessage))),
        { Type: "revoke", Revoke.OriginalMessageId: { Length: > 0 } about } =>
            (Id(about)!, new MessageChange.Revoked()),
        { Type: "reaction", Reaction: { MessageId: { Length: > 0 } about } reaction } =>
            (Id(about)!, new MessageChange.Reacted(reaction.Emoji ?? "")),
        _ => null,
    };

    private static Input FromStatus(WebhookItem item, SendMark mark, DateTimeOffset arrivedAt)
    {
        if (item.Status is not { } status)
            return new Input.Noted("a status that is no object");
        if (Id(status.Id) is not { } wamid)
            throw new UntranslatableException("the status names no message");
        if (status.RecipientType == "group")
            return new Input.Noted("group_status");
        if (StageOf(status.Status) is not { } stage)
            return new Input.Noted($"status: {status.Status}");

        return new Input.StatusSeen(
            wamid,
            stage,
            Second(status.Timestamp, arrivedAt),
            Peers.OfStatus(item, status),
            mark.SendIdOf(status.BizOpaqueCallbackData),
            status.Errors is [{ Code: { } code } error, ..] ? new Failure(code, error.Title) : null)
        {
            ArrivedAt = arrivedAt,
        };
    }

    // `from` is who they were; the rest is in the words of the message.
    private static Input FromSystem(InboundMessage message, DateTimeOffset arrivedAt)
    {
        var (before, after) = message.System switch
        {
            { Type: "user_changed_number" } system => (
                new PeerKeys(Peers.Digits(message.From), message.FromUserId, message.FromParentUserId),
                new PeerKeys(Peers.Digits(system.WaId), system.UserId, system.ParentUserId)),
            { Type: "user_changed_user_id" } system => (
                new PeerKeys(null, system.PreviousUserId, message.FromParentUserId),
                new PeerKeys(null, system.UserId, system.ParentUserId)),
            _ => (PeerKeys.None, PeerKeys.None),
        };
        (before, after) = (Peers.Possible(before), Peers.Possible(after));
        return before.IsEmpty || after.IsEmpty
            ? new Input.Noted("system")
            : new Input.PeerChanged(before, after, Second(message.Timestamp, arrivedAt)) { Wamid = message.Id };
    }

    // Its wa_id is left out: whether it is the old number or the new one is nowhere said.
    private static Input FromUserIds(WebhookItem item, DateTimeOffset arrivedAt)
    {
        if (item.UserIdUpdate is not { } update)
            return new Input.Noted("user_id_update");

        var before = Peers.Possible(new PeerKeys(null, update.UserId?.Previous, update.ParentUserId?.Previous));
        var after = Peers.Possible(new PeerKeys(null, update.UserId?.Current, update.ParentUserId?.Current));
        return before.IsEmpty || after.IsEmpty
            ? new Input.Noted("user_id_update")
            : new Input.PeerChanged(before, after, Second(update.Timestamp, arrivedAt));
    }

    private static Input FromContact(WebhookItem item, DateTimeOffset arrivedAt)
    {
        if (item.ContactSync?.Contact is not { } contact)
            return new Input.Noted("state_sync of another type");

        var name = item.ContactSync.Action == "remove" ? null : contact.FullName ?? contact.FirstName;
        return new Input.ContactSeen(
            Peers.Possible(new PeerKeys(Peers.Digits(contact.PhoneNumber), contact.UserId, contact.ParentUserId)),
            name,
            contact.Username,
            Second(item.ContactSync.Metadata?.Timestamp ?? default, arrivedAt));
    }

    // An empty id is none.
    private static string? Id(string? id) => id switch
    {
        null or "" => null,
        { Length: <= IdLengths.Message } => id,
        _ => throw new UntranslatableException("an id in it is longer than any of Meta's"),
    };

    private static ContentRank Rank(InboundMessage message, Via via) =>
        message.Type == "media_placeholder" || message.Errors is [{ Code: 131060 }, ..] ? ContentRank.Placeholder
        : message.IsUnsupported || message.Type is null ? ContentRank.Unsupported
        : via == Via.History ? ContentRank.FromHistory
        : ContentRank.Full;

    private static Stage? StageOf(string? status) => status switch
    {
        "sent" => Stage.Sent,
        "delivered" => Stage.Delivered,
        "read" => Stage.Read,
        "played" => Stage.Played,
        "failed" => Stage.Failed,
        _ => null,
    };

    private static Stage? StageOfHistory(string? status, Direction direction) =>
        direction == Direction.In ? null
        : status == "ERROR" ? Stage.Failed
        : status == "PENDING" ? Stage.Accepted
        : StageOf(status?.ToLowerInvariant());

    private static long Second(WireValue timestamp, DateTimeOffset arrivedAt) =>
        Math.Clamp(timestamp.Time?.ToUnixTimeSeconds() ?? arrivedAt.ToUnixTimeSeconds(), 0, LastSecond);

    private static string Snake(ItemKind kind) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}

/// <summary>A webhook item lacks what its kind needs; it is set aside with this reason.</summary>
public sealed class UntranslatableException(string reason) : Exception(reason);
