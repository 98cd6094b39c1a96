using System.Globalization;
using Tandem.Platform.Accounts;
using Tandem.Platform.Link;
using Tandem.Platform.Sending.Quality;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform.Sending.Limits;

/// <summary>
/// Higher limits, which portfolios and numbers earn by using the ones they have (Meta, "Messaging limits" and
/// "Throughput", 2026-09-11). A fall of quality stops rises; it takes nothing away.
/// </summary>
internal sealed class LimitWatch(World world, WebhookPost webhooks)
{
    /// <summary>Customers to be reached within 30 days by a business that is not verified (Meta, "Messaging
    /// limits").</summary>
    private const int FirstStepAtCustomers = 2_000;

    /// <summary>Numbers of an account (Meta's sample of business_capability_update).</summary>
    private const int MostNumbers = 25;

    private const int Unlimited = -1;
    private const string DeniedAlert = "INCREASED_CAPABILITIES_ELIGIBILITY_FAILED";

    /// <summary>A send outside the window was taken.</summary>
    public void Reach(BusinessNumber number, string customer)
    {
        var portfolio = number.Account.Portfolio;
        portfolio.Reach(customer, world.Now);
        if (!portfolio.Rising && HasEarned(portfolio) && (portfolio.IsHighQuality || IsReviewed(portfolio)))
        {
            portfolio.Rising = true;
            world.After(world.Options.LimitRisesAfter, new Due.LimitRises(portfolio));
        }

        if (portfolio.Tier.Customers is null && number.Link.State == LinkState.CloudOnly && !number.Upgraded
            && !(number.MaintenanceUntil > world.Now) && number.Regard.Rating != QualityRating.Red
            && portfolio.Day.Count(world.Now) >= world.Options.UpgradeAtCustomers)
            Upgrade(number);
    }

    /// <summary>Raises the limit, if quality still allows it; of a review's denial the business is told.</summary>
    public void Rise(Due.LimitRises due)
    {
        var portfolio = due.Portfolio;
        portfolio.Rising = false;
        if (portfolio.IsHighQuality && HasEarned(portfolio))
            Set(portfolio, portfolio.Tier.Next!);
        else if (IsReviewed(portfolio) && HasEarned(portfolio))
            Deny(portfolio);
    }

    /// <summary>Gives a portfolio a limit and tells all its accounts.</summary>
    public void Set(Portfolio portfolio, MessagingTier tier)
    {
        if (portfolio.Tier == tier)
            return;
        portfolio.Tier = tier;
        foreach (var account in portfolio.Accounts)
        {
            var told = webhooks.TrySend(
                AccountNews.Update(account, Fields.Capability, tier.Name, world.Now, writer =>
                {
                    writer.WriteNumber("max_daily_conversations_per_business", tier.Customers ?? Unlimited);
                    writer.WriteNumber("max_phone_numbers_per_waba", MostNumbers);
                }),
                world.Options.WebhookLatency);
            world.Record(LedgerKinds.LimitChanged, null, null, null, Legs.Api, new()
            {
                Type = tier.Name,
                Field = told ? Fields.Capability : null,
            });
        }
    }

    /// <summary>Verifies the business, or takes it back; a verified one begins higher.</summary>
    public void Verify(Portfolio portfolio, bool verified)
    {
        portfolio.Verified = verified;
        if (verified && portfolio.Tier.IsBelow(MessagingTier.Verified))
            Set(portfolio, MessagingTier.Verified);
    }

    /// <summary>The number has the higher throughput now.</summary>
    public void EndUpgrade(Due.UpgradeEnds due)
    {
        var number = due.Number;
        if (number.Upgraded)
            return;
        number.Upgraded = true;
        number.MaintenanceUntil = null;
        var tier = number.Account.Portfolio.Tier.Name;
        var told = webhooks.TrySend(
            AccountNews.Update(number.Account, Fields.NumberQuality, "THROUGHPUT_UPGRADE", world.Now, writer =>
            {
                writer.WriteString("display_phone_number", number.Digits);
                writer.WriteString("event", "THROUGHPUT_UPGRADE");
                writer.WriteString("current_limit", tier);
                writer.WriteString("max_daily_conversations_per_business", tier);
            }, number),
            world.Options.WebhookLatency);
        world.Record(LedgerKinds.ThroughputUpgraded, number.PhoneNumberId, null, null, Legs.Api, new()
        {
            Type = world.Options.UpgradedMessagesPerSecond.ToString(CultureInfo.InvariantCulture),
            Field = told ? Fields.NumberQuality : null,
        });
    }

    /// <summary>Half of the limit within the week; for the first step 2,000 customers within the month.</summary>
    private bool HasEarned(Portfolio portfolio) => IsReviewed(portfolio)
        ? portfolio.Month.Count(world.Now) >= FirstStepAtCustomers
        : portfolio.Tier.Customers is { } limit && portfolio.Week.Count(world.Now) * 2 >= limit;

    /// <summary>The first step is decided by a review, whose denial is told; the others come by themselves.</summary>
    private static bool IsReviewed(Portfolio portfolio) => portfolio.Tier == MessagingTier.Lowest;

    private void Upgrade(BusinessNumber number)
    {
        var until = world.Now + world.Weather.Within(world.Options.UpgradeTakes);
        number.MaintenanceUntil = until;
        world.Agenda.Add(until, new Due.UpgradeEnds(number));
    }

    private void Deny(Portfolio portfolio)
    {
        portfolio.Month.Clear();
        foreach (var account in portfolio.Accounts)
        {
            var told = webhooks.TrySend(
                AccountNews.Update(account, Fields.Alerts, DeniedAlert, world.Now, writer =>
                {
                    writer.WriteString("entity_type", "BUSINESS");
                    writer.WriteString("entity_id", portfolio.Id);
                    writer.WriteStartObject("alert_info");
                    writer.WriteString("alert_severity", "INFORMATIONAL");
                    writer.WriteString("alert_status", "NONE");
                    writer.WriteString("alert_type", DeniedAlert);
                    writer.WriteString(
                        "alert_description", "The messaging limit was not increased because of message quality.");
                    writer.WriteEndObject();
                }),
                world.Options.WebhookLatency);
            world.Record(LedgerKinds.LimitDenied, null, null, null, Legs.Api, new()
            {
                Type = portfolio.Tier.Next!.Name,
                Field = told ? Fields.Alerts : null,
            });
        }
    }
}
