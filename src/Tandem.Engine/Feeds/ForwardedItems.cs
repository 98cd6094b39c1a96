using Tandem.CloudApi.Webhooks;
using Tandem.Domain.Deciding;
using Tandem.Engine.Translation;

namespace Tandem.Engine.Feeds;

/// <summary>What endpoints in Meta's format are sent of a webhook item.</summary>
internal static class ForwardedItems
{
    /// <summary>An item of a number: the object itself, the contact beside it, and where both stood.</summary>
    public static ForwardedItem Of(WebhookItem item, Input input) => new()
    {
        Field = item.Field,
        List = ListOf(item.Kind),
        Item = item.Raw,
        Contact = item.Contact,
        EntryId = item.EntryId,
        EntryTime = item.EntryTime,
        DisplayPhoneNumber = item.DisplayPhoneNumber,
        SendId = (input as Input.StatusSeen)?.SendId,
        Person = input is Input.ContactSeen or Input.Noted ? Peers.Named(item) : null,
    };

    /// <summary>An item of an account: the whole value.</summary>
    public static ForwardedItem OfAccount(WebhookItem item) => new()
    {
        Field = item.Field,
        Item = item.Raw,
        EntryId = item.EntryId,
        EntryTime = item.EntryTime,
    };

    // History is forwarded item by item, as media follow-ups are: messages or echoes under field history.
    private static string? ListOf(ItemKind kind) => kind switch
    {
        ItemKind.Message or ItemKind.HistoryMessage or ItemKind.HistoryMedia => "messages",
        ItemKind.Echo or ItemKind.HistoryEcho => "message_echoes",
        ItemKind.Status => "statuses",
        ItemKind.ContactSync => "state_sync",
        ItemKind.Error or ItemKind.HistoryDeclined => "errors",
        ItemKind.UserPreference => "user_preferences",
        ItemKind.UserIdUpdate => "user_id_update",
        _ => null,
    };
}
