using Tandem.Platform.Accounts;
using Tandem.Platform.People;

namespace Tandem.Platform.Link;

/// <summary>Hands what concerns the link of a number to the one who sees to it.</summary>
internal sealed class LinkDesk(
    World world, Meeting meeting, SignupDesk signups, LinkLife life, SyncDesk syncs, ContactDesk contacts)
{
    private readonly PastChats _past = new(world);
    private readonly Inactivity _inactivity = new(world, life);

    public void Handle(PlatformInput.LinkAct act)
    {
        switch (act)
        {
            case PlatformInput.BeginSignup begin:
                signups.Begin(begin);
                break;
            case PlatformInput.ConfirmSignup confirm:
                Confirm(confirm);
                break;
            case PlatformInput.DeclineSignup decline:
                signups.Decline(decline);
                break;
            case PlatformInput.EndLink end:
                life.End(end);
                break;
            case PlatformInput.Reregister reregister:
                life.Reregister(reregister);
                break;
            case PlatformInput.ChangeNumber change:
                life.ChangeNumber(change);
                break;
            case PlatformInput.PutContact put:
                contacts.Put(put);
                break;
            case PlatformInput.RemoveContact remove:
                contacts.Remove(remove);
                break;
            case PlatformInput.SeedHistory seed:
                Seed(seed);
                break;
        }
    }

    public void Handle(Due.OfLink due)
    {
        switch (due)
        {
            case Due.SignupExpires expires:
                signups.Expire(expires);
                break;
            case Due.SyncGoesOn goesOn:
                syncs.GoOn(goesOn);
                break;
            case Due.RegistrationEnds ends:
                life.Registered(ends);
                break;
            case Due.PhoneUnused unused:
                _inactivity.LookAfter(unused.Number);
                break;
            case Due.CompanionUnused unused:
                _inactivity.Unlink(unused);
                break;
        }
    }

    /// <summary>The link as it stands.</summary>
    public static LinkView View(BusinessNumber number) => new(
        number.PhoneNumberId,
        number.DisplayPhoneNumber,
        number.VerifiedName,
        number.Account.WabaId,
        number.Country.Code,
        number.Link.State,
        number.Link.Since,
        number.Link.IsKnownToGraph ? number.Link.OnboardedAt : null,
        number.Link.Ending?.Name,
        number.Phone.Registering,
        number.Link.SharesHistory,
        [.. number.Link.SyncsUsed],
        number.Link.Contacts.Left,
        number.Link.History.Left,
        number.Phone.UnusedSince);

    private void Confirm(PlatformInput.ConfirmSignup act)
    {
        if (signups.Confirm(act) is not { } signup)
            return;
        life.Onboard(signup.Number, act.ShareHistory);
        signups.Finish(signup);
        world.Settle(act.ActId);
    }

    private void Seed(PlatformInput.SeedHistory act)
    {
        if (!meeting.TryApp(act.ActId, act.PhoneNumberId, out var number))
            return;
        var objection = PastChats.Objection(act);
        if (objection is null)
            _past.Write(number, act);
        world.Settle(act.ActId, refusal: objection);
    }
}
