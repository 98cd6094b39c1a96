using System.Text;
using System.Text.Json;
using Tandem.CloudApi.Webhooks;
using Tandem.Engine.Journal;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Reading;

/// <summary>Everything that touched a message, each with its own bytes: why it looks as it does.</summary>
public sealed class LifeReader(IBook book, IJournal journal, TimelineReader timeline)
{
    /// <summary>The life of a message, or null if there is no such message.</summary>
    /// <param name="messageId">Our id of it, or of a row that proved to be it.</param>
    /// <param name="ct">Cancels the read.</param>
    public async Task<LifeView?> FindAsync(string messageId, CancellationToken ct)
    {
        if (await timeline.FindRowAsync(messageId, ct) is not { } message
            || await timeline.ShowAsync(message, ct) is not { } shown)
            return null;

        var inputs = new List<RecordedInput>();
        foreach (var subject in message.TookIn.Append(message.Id).Append(message.SendId).OfType<string>())
            inputs.AddRange(await book.ReadInputsOfSubjectAsync(subject, ct));

        var events = new List<LifeEventView>();
        var distinct = inputs.DistinctBy(input => (input.Owner, input.Position));
        foreach (var input in distinct.OrderBy(input => input.Position))
            events.Add(await ShowAsync(input, ct));
        return new LifeView(shown, events);
    }

    /// <summary>When an event happened, by its own word.</summary>
    internal static DateTimeOffset? EventTime(WebhookItem item) =>
        item.Message?.Timestamp.Time
        ?? item.Status?.Timestamp.Time
        ?? (item.EntryTime is { } second ? Wording.Instant(second) : null);

    private async Task<LifeEventView> ShowAsync(RecordedInput input, CancellationToken ct)
    {
        if (input is not { DeliveryId: { } deliveryId, ItemIndex: { } index })
        {
            JsonElement? body = input.Body is { } bytes ? Wording.Json(Encoding.UTF8.GetString(bytes.Span)) : null;
            return new LifeEventView(
                input.Kind, "hub", EventTime: null, input.At, input.At, input.Outcome, input.Reason,
                WebhookId: null, body);
        }

        var webhook = await FindDeliveryAsync(input.Owner, deliveryId, ct);
        var items = webhook is null ? [] : WebhookReader.Read(webhook.Body);
        var item = index < items.Count ? items[index] : null;
        return new LifeEventView(
            input.Kind, "webhook", item is null ? null : EventTime(item), webhook?.ArrivedAt ?? input.At, input.At,
            input.Outcome, input.Reason, webhook?.Id, item?.Raw);
    }

    private async Task<StoredWebhook?> FindDeliveryAsync(Owner owner, long deliveryId, CancellationToken ct) =>
        await journal.PageDeliveriesAsync(owner, deliveryId + 1, limit: 1, ct) is [var delivery]
            && delivery.Id == deliveryId
            ? delivery.Webhook
            : null;
}
