using Tandem.CloudApi;
using Tandem.CloudApi.Webhooks;
using Tandem.CloudApi.Webhooks.Values;
using Tandem.Domain.Identity;
using Tandem.Domain.Timeline;

namespace Tandem.Engine.Translation;

/// <summary>Reads from an item who the other party is. Whatever is not surely theirs is left out.</summary>
internal static class Peers
{
    public static PeerKeys OfMessage(WebhookItem item, InboundMessage message, Direction direction)
    {
        var own = direction == Direction.In
            ? new PeerKeys(Digits(message.From), message.FromUserId, message.FromParentUserId)
            : new PeerKeys(Digits(message.To), message.ToUserId, message.ToParentUserId);
        return WithThread(WithContact(own, item.ContactProfile), item);
    }

    public static PeerKeys OfStatus(WebhookItem item, StatusItem status) => WithContact(
        new PeerKeys(Digits(status.RecipientId), status.RecipientUserId, status.RecipientParent), item.ContactProfile);

    /// <summary>Digits of a number in any spelling; null when there are none.</summary>
    public static string? Digits(string? number) => PhoneDigits.Of(number) is { Length: > 0 } digits ? digits : null;

    // contacts[] may hold several people: one's keys are added only if it agrees with what the item itself says.
    private static PeerKeys WithContact(PeerKeys own, ContactProfile? contact)
    {
        if (contact is null)
            return own;

        var theirs = new PeerKeys(Digits(contact.WaId), contact.UserId, contact.ParentUserId);
        return own.IsEmpty || Agree(own, theirs) ? Fill(own, theirs) : own;
    }

    private static PeerKeys WithThread(PeerKeys own, WebhookItem item)
    {
        if (item.ThreadId is null && item.ThreadContext is null)
            return own;

        var isNumber = item.ThreadId is { } id && id.All(c => char.IsAsciiDigit(c) || c == '+');
        var thread = new PeerKeys(
            Digits(item.ThreadContext?.WaId) ?? (isNumber ? Digits(item.ThreadId) : null),
            item.ThreadContext?.UserId ?? (isNumber ? null : item.ThreadId),
            item.ThreadContext?.ParentUserId);
        return Fill(own, thread);
    }

    private static bool Agree(PeerKeys a, PeerKeys b) =>
        a.WaId is not null && b.WaId is not null ? a.WaId == b.WaId : a.UserId is not null && a.UserId == b.UserId;

    private static PeerKeys Fill(PeerKeys own, PeerKeys more) =>
        new(own.WaId ?? more.WaId, own.UserId ?? more.UserId, own.ParentUserId ?? more.ParentUserId);
}
