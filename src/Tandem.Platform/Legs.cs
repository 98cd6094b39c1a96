namespace Tandem.Platform;

/// <summary>On which leg something happened.</summary>
public static class Legs
{
    /// <summary>A customer's device to the platform.</summary>
    public const string Customer = "customer";

    /// <summary>The owner's phone to the platform.</summary>
    public const string Phone = "phone";

    /// <summary>A Graph call to the platform and its answer.</summary>
    public const string Api = "api";

    /// <summary>The platform to the customer's device.</summary>
    public const string Device = "device";

    /// <summary>The platform to a webhook endpoint.</summary>
    public const string Webhook = "webhook";

    /// <summary>An operator's act.</summary>
    public const string Control = "control";
}
