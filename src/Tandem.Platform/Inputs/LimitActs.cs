namespace Tandem.Platform;

public abstract partial record PlatformInput
{
    /// <summary>What Meta decides about an account and its limits, by the operator's hand.</summary>
    public abstract record LimitAct(long ActId) : Act(ActId);

    /// <summary>Ends the review of a template.</summary>
    /// <param name="ActId">The caller's name for the act.</param>
    /// <param name="WabaId">The account.</param>
    /// <param name="TemplateId">The template.</param>
    /// <param name="Approved">False: it is rejected.</param>
    /// <param name="Reason">Why it is rejected, as message_template_status_update names reasons; null:
    /// <c>INVALID_FORMAT</c>.</param>
    public sealed record ReviewTemplate(
        long ActId, string WabaId, string TemplateId, bool Approved, string? Reason = null) : LimitAct(ActId);

    /// <summary>Gives the account's portfolio a messaging limit.</summary>
    /// <param name="ActId">The caller's name for the act.</param>
    /// <param name="WabaId">An account of the portfolio.</param>
    /// <param name="Tier"><c>TIER_250</c>, <c>TIER_2K</c>, <c>TIER_10K</c>, <c>TIER_100K</c> or
    /// <c>TIER_UNLIMITED</c>.</param>
    public sealed record SetMessagingLimit(long ActId, string WabaId, string Tier) : LimitAct(ActId);

    /// <summary>Verifies the business of the account's portfolio, which lifts its limit to 2,000, or takes the
    /// verification back.</summary>
    public sealed record VerifyBusiness(long ActId, string WabaId, bool Verified) : LimitAct(ActId);

    /// <summary>Issues another token for an account; <see cref="AccountView.AccessToken"/> names it from now on. Older
    /// ones go on working until they end.</summary>
    public sealed record RotateToken(long ActId, string WabaId) : LimitAct(ActId);

    /// <summary>Lets all tokens an account has so far end.</summary>
    /// <param name="ActId">The caller's name for the act.</param>
    /// <param name="WabaId">The account.</param>
    /// <param name="After">From now; zero: at once.</param>
    public sealed record ExpireToken(long ActId, string WabaId, TimeSpan After = default) : LimitAct(ActId);

    /// <summary>The account violated a policy: the next step of enforcement.</summary>
    /// <param name="ActId">The caller's name for the act.</param>
    /// <param name="WabaId">The account.</param>
    /// <param name="Type">As <c>violation_info</c> names it, for example <c>ADULT</c> or <c>SPAM</c>.</param>
    public sealed record Violate(long ActId, string WabaId, string Type) : LimitAct(ActId);

    /// <summary>An appeal is granted: restrictions and locks end, the ladder begins anew.</summary>
    public sealed record Reinstate(long ActId, string WabaId) : LimitAct(ActId);

    /// <summary>Puts a number into maintenance; sends are refused with 131057 meanwhile.</summary>
    /// <param name="ActId">The caller's name for the act.</param>
    /// <param name="PhoneNumberId">The business number, by id or by its digits.</param>
    /// <param name="Duration">How long; zero ends one that lasts.</param>
    public sealed record BeginMaintenance(long ActId, string PhoneNumberId, TimeSpan Duration) : LimitAct(ActId);
}
