using Tandem.Platform.Accounts;
using Tandem.Platform.Devices;
using Tandem.Platform.People;

namespace Tandem.Platform.Link;

/// <summary>How a link begins, pauses and ends.</summary>
internal sealed class LinkLife(World world, Meeting meeting, LinkNews news, AppDesk app)
{
    /// <summary>Both ends have the number from now on. All companions are unlinked (Meta, "Onboard WhatsApp Business
    /// app users").</summary>
    public void Onboard(BusinessNumber number, bool shareHistory)
    {
        var comesBack = number.Link.State == LinkState.Removed;
        if (comesBack && (number.OnboardedDigits != number.Digits || world.Options.NewNumberIdAfterRemoval))
            world.Accounts.ChangeId(number, world.Links.Digits(15));
        number.OnboardedDigits = number.Digits;
        number.Phone.Companions.Clear();
        number.Phone.AppOpen = true; // the owner has just confirmed in it
        number.Phone.UnusedSince = null;
        number.Link.Onboard(world.Now, shareHistory);
        Record(number, "signup");
    }

    public void End(PlatformInput.EndLink act)
    {
        if (!meeting.TryApp(act.ActId, act.PhoneNumberId, out var number))
            return;
        if (LinkEnding.Find(act.Ending) is not { IsChosen: true } ending)
        {
            world.Settle(act.ActId, refusal: new(
                "ending",
                "it is a way to end a link",
                "try " + string.Join(", ", LinkEnding.All.Where(row => row.IsChosen).Select(row => row.Name))));
            return;
        }

        var isLinked = number.Link.IsCoexistence;
        if (!isLinked && (ending == LinkEnding.Disconnected || ending == LinkEnding.Enforced))
        {
            world.Settle(act.ActId, refusal: new(
                "phone_number_id", "it is linked to the Cloud API", "begin a signup: POST /_emulator/signups"));
            return;
        }

        number.Phone.HasConsumerApp |= ending == LinkEnding.Downgraded;
        number.Link.AccountDeleted |= ending == LinkEnding.AccountDeleted;
        if (isLinked)
            End(number, ending);
        world.Settle(act.ActId);
    }

    /// <summary>Ends coexistence and tells of it.</summary>
    public void End(BusinessNumber number, LinkEnding ending)
    {
        news.Removed(number, ending);
        number.Link.End(ending, LinkState.Removed, world.Now);
        Record(number, ending.Name);
    }

    /// <summary>The partner's <c>register</c> takes the number from the app.</summary>
    public void Take(BusinessNumber number)
    {
        number.Link.End(LinkEnding.Taken, LinkState.CloudOnly, world.Now);
        Record(number, LinkEnding.Taken.Name);
    }

    public void ChangeNumber(PlatformInput.ChangeNumber act)
    {
        if (!meeting.TryApp(act.ActId, act.PhoneNumberId, out var number))
            return;
        var digits = PhoneDigits.Of(act.To);
        if (!PhoneDigits.IsWritten(act.To) || world.Accounts.HasDigits(digits) || world.Crowd.Find(digits) is not null)
        {
            world.Settle(act.ActId, refusal: new(
                "to", "it is a phone number of 7 to 15 digits that nobody has", "send it like +1 555-078-3882"));
            return;
        }

        if (number.Link.IsCoexistence)
            End(number, LinkEnding.NumberChanged);
        world.Accounts.ChangeDigits(number, act.To.StartsWith('+') ? act.To : "+" + act.To);
        world.Settle(act.ActId);
    }

    /// <summary>The Cloud API is suspended until the phone is registered; then it comes back by itself if the owner
    /// leaves the box checked (Meta, "Reconnect offboarded coexistence clients").</summary>
    public void Reregister(PlatformInput.Reregister act)
    {
        if (!meeting.TryNumber(act.ActId, act.PhoneNumberId, out var number))
            return;
        var (link, phone) = (number.Link, number.Phone);
        if (link.State == LinkState.CloudOnly || phone.Registering)
        {
            world.Settle(act.ActId, refusal: phone.Registering
                ? new("phone_number_id", "its phone is not being registered already", "wait some minutes")
                : new("phone_number_id", "it is in use with the WhatsApp Business app", "name a number with a phone"));
            return;
        }

        phone.Registering = true;
        phone.HasConsumerApp = false;
        phone.Companions.Clear();
        link.AccountDeleted = false;
        if (link.IsCoexistence)
        {
            link.Move(LinkState.Offboarded, world.Now);
            Record(number, LinkEnding.Reregistered.Name);
            news.Offboarded(number);
            if (world.Options.ReregistrationAlsoRemoves)
                news.Removed(number, LinkEnding.Reregistered);
        }

        world.Agenda.Add(
            world.Now + world.Links.Within(world.Options.ReregistrationTakes),
            new Due.RegistrationEnds(number, ++link.Registrations, act.Reconnect));
        world.Settle(act.ActId);
    }

    public void Registered(Due.RegistrationEnds due)
    {
        var (number, link) = (due.Number, due.Number.Link);
        if (due.Registration != link.Registrations)
            return;
        if (!number.Phone.Primary.Online)
            world.Record(LedgerKinds.DeviceOnline, number.PhoneNumberId, null, null, Legs.Phone, new());
        number.Phone.Renew(world.Now, world.Options);
        if (link.State == LinkState.Offboarded && due.Reconnect)
        {
            link.Move(LinkState.Connected, world.Now);
            Record(number, "reconnected");
            news.Reconnected(number);
        }
        else if (link.State == LinkState.Offboarded)
        {
            link.End(LinkEnding.Reregistered, LinkState.Removed, world.Now);
            Record(number, LinkEnding.Reregistered.Name);
        }

        app.LeaveAll(number.Phone, number.Phone.Primary);
        world.Agenda.Add(world.Now, new Due.InboxDrains(number));
        SyncDesk.Wake(world, number);
    }

    private void Record(BusinessNumber number, string reason) => world.Record(
        LedgerKinds.LinkChanged, number.PhoneNumberId, null, null, Legs.Phone, new()
        {
            Status = NameOf(number.Link.State),
            Reason = reason,
        });

    private static string NameOf(LinkState state) => state switch
    {
        LinkState.AppOnly => "app_only",
        LinkState.Connected => "connected",
        LinkState.Offboarded => "offboarded",
        LinkState.Removed => "removed",
        _ => "cloud_only",
    };
}
