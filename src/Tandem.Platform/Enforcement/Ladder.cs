namespace Tandem.Platform.Enforcement;

/// <summary>What a violation brings.</summary>
/// <param name="BlockedFor">How long sending is blocked; null: it is not, or for ever.</param>
/// <param name="BlocksAnswers">Whether answers to customers are blocked too, not only writing to them first.</param>
/// <param name="Locks">Whether the account is locked until an appeal is granted.</param>
/// <param name="Disables">Whether that was the end.</param>
internal sealed record LadderStep(
    TimeSpan? BlockedFor = null, bool BlocksAnswers = false, bool Locks = false, bool Disables = false);

/// <summary>The steps of enforcement, each violation one further (Meta, "Policy enforcement", 2025-11-04).</summary>
internal static class Ladder
{
    /// <summary>A warning; blocks of 1 and 3 days on writing first and adding numbers; blocks of 5, 7 and 30 days on
    /// all sending; the lock; the end.</summary>
    public static IReadOnlyList<LadderStep> Steps { get; } =
    [
        new(),
        new(TimeSpan.FromDays(1)),
        new(TimeSpan.FromDays(3)),
        new(TimeSpan.FromDays(5), BlocksAnswers: true),
        new(TimeSpan.FromDays(7), BlocksAnswers: true),
        new(TimeSpan.FromDays(30), BlocksAnswers: true),
        new(Locks: true),
        new(Disables: true),
    ];
}

/// <summary>Names of restrictions (Meta, account_update webhook).</summary>
internal static class RestrictionTypes
{
    public const string AddNumbers = "RESTRICTED_ADD_PHONE_NUMBER_ACTION";
    public const string WriteFirst = "RESTRICTED_BIZ_INITIATED_MESSAGING";
    public const string Answer = "RESTRICTED_CUSTOMER_INITIATED_MESSAGING";
}
