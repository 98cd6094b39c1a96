namespace Tandem.CloudApi.Graph;

/// <summary>The body that marks a message read.</summary>
public sealed record ReadMark
{
    public string? MessagingProduct { get; init; }

    public string? Status { get; init; }

    public string? MessageId { get; init; }

    public TypingIndicator? TypingIndicator { get; init; }
}

/// <summary>Shows that somebody types.</summary>
public sealed record TypingIndicator
{
    public string? Type { get; init; }
}

/// <summary>The body that sends an account's webhooks elsewhere.</summary>
public sealed record WebhookOverride
{
    public string? OverrideCallbackUri { get; init; }

    public string? VerifyToken { get; init; }
}

/// <summary>The body that asks for contacts or history.</summary>
public sealed record SmbAppDataRequest
{
    public string? MessagingProduct { get; init; }

    public string? SyncType { get; init; }
}
