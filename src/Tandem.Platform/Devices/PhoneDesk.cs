using Tandem.Platform.Accounts;
using Tandem.Platform.Features;
using Tandem.Platform.People;

namespace Tandem.Platform.Devices;

/// <summary>What happens to the owner's phone and its companions.</summary>
internal sealed class PhoneDesk(
    World world, Meeting meeting, AppDesk app, PhoneLine line, Connections connections)
{
    public void Handle(PlatformInput.DeviceAct act)
    {
        if (!meeting.TryApp(act.ActId, act.PhoneNumberId, out var number))
            return;
        switch (act)
        {
            case PlatformInput.SetPhone { Setup.Battery: < 0 or > 100 }:
                world.Settle(act.ActId, refusal: new(
                    "battery", "it is a charge in percent, from 0 to 100", "at 0 the phone goes offline"));
                break;
            case PlatformInput.SetPhone set:
                Change(number, set.Setup);
                world.Settle(act.ActId);
                break;
            case PlatformInput.LinkCompanion link:
                Link(number, link);
                break;
            case PlatformInput.SetCompanion set:
                SetCompanion(number, set);
                break;
            case PlatformInput.UnlinkCompanion unlink:
                world.Settle(act.ActId, refusal: number.Phone.Companions.RemoveAll(d => d.Id == unlink.Device) > 0
                    ? null
                    : NoSuchDevice);
                break;
            case PlatformInput.SetAutomation set:
                (number.Phone.Greeting, number.Phone.Away) = (set.Greeting, set.Away);
                world.Settle(act.ActId);
                break;
            case PlatformInput.OwnerUses use:
                Use(number, use);
                break;
            case PlatformInput.OwnerBlocks block:
                Block(number, block);
                break;
        }
    }

    public void Handle(Due.OfDevices due)
    {
        switch (due)
        {
            case Due.ReachesPhone reaches:
                line.Reach(reaches);
                break;
            case Due.InboxDrains drains:
                line.Drain(drains.Number);
                break;
            case Due.BatteryEmpties when due.Number.Phone.Battery(world.Now, world.Options) <= 0:
                connections.Set(due.Number, due.Number.Phone.Primary, online: false);
                break;
            case Due.AppAnswers answers:
                app.Answer(answers);
                break;
            case Due.PhoneFlaps flaps:
                connections.Flap(flaps);
                break;
        }
    }

    private static ActRefusal NoSuchDevice { get; } =
        new("device", "it names a linked companion", "see GET /_emulator/phones/…", NotFound: true);

    private void Change(BusinessNumber number, PhoneSetup setup)
    {
        var phone = number.Phone;
        phone.AppVersion = setup.AppVersion ?? phone.AppVersion;
        phone.AppOpen = setup.AppOpen ?? phone.AppOpen;
        if (setup.Battery is not null || setup.Charging is not null)
        {
            phone.SetBattery(world.Now, world.Options, setup.Battery, setup.Charging);
            if (phone.EmptyAt(world.Options) is { } at)
                world.Agenda.Add(at, new Due.BatteryEmpties(number));
        }

        var online = setup.Online ?? phone.Primary.Online;
        connections.Set(number, phone.Primary, online && phone.Battery(world.Now, world.Options) > 0);
        connections.NoteUse(number);
    }

    private void Link(BusinessNumber number, PlatformInput.LinkCompanion act)
    {
        var phone = number.Phone;
        ActRefusal? refusal = null;
        if (act.Kind == "phone")
            refusal = new("kind", "a number has one primary phone", "link a companion, or give your team the API");
        else if (CompanionKinds.Find(act.Kind) is null)
            refusal = new("kind", "it is a kind of companion",
                "try " + string.Join(", ", CompanionKinds.All.Select(known => known.Name)));
        else if (phone.Companions.Count >= CompanionKinds.Most)
            refusal = new("kind", $"a phone has at most {CompanionKinds.Most} companions", "unlink one first");
        if (refusal is not null)
        {
            world.Settle(act.ActId, refusal: refusal);
            return;
        }

        var device = new Device($"{act.Kind}-{++phone.CompanionsLinked}", CompanionKinds.Find(act.Kind), world.Now);
        phone.Companions.Add(device);
        world.Settle(act.ActId, device.Id);
    }

    private void SetCompanion(BusinessNumber number, PlatformInput.SetCompanion act)
    {
        if (number.Phone.Companions.Find(device => device.Id == act.Device) is { } device)
        {
            connections.Set(number, device, act.Online);
            world.Settle(act.ActId);
        }
        else
            world.Settle(act.ActId, refusal: NoSuchDevice);
    }

    /// <summary>Uses a feature that is no message: nothing of it reaches webhooks.</summary>
    private void Use(BusinessNumber number, PlatformInput.OwnerUses act)
    {
        if (FeatureTable.Find(Sides.App, act.Feature) is not
            { ArrivesAs: Arrival.Nothing, IsMessage: false, IsCircumstance: false } feature)
        {
            world.Settle(act.ActId, refusal: new(
                "feature", "it is a feature of the app that is no message", "see GET /_emulator/features"));
            return;
        }

        if (feature.RefusalOn(number) is { } rule)
        {
            world.Settle(act.ActId, refusal: new("feature", rule, "use the Cloud API with templates instead"));
            return;
        }

        world.Record(
            LedgerKinds.OwnerUsed, number.PhoneNumberId, null, null, Legs.Phone,
            new() { Type = feature.Name, Reason = "kind_not_mirrored" });
        world.Settle(act.ActId);
    }

    private void Block(BusinessNumber number, PlatformInput.OwnerBlocks act)
    {
        if (!meeting.TryCustomer(act.ActId, act.Customer, out var customer))
            return;
        number.Blocked.Remove(customer.Key);
        if (act.Blocked)
            number.Blocked.Add(customer.Key);
        world.Settle(act.ActId);
    }
}
