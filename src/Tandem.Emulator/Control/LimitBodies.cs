namespace Tandem.Emulator.Control;

/// <summary>The verdict of a review.</summary>
/// <param name="Verdict"><c>approved</c> or <c>rejected</c>.</param>
/// <param name="Reason">Why it is rejected; absent: <c>INVALID_FORMAT</c>.</param>
internal sealed record ReviewBody(string Verdict, string? Reason = null);

/// <summary>What can be changed about a portfolio.</summary>
/// <param name="MessagingLimit"><c>TIER_250</c>, <c>TIER_2K</c>, <c>TIER_10K</c>, <c>TIER_100K</c> or
/// <c>TIER_UNLIMITED</c>.</param>
/// <param name="Verified">Whether its business is verified.</param>
internal sealed record LimitBody(string? MessagingLimit = null, bool? Verified = null);

/// <summary>What becomes of an account's token.</summary>
/// <param name="Expire">Whether the tokens so far end now.</param>
/// <param name="Rotate">Whether another one is issued.</param>
internal sealed record TokenBody(bool? Expire = null, bool? Rotate = null);

/// <summary>A violation of a policy.</summary>
internal sealed record ViolationBody(string Type);

/// <summary>How long a number is in maintenance; 0 ends it.</summary>
internal sealed record MaintenanceBody(TimeSpan Duration);
