namespace Tandem.CloudApi.Webhooks;

/// <summary>How Meta delivers webhooks.</summary>
/// <remarks>Source: Meta, "Webhooks" (overview) and "Create a webhook endpoint", read on 2026-11-22.</remarks>
public static class WebhookDelivery
{
    /// <summary>The largest body Meta sends, in bytes: 3 MB.</summary>
    public const int MaxBodyBytes = 3 * 1024 * 1024;

    /// <summary>How many updates Meta puts into one body at most; not guaranteed.</summary>
    public const int MaxUpdates = 1000;

    /// <summary>The only HTTP status that counts as delivered.</summary>
    public const int DeliveredStatus = 200;

    /// <summary>How long an undelivered webhook is repeated: one page says 7 days, another 36 hours. The longer one
    /// holds, because duplicates must be recognised that long.</summary>
    public static readonly TimeSpan RepeatedFor = TimeSpan.FromDays(7);
}
