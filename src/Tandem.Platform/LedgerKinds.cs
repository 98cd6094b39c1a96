namespace Tandem.Platform;

/// <summary>Kinds of ledger lines.</summary>
public static class LedgerKinds
{
    /// <summary>A customer sent a message (edits, revokes and reactions included).</summary>
    public const string CustomerMessage = "customer_message";

    /// <summary>A customer wrote one without a connection; it leaves when there is one.</summary>
    public const string CustomerWaits = "customer_waits";

    /// <summary>The owner sent one from the phone.</summary>
    public const string OwnerMessage = "owner_message";

    /// <summary>The owner wrote one on a device without a connection; it leaves when there is one.</summary>
    public const string OwnerWaits = "owner_waits";

    /// <summary>The owner used a feature of the app that nothing tells the Cloud API about.</summary>
    public const string OwnerUsed = "owner_used";

    /// <summary>A message of another side arrived on the owner's phone.</summary>
    public const string OnPhone = "on_phone";

    /// <summary>A device of the business reaches the network again.</summary>
    public const string DeviceOnline = "device_online";

    /// <summary>A device of the business lost its connection.</summary>
    public const string DeviceOffline = "device_offline";

    /// <summary>So much waits for the phone that the Cloud API takes no more (profile <c>field</c>).</summary>
    public const string BacklogFull = "backlog_full";

    /// <summary>All of it has arrived; the Cloud API takes messages again.</summary>
    public const string BacklogCleared = "backlog_cleared";

    /// <summary>The operator changed the world: options, faults.</summary>
    public const string WorldChanged = "world_changed";

    /// <summary>The Cloud API accepted one.</summary>
    public const string ApiMessage = "api_message";

    /// <summary>The Cloud API refused one in its answer.</summary>
    public const string ApiRefused = "api_refused";

    /// <summary>A message reached a status.</summary>
    public const string Status = "status";

    /// <summary>A customer read a chat.</summary>
    public const string CustomerRead = "customer_read";

    /// <summary>The business read a chat, on the phone or by the Cloud API (leg).</summary>
    public const string BusinessRead = "business_read";

    /// <summary>An update's webhook was answered 200: one line per message or status it carried.</summary>
    public const string WebhookDelivered = "webhook_delivered";

    /// <summary>An attempt of a webhook failed: one line per attempt.</summary>
    public const string WebhookFailed = "webhook_failed";

    /// <summary>A webhook was given up: one line per message or status it carried.</summary>
    public const string WebhookDropped = "webhook_dropped";

    /// <summary>The answer of an accepted send reached its caller.</summary>
    public const string AnswerGiven = "answer_given";

    /// <summary>The answer of an accepted send did not reach its caller.</summary>
    public const string AnswerLost = "answer_lost";

    /// <summary>A message of the time before the link was written into the phone's past; history may tell of
    /// it.</summary>
    public const string HistoryMessage = "history_message";

    /// <summary>A signup began, was refused, finished, was cancelled or expired (status).</summary>
    public const string Signup = "signup";

    /// <summary>The link of a number changed its state (status), by what (reason).</summary>
    public const string LinkChanged = "link_changed";

    /// <summary>The partner asked for contacts or history.</summary>
    public const string SyncRequested = "sync_requested";

    /// <summary>The owner saved, edited or deleted a contact.</summary>
    public const string ContactChanged = "contact_changed";

    /// <summary>A customer took a new phone number.</summary>
    public const string CustomerNumberChanged = "customer_number_changed";

    /// <summary>An account came to be.</summary>
    public const string AccountCreated = "account_created";

    /// <summary>A number was added to an account.</summary>
    public const string NumberAdded = "number_added";

    /// <summary>A customer blocked the business.</summary>
    public const string CustomerBlocked = "customer_blocked";

    /// <summary>A customer lifted a block.</summary>
    public const string CustomerUnblocked = "customer_unblocked";

    /// <summary>A customer reported the business.</summary>
    public const string CustomerReported = "customer_reported";

    /// <summary>A customer stopped or resumed marketing messages (type).</summary>
    public const string CustomerPrefers = "customer_prefers";

    /// <summary>A template (type) has another status.</summary>
    public const string TemplateChanged = "template_changed";

    /// <summary>A number, or a template (type), has another quality (status).</summary>
    public const string QualityChanged = "quality_changed";

    /// <summary>Too many complaints: the number may write to nobody first.</summary>
    public const string SpamLimitBegan = "spam_limit_began";

    /// <summary>It may again.</summary>
    public const string SpamLimitEnded = "spam_limit_ended";

    /// <summary>A violation had its consequence (type); the account stands so now (status).</summary>
    public const string PolicyEnforced = "policy_enforced";

    /// <summary>A restriction (type) ended by itself.</summary>
    public const string RestrictionEnded = "restriction_ended";

    /// <summary>A portfolio has another messaging limit (type).</summary>
    public const string LimitChanged = "limit_changed";

    /// <summary>A portfolio did not get the limit (type) it had earned, because of its quality.</summary>
    public const string LimitDenied = "limit_denied";

    /// <summary>A number has the higher throughput (type).</summary>
    public const string ThroughputUpgraded = "throughput_upgraded";

    /// <summary>A callback was set.</summary>
    public const string WebhookConfigured = "webhook_configured";
}
