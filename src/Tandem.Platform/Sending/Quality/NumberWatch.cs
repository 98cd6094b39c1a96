using Tandem.Platform.Accounts;
using Tandem.Platform.Enforcement;

namespace Tandem.Platform.Sending.Quality;

/// <summary>
/// The quality of numbers: it follows the blocks and reports of the last 7 days (Meta, "Send messages"). No webhook
/// tells of it since 2025-10; the phone number node does. Many complaints within a day bring the spam limit.
/// </summary>
internal sealed class NumberWatch(World world, EnforcementDesk enforcement)
{
    private const int Day = 24;
    private const string Spam = "SPAM";

    /// <summary>A customer complained about the number. Only this makes a violation: that old messages fade may turn a
    /// number RED too, but nobody did anything then.</summary>
    public void Complain(BusinessNumber number)
    {
        number.Regard.Feedback.CountComplaint(world.Now);
        EndSpamLimit(number);
        var isBad = Rate(number) == QualityRating.Red;
        if (number.Regard.SpamUntil is null && IsSpamming(number))
        {
            number.Regard.SpamUntil = world.Now + world.Options.SpamLasts;
            Record(number, LedgerKinds.SpamLimitBegan, null);
            isBad = true;
        }

        if (isBad)
            enforcement.NoteBehaviour(number.Account, Spam);
        LookAgain(number);
    }

    public void Look(Due.NumberLooks due)
    {
        due.Number.Regard.Looking = false;
        EndSpamLimit(due.Number);
        Rate(due.Number);
        LookAgain(due.Number);
    }

    private void EndSpamLimit(BusinessNumber number)
    {
        if (!(number.Regard.SpamUntil <= world.Now))
            return;
        number.Regard.SpamUntil = null;
        Record(number, LedgerKinds.SpamLimitEnded, null);
    }

    /// <summary>Rates it anew; null: nothing changed.</summary>
    private QualityRating? Rate(BusinessNumber number)
    {
        var rating = QualityRatings.Of(number.Regard.Feedback, world.Now, world.Options);
        if (rating == number.Regard.Rating)
            return null;
        number.Regard.Rating = rating;
        Record(number, LedgerKinds.QualityChanged, rating.Name());
        return rating;
    }

    private bool IsSpamming(BusinessNumber number)
    {
        var feedback = number.Regard.Feedback;
        var complaints = feedback.Complaints(world.Now, Day);
        return complaints >= world.Options.SpamComplaints
            && complaints >= world.Options.SpamShare * feedback.Deliveries(world.Now, Day);
    }

    /// <summary>Looks once more while there is something that fades.</summary>
    private void LookAgain(BusinessNumber number)
    {
        var regard = number.Regard;
        if (regard.Looking
            || (regard.Rating == QualityRating.Green && regard.SpamUntil is null))
            return;
        regard.Looking = true;
        world.Agenda.Add(world.Now + world.Options.QualityLooks, new Due.NumberLooks(number));
    }

    private void Record(BusinessNumber number, string kind, string? status) =>
        world.Record(kind, number.PhoneNumberId, null, null, Legs.Api, new() { Status = status });
}
