using Tandem.Platform.Features;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform.People;

/// <summary>What customers say: it goes to the phone and to webhooks at the same time.</summary>
internal sealed class CustomerSpeech(World world, Meeting meeting, Inbound inbound)
{
    public void Says(PlatformInput.CustomerSays act)
    {
        if (!meeting.TryChat(act.ActId, act.PhoneNumberId, act.Customer, out var chat)
            || !meeting.TryRead(act.ActId, act.Body, chat, Author.Customer, out var said))
            return;
        var feature = FeatureTable.Find(Sides.Customer, said.Speech.Type);
        if (feature?.RefusalOn(chat.Number) is { } rule)
        {
            world.Settle(act.ActId, refusal: new("type", rule, $"send another kind; {feature.Source}"));
            return;
        }

        if (!chat.Customer.OnWhatsapp)
        {
            world.Settle(act.ActId, refusal: new(
                "customer", "who is not on WhatsApp cannot write", "say on_whatsapp: true of the customer first"));
            return;
        }

        if (chat.BlockedByCustomer)
        {
            world.Settle(act.ActId, refusal: new(
                "customer", "who blocked the business cannot write to it", "unblock it first, as the app asks"));
            return;
        }

        var wamid = Wamid.Make(chat.Customer, inbound: true, world.Ids);
        if (feature is { IsOneToOne: false })
        {
            PassBy(chat, said, wamid);
            world.Settle(act.ActId, wamid);
            return;
        }

        var message = new Message(
            chat,
            wamid,
            Author.Customer,
            said.Speech.Type,
            said.Content(world),
            Quotation.Of(said.Speech, world.Chats),
            world.Now)
        {
            Withheld = chat.Blocked,
            File = said.File,
        };
        var spoken = new Composed(message, said, IsFirst: chat.Lines.Count == 0);
        if (chat.Customer.Online)
            Leave(spoken, late: false);
        else
            Wait(spoken);
        world.Settle(act.ActId, message.Wamid);
    }

    /// <summary>Lets everything leave that a customer wrote without a connection, in its order.</summary>
    public void LeaveAll(Customer customer)
    {
        var unsent = customer.Unsent.ToList();
        customer.Unsent.Clear();
        foreach (var spoken in unsent)
        {
            spoken.Message.SentAt = world.Now;
            Leave(spoken, late: true);
        }
    }

    /// <summary>What happens beside the 1:1 chat, in a group or as a call. A call opens the window (Meta, "Send
    /// messages"); the coexistence page names messages alone, so there it opens none.</summary>
    private void PassBy(Chat chat, Said said, string wamid)
    {
        if (said.Speech.Type == "call" && chat.Number.Link is { Mirrors: true, IsCoexistence: false })
            chat.LastInboundAt = world.Now;
        world.Record(
            LedgerKinds.CustomerMessage, chat.Number.PhoneNumberId, chat.Customer.Key, wamid, Legs.Customer, new()
            {
                Type = said.Speech.Type,
                Reason = "kind_not_mirrored",
            });
    }

    /// <summary>Without a connection a message stays on the customer's own screen.</summary>
    private void Wait(Composed spoken)
    {
        spoken.Message.Status = MessageStatus.Pending;
        world.Chats.Keep(spoken.Message);
        if (spoken.Said.Target is null)
            world.Show(spoken.Message.Chat, spoken.Message);
        spoken.Message.Chat.Customer.Unsent.Add(spoken);
        Record(LedgerKinds.CustomerWaits, spoken, null, null);
    }

    private void Leave(Composed spoken, bool late)
    {
        var (message, said) = (spoken.Message, spoken.Said);
        var chat = message.Chat;
        message.Status = chat.Blocked ? MessageStatus.Sent : MessageStatus.Delivered;
        if (!late)
            world.Keep(message, said);
        else if (said.Target is { } target)
            Changes.Apply(world, said.Speech, message, target);
        else
            world.Show(chat, message);
        var reason = chat.Blocked ? "blocked" : inbound.Receive(message, said, spoken.IsFirst);
        var told = reason is null or Inbound.Unavailable;
        Record(LedgerKinds.CustomerMessage, spoken, told ? Fields.Messages : null, reason);
    }

    private void Record(string kind, Composed spoken, string? field, string? reason)
    {
        var message = spoken.Message;
        world.Record(
            kind, message.Chat.Number.PhoneNumberId, message.Chat.Customer.Key, message.Wamid, Legs.Customer, new()
            {
                Type = message.Type,
                OriginalWamid = spoken.Said.Target?.Wamid,
                Field = field,
                Reason = reason,
            });
    }
}
