using Tandem.Platform.Devices;
using Tandem.Platform.Features;
using Tandem.Platform.Network;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform.People;

/// <summary>What customers say: it goes to the phone and to webhooks at the same time.</summary>
internal sealed class CustomerSpeech(
    World world, Meeting meeting, WebhookPost webhooks, PhoneLine phones, Automation automation)
{
    /// <summary>Why a message came without its content.</summary>
    private const string Unavailable = "unavailable";

    public void Says(PlatformInput.CustomerSays act)
    {
        if (!meeting.TryChat(act.ActId, act.PhoneNumberId, act.Customer, out var chat)
            || !meeting.TryRead(act.ActId, act.Body, chat, Author.Customer, out var said))
            return;
        if (FeatureTable.Find(Sides.Customer, said.Speech.Type) is { Refusal: { } rule } off)
        {
            world.Settle(act.ActId, refusal: new("type", rule, $"send another kind; {off.Source}"));
            return;
        }

        if (chat.BlockedByCustomer)
        {
            world.Settle(act.ActId, refusal: new(
                "customer", "who blocked the business cannot write to it", "unblock it first, as the app asks"));
            return;
        }

        var message = new Message(
            chat,
            Wamid.Make(chat.Customer, inbound: true, world.Ids),
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

    /// <summary>The content of a message that first came as unavailable.</summary>
    public void Resolve(Due.ContentResolves due) => webhooks.TrySend(
        Updates.Inbound(due.Message, due.Said, InboundForm.Content, world.Options.BusinessScopedIds), Latency.None);

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
        var reason = chat.Blocked ? "blocked" : Receive(message, said, spoken.IsFirst);
        Record(LedgerKinds.CustomerMessage, spoken, reason is null or Unavailable ? Fields.Messages : null, reason);
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

    /// <summary>Brings a message to both ends; gives back why webhooks do not carry it as it is.</summary>
    private string? Receive(Message message, Said said, bool isFirst)
    {
        var number = message.Chat.Number;
        number.CountMessage(world.Now, world.Options);
        if (said.Speech.Type is not ("edit" or "revoke") && number.Link.Mirrors)
        {
            message.Chat.LastInboundAt = world.Now;
            if (said.Speech.Referral is not null)
                message.Chat.Entry.Enter(world.Now);
        }

        var sync = world.Weather.HappensIfAny(world.Options.TakeFirstChance)
            ? world.Weather.Within(world.Options.SyncAfter)
            : TimeSpan.Zero;
        var apiFirst = sync > TimeSpan.Zero && world.Weather.Happens(0.5);
        phones.Send(number, message, apiFirst ? sync : TimeSpan.Zero);
        automation.Answer(message.Chat, isFirst);
        return Tell(message, said, isFirst, apiFirst ? TimeSpan.Zero : sync);
    }

    private string? Tell(Message message, Said said, bool isFirst, TimeSpan sync)
    {
        var number = message.Chat.Number;
        var options = world.Options;
        if (!number.Link.Mirrors)
            return "not_linked";
        var form = said.TooLarge ? InboundForm.TooLarge
            : InboundKinds.IsUnsupported(message.Type) ? InboundForm.Unsupported
            : InboundForm.Content;
        if (FeatureTable.Find(Sides.Customer, message.Type) is { ArrivesAs: Arrival.Nothing })
            return "kind_not_mirrored";
        if (message.Type == "video" && said.File?.Size > options.VanishingVideo)
            return "vanished";
        if (world.Strike(FaultKinds.InboundUnseen, number) is not null)
            return "unseen";
        var onUnsupported = message.Chat.Customer.Companion is { Supported: false };
        if (onUnsupported && options.CustomersOnUnsupportedCompanions == Unseen.Nothing)
            return "unsupported_companion";
        if (onUnsupported || (isFirst && world.Weather.HappensIfAny(options.FirstMessageUnavailable))
            || world.Strike(FaultKinds.InboundUnavailable, number) is not null)
            form = InboundForm.Unavailable;
        var lag = options.CountryLag ? world.Weather.Within(number.Country.FieldLag) : TimeSpan.Zero;
        if (!webhooks.TrySend(
                Updates.Inbound(message, said, form, options.BusinessScopedIds), options.WebhookLatency, lag + sync))
            return "no_endpoint";
        if (form != InboundForm.Unavailable)
            return null;
        if (options.UnavailableResolves)
            world.After(options.ResolvesAfter, new Due.ContentResolves(message, said));
        return Unavailable;
    }
}
