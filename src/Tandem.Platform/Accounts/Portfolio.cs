using Tandem.Platform.Sending.Limits;
using Tandem.Platform.Sending.Quality;

namespace Tandem.Platform.Accounts;

/// <summary>A business portfolio: its accounts share one messaging limit (Meta, "Messaging limits").</summary>
internal sealed class Portfolio(string id)
{
    public string Id { get; } = id;

    public List<Account> Accounts { get; } = [];

    /// <summary>Whether Meta has verified the business.</summary>
    public bool Verified { get; set; }

    public MessagingTier Tier { get; set; } = MessagingTier.Lowest;

    /// <summary>Customers reached outside their windows: what the limit counts.</summary>
    public UniqueCustomers Day { get; } = new(TimeSpan.FromHours(24));

    /// <summary>The same over the week that decides about a higher limit.</summary>
    public UniqueCustomers Week { get; } = new(TimeSpan.FromDays(7));

    /// <summary>The same over the month in which an unverified business may earn its first step.</summary>
    public UniqueCustomers Month { get; } = new(TimeSpan.FromDays(30));

    /// <summary>Whether a higher limit is on its way.</summary>
    public bool Rising { get; set; }

    /// <summary>Whether customers think well of all its numbers.</summary>
    public bool IsHighQuality => Accounts.TrueForAll(
        account => account.Numbers.TrueForAll(number => number.Regard.Rating == QualityRating.Green));

    /// <summary>Whether one more customer fits under the limit.</summary>
    public bool HasRoomFor(string customer, DateTimeOffset now) =>
        Tier.Customers is not { } most || Day.Count(now) < most || Day.Has(customer, now);

    public void Reach(string customer, DateTimeOffset now)
    {
        Day.Add(customer, now);
        if (Tier.Customers is null)
            return;
        Week.Add(customer, now);
        if (Tier == MessagingTier.Lowest)
            Month.Add(customer, now);
    }
}
