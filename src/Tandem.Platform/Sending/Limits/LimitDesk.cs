using Tandem.Platform.Accounts;
using Tandem.Platform.Enforcement;
using Tandem.Platform.People;
using Tandem.Platform.Sending.Quality;
using Tandem.Platform.Templates;

namespace Tandem.Platform.Sending.Limits;

/// <summary>What operators decide in Meta's place, and what becomes due about limits.</summary>
internal sealed class LimitDesk(
    World world,
    Meeting meeting,
    LimitWatch limits,
    EnforcementDesk enforcement,
    NumberWatch numbers,
    TemplateWatch templates,
    TemplateReview review)
{
    private const int TokenDigits = 40;

    public void Handle(Due.OfLimits due)
    {
        switch (due)
        {
            case Due.TemplateReviewed reviewed:
                review.End(reviewed);
                break;
            case Due.TemplateUnpauses unpauses:
                templates.Unpause(unpauses);
                break;
            case Due.PacingDecides decides:
                templates.Decide(decides);
                break;
            case Due.TemplateLooks looks:
                templates.Look(looks);
                break;
            case Due.NumberLooks looks:
                numbers.Look(looks);
                break;
            case Due.LimitRises rises:
                limits.Rise(rises);
                break;
            case Due.UpgradeEnds ends:
                limits.EndUpgrade(ends);
                break;
            case Due.RestrictionEnds ends:
                enforcement.End(ends);
                break;
        }
    }

    public void Handle(PlatformInput.LimitAct act)
    {
        switch (act)
        {
            case PlatformInput.ReviewTemplate decide:
                OnAccount(act.ActId, decide.WabaId, account => Review(account, decide));
                break;
            case PlatformInput.SetMessagingLimit set:
                OnAccount(act.ActId, set.WabaId, account => Limit(account, set.Tier));
                break;
            case PlatformInput.VerifyBusiness verify:
                OnAccount(act.ActId, verify.WabaId, account => limits.Verify(account.Portfolio, verify.Verified));
                break;
            case PlatformInput.RotateToken rotate:
                OnAccount(act.ActId, rotate.WabaId, account =>
                    world.Accounts.Issue(account, new("EAAG" + world.Ids.Hex(TokenDigits))));
                break;
            case PlatformInput.ExpireToken expire:
                OnAccount(act.ActId, expire.WabaId, account => Expire(account, expire.After));
                break;
            case PlatformInput.Violate violate:
                OnAccount(act.ActId, violate.WabaId, account => Violate(account, violate.Type));
                break;
            case PlatformInput.Reinstate reinstate:
                OnAccount(act.ActId, reinstate.WabaId, enforcement.Reinstate);
                break;
            case PlatformInput.BeginMaintenance maintenance:
                Maintain(maintenance);
                break;
        }
    }

    private void OnAccount(long actId, string wabaId, Func<Account, ActRefusal?> act)
    {
        var refusal = world.Accounts.Account(wabaId) is { } account
            ? act(account)
            : new("waba_id", "it names an account", "see /_emulator/accounts", NotFound: true);
        world.Settle(actId, wabaId, refusal);
    }

    private void OnAccount(long actId, string wabaId, Action<Account> act) => OnAccount(actId, wabaId, account =>
    {
        act(account);
        return null;
    });

    private ActRefusal? Review(Account account, PlatformInput.ReviewTemplate act)
    {
        if (account.Templates.Find(act.TemplateId) is not { } template)
            return new("template_id", "it names a template of the account", "see …/templates", NotFound: true);
        if (template.Status != TemplateStatus.Pending)
            return new("template_id", "only a PENDING template is reviewed", "edit or create one by Graph");
        review.Decide(account, template, act.Approved, act.Reason ?? TemplateReview.InvalidFormat);
        return null;
    }

    private ActRefusal? Limit(Account account, string name)
    {
        if (MessagingTier.Find(name) is not { } tier)
            return new("messaging_limit", "it is a messaging limit",
                "try " + string.Join(", ", MessagingTier.All.Select(known => known.Name)));
        limits.Set(account.Portfolio, tier);
        return null;
    }

    private ActRefusal? Expire(Account account, TimeSpan after)
    {
        if (after < TimeSpan.Zero)
            return new("after", "it is not negative", "leave it out to expire the token at once");
        foreach (var token in account.Tokens.Where(token => !token.HasEnded(world.Now)))
            token.EndsAt = world.Now + after;
        return null;
    }

    private ActRefusal? Violate(Account account, string type)
    {
        if (string.IsNullOrWhiteSpace(type))
            return new("type", "it names what was violated", "try SPAM or ADULT");
        enforcement.Violate(account, type);
        return null;
    }

    private void Maintain(PlatformInput.BeginMaintenance act)
    {
        if (act.Duration < TimeSpan.Zero)
            world.Settle(act.ActId, refusal: new("duration", "it is not negative", "send a number of seconds"));
        else if (meeting.TryNumber(act.ActId, act.PhoneNumberId, out var number))
        {
            number.MaintenanceUntil = act.Duration > TimeSpan.Zero ? world.Now + act.Duration : null;
            world.Settle(act.ActId, number.PhoneNumberId);
        }
    }
}
