using Tandem.Engine.Journal;
using Tandem.Storage.Sqlite.Raw;
using Tandem.Storage.Sqlite.Writing;

namespace Tandem.Storage.Sqlite.Journaling;

/// <summary>Writes a group of webhooks with their deliveries. The hot path: no index beside the tables.</summary>
internal sealed class JournalGroup(JournalOwners owners, long lastWebhookId, long lastDeliveryId)
    : IGroup<PendingAppend>
{
    private readonly Dictionary<string, JournalOwner> _touched = new(StringComparer.Ordinal);
    private long _webhookId = lastWebhookId;
    private long _deliveryId = lastDeliveryId;
    private long _webhookIdBefore = lastWebhookId;
    private long _deliveryIdBefore = lastDeliveryId;
    private int _newOwners;

    public void Write(Connection db, List<PendingAppend> items)
    {
        foreach (var item in items)
        {
            var webhook = item.Webhook;
            item.Id = ++_webhookId;
            db.Use("INSERT INTO webhooks (id, arrived_at, app_id, body) VALUES (?, ?, ?, ?)")
                .Add(item.Id).Add(Ticks.Of(webhook.ArrivedAt)).Add(webhook.AppId).Add(webhook.Body.Span).Run();

            foreach (var part in webhook.Parts)
                WriteDelivery(db, item.Id, part);
        }

        foreach (var owner in _touched.Values)
        {
            db.Use("""
                INSERT INTO owners (id, owner, items) VALUES (?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET items = excluded.items
                """).Add(owner.Id).Add(owner.Value).Add(owner.ItemsWithPending).Run();
        }
    }

    public void Publish(List<PendingAppend> items)
    {
        foreach (var owner in _touched.Values)
        {
            if (!owner.IsStored)
                owners.Add(owner);

            owner.Publish();
        }

        _touched.Clear();
        _newOwners = 0;
        (_webhookIdBefore, _deliveryIdBefore) = (_webhookId, _deliveryId);
        foreach (var item in items)
            item.TrySetResult(item.Id);
    }

    public void Forget()
    {
        foreach (var owner in _touched.Values)
            owner.Forget();

        _touched.Clear();
        _newOwners = 0;
        (_webhookId, _deliveryId) = (_webhookIdBefore, _deliveryIdBefore);
    }

    private void WriteDelivery(Connection db, long webhookId, DeliveryPart part)
    {
        var owner = Touch(part.Owner.Value);
        var id = ++_deliveryId;
        owner.Add(part.Lane, id, part.Items);
        db.Use("INSERT INTO deliveries (owner, lane, id, webhook_id, items) VALUES (?, ?, ?, ?, ?)")
            .Add(owner.Id).Add((long)part.Lane).Add(id).Add(webhookId).Add(part.Items).Run();
    }

    private JournalOwner Touch(string value)
    {
        if (_touched.TryGetValue(value, out var owner))
            return owner;

        owner = owners.Find(value) ?? new JournalOwner(owners.NextId + _newOwners++, value);
        _touched.Add(value, owner);
        return owner;
    }
}
