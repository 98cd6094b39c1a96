using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Webhooks.Values;

/// <summary>How many customers a portfolio may write to first in 24 hours.</summary>
/// <param name="Customers">The number; null means unlimited.</param>
public readonly record struct MessagingLimit(long? Customers)
{
    /// <summary>Reads 2000, "2000", -1 and <c>TIER_2K</c>; null for absent, unset and unknown tiers.</summary>
    public static MessagingLimit? Read(WireValue value)
    {
        if (value.Integer is { } number)
            return number < 0 ? new MessagingLimit(null) : new MessagingLimit(number);

        return value.Text switch
        {
            "TIER_50" => new MessagingLimit(50),
            "TIER_250" => new MessagingLimit(250),
            "TIER_1K" => new MessagingLimit(1_000),
            "TIER_2K" => new MessagingLimit(2_000),
            "TIER_10K" => new MessagingLimit(10_000),
            "TIER_100K" => new MessagingLimit(100_000),
            "TIER_UNLIMITED" => new MessagingLimit(null),
            _ => null,
        };
    }
}
