using System.Text.Json;
using Tandem.CloudApi.Json;
using Tandem.CloudApi.Webhooks.Values;

namespace Tandem.CloudApi.Webhooks;

/// <summary>The <c>contacts[]</c> beside the items of one value.</summary>
internal sealed class ContactList
{
    public static readonly ContactList None = new([]);

    private readonly List<Entry> _entries;

    private ContactList(List<Entry> entries)
    {
        _entries = entries;
    }

    public static ContactList Read(JsonElement contacts)
    {
        if (contacts.ValueKind != JsonValueKind.Array)
            return None;

        var entries = new List<Entry>();
        foreach (var raw in contacts.EnumerateArray())
        {
            if (ItemTyping.TryRead(raw, CloudApiJson.Default.ContactProfile) is { } profile)
                entries.Add(new Entry(raw, profile));
        }

        return new ContactList(entries);
    }

    /// <summary>Gives the item the contact it is about: by wa_id, by BSUID, else the only one there is.</summary>
    public void Attach(WebhookItem item)
    {
        if (_entries.Count == 0)
            return;

        var (waId, userId) = CustomerOf(item);
        var digits = PhoneDigits.Of(waId);
        var found = _entries.Find(entry => digits.Length > 0 && PhoneDigits.Of(entry.Profile.WaId) == digits)
            ?? _entries.Find(entry => userId is not null && entry.Profile.UserId == userId)
            ?? (_entries.Count == 1 ? _entries[0] : null);
        (item.Contact, item.ContactProfile) = (found?.Raw, found?.Profile);
    }

    private static (string? WaId, string? UserId) CustomerOf(WebhookItem item) => item switch
    {
        { Message: { } message } when item.IsFromBusiness => (message.To, message.ToUserId),
        { Message: { } message } => (message.From, message.FromUserId),
        { Status: { } status } => (status.RecipientId, status.RecipientUserId),
        { UserPreference: { } preference } => (preference.WaId, preference.UserId),
        { UserIdUpdate: { } update } => (update.WaId, update.UserId?.Current),
        _ => (null, null),
    };

    private sealed record Entry(JsonElement Raw, ContactProfile Profile);
}
