using Tandem.Platform.Devices;
using Tandem.Platform.Sending;

namespace Tandem.Platform.People;

/// <summary>What customers do besides speaking: they read, and they are who they are.</summary>
internal sealed class CustomerDesk(World world, Meeting meeting, Journey journey, CustomerSpeech speech)
{
    public void Reads(PlatformInput.CustomerReads act)
    {
        if (!meeting.TryChat(act.ActId, act.PhoneNumberId, act.Customer, out var chat))
            return;
        world.Record(
            LedgerKinds.CustomerRead, chat.Number.PhoneNumberId, chat.Customer.Key, null, Legs.Customer, new());
        foreach (var message in chat.Lines)
        {
            if (message.Author != Author.Customer && message.Status == MessageStatus.Delivered)
                journey.Reach(message, MessageStatus.Read);
        }

        world.Settle(act.ActId);
    }

    public void Define(PlatformInput.DefineCustomer act)
    {
        if (act.Setup.Companion is { Length: > 0 } kind && CompanionKinds.Find(kind) is null)
        {
            world.Settle(act.ActId, refusal: new(
                "companion",
                "it is a kind of companion, or empty for the phone",
                "try " + string.Join(", ", CompanionKinds.All.Select(known => known.Name))));
            return;
        }

        if (!meeting.TryCustomer(act.ActId, act.Customer, out var customer))
            return;
        customer.Name = act.Setup.Name ?? customer.Name;
        customer.Username = act.Setup.Username?.TrimStart('@') ?? customer.Username;
        customer.ShowsNumber = act.Setup.ShowsNumber ?? customer.ShowsNumber;
        customer.ReadsByItself = act.Setup.ReadsByItself ?? customer.ReadsByItself;
        customer.Companion = act.Setup.Companion is { } companion ? CompanionKinds.Find(companion) : customer.Companion;
        customer.OnWhatsapp = act.Setup.OnWhatsapp ?? customer.OnWhatsapp;
        if (act.Setup.Online is { } online && online != customer.Online)
        {
            customer.Online = online;
            if (online)
            {
                journey.CatchUp(customer);
                speech.LeaveAll(customer);
            }
        }

        world.Settle(act.ActId, customer.Key);
    }
}
