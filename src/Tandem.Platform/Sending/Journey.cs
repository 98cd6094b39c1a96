using Tandem.Platform.Devices;
using Tandem.Platform.Network;
using Tandem.Platform.People;
using Tandem.Platform.Sending.Quality;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform.Sending;

/// <summary>What happens to a message of the business after it was accepted: sent, delivered, read or failed.</summary>
internal sealed class Journey(World world, WebhookPost webhooks, PhoneLine phones)
{
    /// <summary>Sets out; what the Cloud API sent goes to the owner's phone from here, so that what fails or is held
    /// does not show there.</summary>
    public void Begin(Message message)
    {
        if (message.Author == Author.Api && world.Strike(FaultKinds.SendFails, message.Chat.Number) is { } fault)
        {
            BeginFailing(message, fault.Code, "Something went wrong", "A fault of the emulator let this send fail.");
            return;
        }

        if (message.Author == Author.Api)
            Mirror(message);
        world.After(world.Options.SentAfter, new Due.StatusReached(message, MessageStatus.Sent));
    }

    /// <summary>Lets a message fail instead, after it was accepted.</summary>
    public void BeginFailing(Message message, int code, string title, string details) =>
        world.After(world.Options.SentAfter, new Due.MessageFails(message, code, title, details));

    /// <summary>Climbs to a status; falling back is impossible.</summary>
    public void Reach(Message message, MessageStatus status)
    {
        if (status <= message.Status)
            return;
        if (status == MessageStatus.Delivered && !CanDeliver(message))
        {
            message.Chat.Customer.Waiting.Add(message);
            return;
        }

        if (status is MessageStatus.Read or MessageStatus.Played && !message.Chat.Customer.Online)
        {
            message.Chat.Customer.Receipts.Add(new(message, status));
            return;
        }

        message.Status = status;
        if (status == MessageStatus.Delivered)
            Feedback.CountDelivery(world, message);
        Tell(message, status, null);
        if (status == MessageStatus.Sent && message.Type != "reaction")
            world.After(world.Options.DeliveredAfter, new Due.StatusReached(message, MessageStatus.Delivered));
        if (status == MessageStatus.Delivered && message.Chat.Customer.ReadsByItself
            && world.Weather.Happens(world.Options.ReadChance))
            world.After(world.Options.ReadAfter, new Due.StatusReached(message, MessageStatus.Read));
        if (status == MessageStatus.Read && message.IsVoice)
            world.After(world.Options.PlayedAfter, new Due.StatusReached(message, MessageStatus.Played));
    }

    /// <summary>Delivers what waited for a customer, and tells what he read meanwhile; what waited too long is gone
    /// without a word.</summary>
    public void CatchUp(Customer customer)
    {
        var receipts = customer.Receipts.ToList();
        customer.Receipts.Clear();
        foreach (var receipt in receipts)
            world.After(world.Options.DeliveredAfter, receipt);
        var waiting = customer.Waiting.ToList();
        customer.Waiting.Clear();
        Deliver(waiting);
    }

    /// <summary>Delivers what waited in one chat.</summary>
    public void CatchUp(Chat chat)
    {
        var waiting = chat.Customer.Waiting.FindAll(message => message.Chat == chat);
        chat.Customer.Waiting.RemoveAll(message => message.Chat == chat);
        Deliver(waiting);
    }

    public void Fail(Due.MessageFails due)
    {
        due.Message.Status = MessageStatus.Failed;
        Tell(due.Message, MessageStatus.Failed, (due.Code, due.Title, due.Details));
    }

    private void Mirror(Message message)
    {
        if (message.Type == "reaction")
            Marks.React(world, message);
        else
            phones.Send(message.Chat.Number, message);
    }

    private void Deliver(List<Message> waiting)
    {
        foreach (var message in waiting)
        {
            if (world.Now - message.SentAt < world.Options.MessageLife)
                world.After(world.Options.DeliveredAfter, new Due.StatusReached(message, MessageStatus.Delivered));
        }
    }

    private static bool CanDeliver(Message message) =>
        message.Chat.Customer.Online && !message.Chat.BlockedByCustomer;

    private void Tell(Message message, MessageStatus status, (int Code, string Title, string Details)? error)
    {
        var chat = message.Chat;
        var userIds = world.Options.BusinessScopedIds;
        var told = (message.Author == Author.Api || world.Options.StatusesOfPhoneMessages)
            && chat.Number.Link.Mirrors && !Skipped(message, status) && webhooks.TrySend(
            new()
            {
                Account = chat.Number.Account,
                Number = chat.Number,
                Customer = chat.Customer.Key,
                Field = Fields.Messages,
                List = "statuses",
                Item = Items.Status(message, status, world.Now, userIds, error),
                Contact = userIds && error is null ? Items.Contact(chat.Customer, userIds) : null,
                Wamid = message.Wamid,
                Type = message.Type,
                Status = Message.NameOf(status),
            },
            world.Options.WebhookLatency);
        world.Record(
            LedgerKinds.Status, chat.Number.PhoneNumberId, chat.Customer.Key, message.Wamid, Legs.Device, new()
            {
                Type = message.Type,
                Status = Message.NameOf(status),
                Mark = message.Mark,
                Field = told ? Fields.Messages : null,
                Code = error?.Code,
            });
        if (message.IsLine)
            world.Show(chat, message);
    }

    /// <summary>A delivery may go unreported (Meta, "Status": delivered may be skipped).</summary>
    private bool Skipped(Message message, MessageStatus status) => status == MessageStatus.Delivered
        && world.Strike(FaultKinds.StatusSkipped, message.Chat.Number) is not null;
}
