namespace Tandem.Platform.Sending.Limits;

/// <summary>A messaging limit: customers that a portfolio may reach outside their windows in a moving 24 hours (Meta,
/// "Messaging limits", 2026-09-11).</summary>
/// <param name="Name">As the phone number node names it.</param>
/// <param name="Customers">How many; null: any number.</param>
internal sealed record MessagingTier(string Name, int? Customers)
{
    /// <summary>All of them, lowest first.</summary>
    public static IReadOnlyList<MessagingTier> All { get; } =
    [
        new("TIER_250", 250),
        new("TIER_2K", 2_000),
        new("TIER_10K", 10_000),
        new("TIER_100K", 100_000),
        new("TIER_UNLIMITED", null),
    ];

    public static MessagingTier Lowest => All[0];

    /// <summary>Where a verified business begins.</summary>
    public static MessagingTier Verified => All[1];

    /// <summary>The next one up; null: there is none.</summary>
    public MessagingTier? Next => Customers is null ? null : All[IndexOf(this) + 1];

    public bool IsBelow(MessagingTier other) => IndexOf(this) < IndexOf(other);

    public static MessagingTier? Find(string? name) => All.FirstOrDefault(tier => tier.Name == name);

    private static int IndexOf(MessagingTier tier) => All.Index().First(entry => entry.Item == tier).Index;
}
