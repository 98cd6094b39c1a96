using Tandem.Platform.Accounts;
using Tandem.Platform.Sending.Quality;
using Tandem.Platform.Templates;

namespace Tandem.Platform;

// What can be seen of limits, quality and policies; looking changes nothing.
public sealed partial class PlatformMind
{
    /// <summary>How a number stands; null: it is unknown.</summary>
    /// <param name="number">Graph id or digits.</param>
    public StandingView? StandingOf(string number)
    {
        if (_world.Accounts.NumberByAnyName(number) is not { } known)
            return null;
        var (now, account) = (_world.Now, known.Account);
        var portfolio = account.Portfolio;
        var perSecond = known.MessagesPerSecond(_world.Options);
        return new(
            known.PhoneNumberId,
            account.WabaId,
            portfolio.Id,
            known.Regard.Rating.Name(),
            known.Regard.Feedback.Complaints(now, FeedbackWindow.Week),
            portfolio.Tier.Name,
            portfolio.Tier.Customers,
            portfolio.Day.Count(now),
            portfolio.Verified,
            perSecond,
            perSecond is { } rate ? known.Throughput.Room(now, rate) : null,
            known.Regard.SpamUntil > now ? known.Regard.SpamUntil : null,
            known.MaintenanceUntil > now ? known.MaintenanceUntil : null,
            account.Standing.Name,
            [.. account.Standing.Restrictions.Select(entry => new RestrictionView(entry.Type, entry.Until))],
            account.Tokens[^1].EndsAt,
            Views(account));
    }

    /// <summary>The templates of an account, oldest first; null: it is unknown.</summary>
    public IReadOnlyList<TemplateView>? TemplatesOf(string wabaId) =>
        _world.Accounts.Account(wabaId) is { } account ? Views(account) : null;

    private static IReadOnlyList<TemplateView> Views(Account account) =>
        [.. account.Templates.All.Select(template => new TemplateView(
            template.Id,
            template.Name,
            template.Language,
            template.Category,
            template.Status.Name(),
            template.RejectedReason,
            template.Rating.Name(),
            template.Pauses,
            template.Pace.Held.Count,
            template.Text.Body))];
}
