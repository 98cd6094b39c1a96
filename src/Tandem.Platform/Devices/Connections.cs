using Tandem.Platform.Accounts;
using Tandem.Platform.Link;
using Tandem.Platform.Network;

namespace Tandem.Platform.Devices;

/// <summary>Which devices of the business reach the network, and what follows from it.</summary>
internal sealed class Connections(World world, AppDesk app)
{
    /// <summary>Shortest time between two flaps: without any, they would never let time go on.</summary>
    private static readonly TimeSpan FlapsLast = TimeSpan.FromMilliseconds(10);

    /// <summary>Begins to take the phones of a fault offline and back.</summary>
    public void BeginFlapping(Fault fault)
    {
        foreach (var number in world.Accounts.All.SelectMany(account => account.Numbers))
        {
            if (number.Link.HasApp && (fault.Setup.PhoneNumberId ?? number.PhoneNumberId) == number.PhoneNumberId)
                world.Agenda.Add(world.Now, new Due.PhoneFlaps(number, fault, Online: false));
        }
    }

    /// <summary>The phone loses its connection if the fault strikes, or has it again.</summary>
    public void Flap(Due.PhoneFlaps due)
    {
        var ended = !world.Faults.IsActive(due.Fault, world.Now);
        if (due.Online || ended)
            Set(due.Number, due.Number.Phone.Primary, online: true);
        else if (world.Faults.Strikes(due.Fault))
            Set(due.Number, due.Number.Phone.Primary, online: false);
        if (ended)
            return;
        var wait = world.Faults.Wait(due.Fault);
        world.Agenda.Add(world.Now + (wait > FlapsLast ? wait : FlapsLast), due with { Online = !due.Online });
    }

    /// <summary>A device reaches the network from now on, or no more.</summary>
    public void Set(BusinessNumber number, Device device, bool online)
    {
        if (device.Online == online)
            return;
        device.Online = online;
        device.OfflineSince = online ? null : world.Now;
        if (!online && device.Kind is not null && world.Options.CompanionInactivity is { } patience)
            world.Agenda.Add(world.Now + patience, new Due.CompanionUnused(number, device, world.Now));
        NoteUse(number);
        world.Record(
            online ? LedgerKinds.DeviceOnline : LedgerKinds.DeviceOffline, number.PhoneNumberId, null, null, Legs.Phone,
            new() { Device = device.Kind?.Name });
        if (!online)
            return;
        app.LeaveAll(number.Phone, device);
        if (device.Kind is null && number.Phone.Inbox.Count > 0)
            world.Agenda.Add(world.Now + world.Options.InboxPace, new Due.InboxDrains(number));
    }

    /// <summary>Notes whether the owner uses the app; one that nobody uses for long loses its link.</summary>
    public void NoteUse(BusinessNumber number)
    {
        var phone = number.Phone;
        if (phone.IsInUse)
        {
            phone.UnusedSince = null;
            SyncDesk.Wake(world, number);
            return;
        }

        phone.UnusedSince ??= world.Now;
        if (phone.IsWatched || world.Options.PrimaryInactivity is not { } patience)
            return;
        phone.IsWatched = true;
        world.Agenda.Add(world.Now + patience, new Due.PhoneUnused(number));
    }
}
