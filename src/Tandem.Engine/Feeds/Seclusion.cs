using System.Text.Json;
using Tandem.Engine.Agents;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Feeds;

/// <summary>What of the feed is about somebody who is private by now: it was told, or queued, while they were not.
/// </summary>
public sealed class Seclusion(IBook book, RegistrationBook registry)
{
    private readonly PrivacyReader _privacy = new(book);

    /// <summary>Cursors of the entries that only the owner may see.</summary>
    public async Task<IReadOnlySet<string>> AmongAsync(IReadOnlyList<FeedItem> items, CancellationToken ct)
    {
        var conversations = await _privacy.AmongAsync(items.Select(item => item.Entry.Conversation), ct);
        var hidden = new HashSet<string>();
        foreach (var item in items)
        {
            var isHidden = item.Entry.Conversation is { } conversation
                ? conversations.Contains(conversation)
                : await IsPrivateAsync(item.Entry.Number, WebhookOf(item.Entry), ct);
            if (isHidden)
                hidden.Add(item.Cursor);
        }

        return hidden;
    }

    /// <summary>Whether something that waits for an endpoint may not be told any more.</summary>
    public async Task<bool> IsHiddenAsync(ForwardRow row, CancellationToken ct) =>
        (await _privacy.AmongAsync([row.Queue], ct)).Count > 0 || await IsPrivateAsync(row.Number, row.Item, ct);

    // Without a conversation it is a contact of the phone's, or of a kind that nobody knows: whom it names decides.
    private async Task<bool> IsPrivateAsync(string phoneNumberId, ForwardedItem? item, CancellationToken ct) =>
        item?.Person is { IsEmpty: false } person
        && await registry.FindNumberAsync(phoneNumberId, ct) is { } number
        && await _privacy.IsAnyPrivateAsync(number, [person], ct);

    private static ForwardedItem? WebhookOf(FeedEntry entry) =>
        JsonSerializer.Deserialize(entry.Body.Span, AgentJson.Default.FeedBody)?.Webhook;
}
