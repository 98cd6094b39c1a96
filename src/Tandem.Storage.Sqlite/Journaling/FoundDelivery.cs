namespace Tandem.Storage.Sqlite.Journaling;

/// <summary>A row of <c>deliveries</c>, its owner and lane being known.</summary>
internal readonly record struct FoundDelivery(long Id, long WebhookId, int Items);
