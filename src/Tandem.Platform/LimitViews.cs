namespace Tandem.Platform;

/// <summary>How a number stands: what customers think of it, how far its limits are used, what it may not do.</summary>
/// <param name="PhoneNumberId">The number.</param>
/// <param name="WabaId">Its account.</param>
/// <param name="PortfolioId">The portfolio that shares its messaging limit.</param>
/// <param name="Quality"><c>GREEN</c>, <c>YELLOW</c> or <c>RED</c>.</param>
/// <param name="Complaints">Customers' complaints of the last 7 days.</param>
/// <param name="MessagingLimit">The portfolio's tier, for example <c>TIER_250</c>.</param>
/// <param name="LimitCustomers">Customers it allows outside their windows in 24 hours; null: any number.</param>
/// <param name="ReachedCustomers">How many of them were reached in the last 24 hours.</param>
/// <param name="Verified">Whether the business is verified.</param>
/// <param name="MessagesPerSecond">Throughput, both directions together; null: no limit.</param>
/// <param name="ThroughputLeft">Messages that fit now; below zero while something is owed; null: no limit.</param>
/// <param name="SpamLimitUntil">Until when it may write to nobody first; null: it may.</param>
/// <param name="MaintenanceUntil">Until when it is in maintenance; null: it is not.</param>
/// <param name="Standing">The account's: <c>good</c>, <c>warned</c>, <c>restricted</c>, <c>locked</c> or
/// <c>disabled</c>.</param>
/// <param name="Restrictions">What the account may not do for a while.</param>
/// <param name="TokenEndsAt">When the account's newest token ends; null: never.</param>
/// <param name="Templates">The account's templates, oldest first.</param>
public sealed record StandingView(
    string PhoneNumberId,
    string WabaId,
    string PortfolioId,
    string Quality,
    int Complaints,
    string MessagingLimit,
    int? LimitCustomers,
    int ReachedCustomers,
    bool Verified,
    int? MessagesPerSecond,
    int? ThroughputLeft,
    DateTimeOffset? SpamLimitUntil,
    DateTimeOffset? MaintenanceUntil,
    string Standing,
    IReadOnlyList<RestrictionView> Restrictions,
    DateTimeOffset? TokenEndsAt,
    IReadOnlyList<TemplateView> Templates);

/// <summary>Something an account may not do for a while.</summary>
/// <param name="Type">As account_update names it.</param>
/// <param name="Until">When it ends.</param>
public sealed record RestrictionView(string Type, DateTimeOffset Until);

/// <summary>A template as it stands.</summary>
/// <param name="Id">Template id.</param>
/// <param name="Name">Name.</param>
/// <param name="Language">Language code as the API writes it.</param>
/// <param name="Category">MARKETING, UTILITY or AUTHENTICATION.</param>
/// <param name="Status">PENDING, APPROVED, REJECTED, PAUSED or DISABLED.</param>
/// <param name="RejectedReason">NONE unless it was rejected.</param>
/// <param name="Quality">GREEN, YELLOW, RED or UNKNOWN.</param>
/// <param name="Pauses">How often it was paused for its quality; the third pause disables it.</param>
/// <param name="Held">Accepted messages that wait for the verdict of pacing.</param>
/// <param name="Body">Text of the body.</param>
public sealed record TemplateView(
    string Id,
    string Name,
    string Language,
    string Category,
    string Status,
    string RejectedReason,
    string Quality,
    int Pauses,
    int Held,
    string Body);
