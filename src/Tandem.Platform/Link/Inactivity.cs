using Tandem.Platform.Accounts;

namespace Tandem.Platform.Link;

/// <summary>What becomes of a link whose phone or companion nobody uses (Meta, "account_update", table of
/// reasons).</summary>
internal sealed class Inactivity(World world, LinkLife life)
{
    /// <summary>Ends the link of an app that nobody has used for too long.</summary>
    public void LookAfter(BusinessNumber number)
    {
        var phone = number.Phone;
        phone.IsWatched = false;
        if (phone.UnusedSince is not { } since || world.Options.PrimaryInactivity is not { } patience)
            return;
        if (world.Now - since < patience)
        {
            phone.IsWatched = true;
            world.Agenda.Add(since + patience, new Due.PhoneUnused(number));
        }
        else if (number.Link.State == LinkState.Connected)
        {
            life.End(number, LinkEnding.PhoneUnused);
        }
    }

    /// <summary>Unlinks a companion that was offline for too long.</summary>
    public void Unlink(Due.CompanionUnused due)
    {
        var number = due.Number;
        if (due.Device.OfflineSince != due.Since || !number.Phone.Companions.Remove(due.Device))
            return;
        if (number.Link.State == LinkState.Connected && world.Options.CompanionInactivityEndsLink)
            life.End(number, LinkEnding.CompanionUnused);
    }
}
