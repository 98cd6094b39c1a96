namespace Tandem.CloudApi.Webhooks;

/// <summary>What an item of a webhook is; which typed member of <see cref="WebhookItem"/> is set.</summary>
public enum ItemKind
{
    /// <summary>A field, a shape or a message Tandem cannot read; only the raw JSON is set.</summary>
    Unknown = 0,

    /// <summary>Field <c>messages</c>, list <c>messages</c>: a customer wrote, edited, revoked or reacted; or the
    /// system speaks about a customer.</summary>
    Message,

    /// <summary>Field <c>smb_message_echoes</c>: the business wrote from its app.</summary>
    Echo,

    /// <summary>Field <c>messages</c>, list <c>statuses</c>: how far a sent message came.</summary>
    Status,

    /// <summary>Field <c>history</c>: one message of a thread of the past, either direction.</summary>
    HistoryMessage,

    /// <summary>Field <c>history</c>, list <c>messages</c>: the media of a customer's placeholder.</summary>
    HistoryMedia,

    /// <summary>Field <c>history</c>, list <c>message_echoes</c>: the media of the business's placeholder.</summary>
    HistoryEcho,

    /// <summary>Field <c>history</c>: an error in place of threads; 2593109 says that sharing was declined.</summary>
    HistoryDeclined,

    /// <summary>Field <c>history</c>: a chunk without a single message; it still reports progress.</summary>
    HistoryChunk,

    /// <summary>Field <c>smb_app_state_sync</c>: a contact of the app was added, edited or removed.</summary>
    ContactSync,

    /// <summary>List <c>errors</c> directly under <c>value</c>: an error of the account, app or system.</summary>
    Error,

    /// <summary>A customer stopped or resumed marketing messages.</summary>
    UserPreference,

    /// <summary>A customer's business-scoped user id (BSUID) changed.</summary>
    UserIdUpdate,

    /// <summary>Field <c>account_update</c>: link, restriction, ban and partner events.</summary>
    AccountUpdate,

    /// <summary>A template was approved, rejected, paused, disabled and so on.</summary>
    TemplateStatus,

    /// <summary>A template's quality score changed.</summary>
    TemplateQuality,

    /// <summary>A template's category changes or changed.</summary>
    TemplateCategory,

    /// <summary>A template's content changed.</summary>
    TemplateComponents,

    /// <summary>Throughput or limits of a number changed (the field's name says quality).</summary>
    PhoneQuality,

    /// <summary>A display name was decided upon.</summary>
    PhoneName,

    /// <summary>The review of the account was decided.</summary>
    AccountReview,

    /// <summary>An alert about the business or a number.</summary>
    AccountAlert,

    /// <summary>Messaging limit of the portfolio, number of phone numbers.</summary>
    BusinessCapability,

    /// <summary>The two-step verification PIN was changed or asked for.</summary>
    Security,

    /// <summary>A payment configuration changed.</summary>
    PaymentConfiguration,

    /// <summary>A multi-partner solution changed.</summary>
    PartnerSolution,

    /// <summary>The business's own username was approved, reserved or deleted.</summary>
    BusinessUsername,
}
