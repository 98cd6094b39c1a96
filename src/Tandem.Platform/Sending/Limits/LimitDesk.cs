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
                OnAccount(act, decide.WabaId, "template_review", account => Review(account, decide));
                break;
            case PlatformInput.SetMessagingLimit set:
                OnAccount(act, set.WabaId, "messaging_limit", account => Limit(account, set.Tier));
                break;
            case PlatformInput.VerifyBusiness verify:
                OnAccount(act, verify.WabaId, "verification", account =>
                    limits.Verify(account.Portfolio, verify.Verified));
                break;
            case PlatformInput.RotateToken rotate:
                OnAccount(act, rotate.WabaId, "token_rotated", account =>
                    world.Accounts.Issue(account, new("EAAG" + world.Ids.Hex(TokenDigits))));
                break;
            case PlatformInput.ExpireToken expire:
                OnAccount(act, expire.WabaId, "token_ended", account => Expire(account, expire.After));
                break;
            case PlatformInput.Violate violate:
                OnAccount(act, violate.WabaId, "violation", account => Violate(account, violate.Type));
                break;
            case PlatformInput.Reinstate reinstate:
                OnAccount(act, reinstate.WabaId, "reinstated", enforcement.Reinstate);
                break;
            case PlatformInput.BeginMaintenance maintenance:
                Maintain(maintenance);
                break;
        }
    }

    /// <summary>Does something to an account and writes down what it was.</summary>
    private void OnAccount(
        PlatformInput.LimitAct act, string wabaId, string what, Func<Account, ActRefusal?> change)
    {
        var refusal = world.Accounts.Account(wabaId) is { } account
            ? change(account)
            : new("waba_id", "it names an account", "see /_emulator/accounts", NotFound: true);
        if (refusal is null)
            Note(what, null);
        world.Settle(act.ActId, wabaId, refusal);
    }

    private void OnAccount(PlatformInput.LimitAct act, string wabaId, string what, Action<Account> change) =>
        OnAccount(act, wabaId, what, account =>
        {
            change(account);
            return null;
        });

    private void Note(string what, BusinessNumber? number) => world.Record(
        LedgerKinds.WorldChanged, number?.PhoneNumberId, null, null, Legs.Control, new() { Type = what });

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
            Note("maintenance", number);
            world.Settle(act.ActId, number.PhoneNumberId);
        }
    }
}
