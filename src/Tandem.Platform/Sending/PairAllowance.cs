namespace Tandem.Platform.Sending;

/// <summary>
/// The pair limit: each message to a user costs some seconds of the future, and only so many may be borrowed at once
/// (Meta, "About the platform"). Read as a bucket that refills by one message every interval.
/// </summary>
internal sealed class PairAllowance
{
    private DateTimeOffset _paidUntil;

    /// <summary>Whether one more message may go to this user now.</summary>
    public bool Allows(DateTimeOffset now, int burst, TimeSpan interval) =>
        _paidUntil - now <= interval * (burst - 1);

    /// <summary>Charges an accepted message.</summary>
    public void Charge(DateTimeOffset now, TimeSpan interval) =>
        _paidUntil = (_paidUntil > now ? _paidUntil : now) + interval;
}
