namespace Tandem.Domain.Sending;

/// <summary>What an error answer to a send means for the message: surely not sent, or nobody knows.</summary>
/// <remarks>
/// The API has no idempotency key, so an error of the second class must never lead to a second send. Source: Meta,
/// "Error codes" (2025-12-12); which class a code is in is our decision (docs/decisions/0005-uncertain-sends.md).
/// </remarks>
public static class AnswerClasses
{
    /// <summary>Codes after which the message may have been sent all the same.</summary>
    public static readonly IReadOnlySet<int> UnknownOutcome =
        new SortedSet<int> { 1, 2, 131000, 131016, 131057, 133004, 2494100 };

    /// <summary>Whether nobody can say if the message was sent.</summary>
    /// <param name="code">Meta's error code.</param>
    /// <param name="httpStatus">The answer's HTTP status: counts only for codes nobody knows.</param>
    public static bool IsOutcomeUnknown(int code, int httpStatus) =>
        UnknownOutcome.Contains(code) || (httpStatus >= 500 && !SurelyNotSent.Contains(code));

    // Refusals that Meta's table lists with an HTTP status of 500 and that are nevertheless plain refusals.
    private static readonly SortedSet<int> SurelyNotSent = [3, 131045, 133000, 134102];
}
