using System.Text.Json;
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
        return Possible(WithThread(WithContact(own, item.ContactProfile), item));
    }

    /// <summary>Without keys that are too long to be anybody's.</summary>
    public static PeerKeys Possible(PeerKeys keys)
    {
        return new PeerKeys(Fitting(keys.WaId), Fitting(keys.UserId), Fitting(keys.ParentUserId));

        static string? Fitting(string? key) => key is { Length: <= IdLengths.Person } ? key : null;
    }

    /// <summary>The other party of a message or echo that cannot be translated, as far as it says; null for other items
    /// and where not even that can be read.</summary>
    public static PeerKeys? TryRead(WebhookItem item)
    {
        try
        {
            return item switch
            {
                { Kind: ItemKind.Message or ItemKind.Echo, Message: { GroupId: null } message } =>
                    OfMessage(item, message, item.IsFromBusiness ? Direction.Out : Direction.In),
                { Kind: ItemKind.Unknown, Field: WebhookFields.Messages } => OfRaw(item.Raw, "from"),
                { Kind: ItemKind.Unknown, Field: WebhookFields.SmbMessageEchoes } => OfRaw(item.Raw, "to"),
                _ => null,
            };
        }
        catch (Exception)
        {
            return null; // it is set aside all the same, with its bytes
        }
    }

    /// <summary>Whoever an item is about, as far as it says; nobody where it says nothing.</summary>
    public static PeerKeys Named(WebhookItem item)
    {
        try
        {
            return Possible(item switch
            {
                { Message: { } message } =>
                    OfMessage(item, message, item.IsFromBusiness ? Direction.Out : Direction.In),
                { Status: { } status } => OfStatus(item, status),
                { ContactSync.Contact: { } contact } =>
                    new PeerKeys(Digits(contact.PhoneNumber), contact.UserId, contact.ParentUserId),
                { UserIdUpdate: { } update } => new PeerKeys(Digits(update.WaId), update.UserId?.Current, null),
                { UserPreference: { } preference } =>
                    new PeerKeys(Digits(preference.WaId), preference.UserId, preference.ParentUserId),
                _ => TryRead(item) ?? PeerKeys.None,
            });
        }
        catch (Exception)
        {
            return PeerKeys.None;
        }
    }

    public static PeerKeys OfStatus(WebhookItem item, StatusItem status) => Possible(WithContact(
        new PeerKeys(Digits(status.RecipientId), status.RecipientUserId, status.RecipientParent), item.ContactProfile));

    /// <summary>Digits of a number in any spelling; null when there are none.</summary>
    public static string? Digits(string? number) => PhoneDigits.Of(number) is { Length: > 0 } digits ? digits : null;

    private static PeerKeys? OfRaw(JsonElement raw, string end)
    {
        if (raw.ValueKind != JsonValueKind.Object || raw.TryGetProperty("group_id", out _))
            return null;

        var peer = Possible(new PeerKeys(
            Digits(Text(raw, end)), Text(raw, $"{end}_user_id"), Text(raw, $"{end}_parent_user_id")));
        return peer.IsEmpty ? null : peer;
    }

    private static string? Text(JsonElement raw, string name) =>
        raw.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text
            : null;

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
        a.WaId is not null && b.WaId is not null
            ? NationalVariants.AreOne(a.WaId, b.WaId)
            : a.UserId is not null && a.UserId == b.UserId;

    private static PeerKeys Fill(PeerKeys own, PeerKeys more) =>
        new(own.WaId ?? more.WaId, own.UserId ?? more.UserId, own.ParentUserId ?? more.ParentUserId);
}
