using Tandem.Platform.People;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform.Sending;

/// <summary>What happens to a message of the business after it was accepted: sent, delivered, read or failed.</summary>
internal sealed class Journey(World world, WebhookPost webhooks)
{
    public void Begin(Message message) =>
        world.After(world.Options.SentAfter, new Due.StatusReached(message, MessageStatus.Sent));

    /// <summary>Lets a message fail instead, after it was accepted.</summary>
    public void BeginFailing(Message message, int code, string title, string details) =>
        world.After(world.Options.SentAfter, new Due.MessageFails(message, code, title, details));

    /// <summary>Climbs to a status; falling back is impossible.</summary>
    public void Reach(Message message, MessageStatus status)
    {
        if (status <= message.Status)
            return;
        message.Status = status;
        Tell(message, status, null);
        if (status == MessageStatus.Sent && message.Type != "reaction")
            world.After(world.Options.DeliveredAfter, new Due.StatusReached(message, MessageStatus.Delivered));
        if (status == MessageStatus.Delivered && message.Chat.Customer.ReadsByItself
            && world.Weather.Happens(world.Options.ReadChance))
            world.After(world.Options.ReadAfter, new Due.StatusReached(message, MessageStatus.Read));
    }

    public void Fail(Due.MessageFails due)
    {
        due.Message.Status = MessageStatus.Failed;
        Tell(due.Message, MessageStatus.Failed, (due.Code, due.Title, due.Details));
    }

    private void Tell(Message message, MessageStatus status, (int Code, string Title, string Details)? error)
    {
        var chat = message.Chat;
        var userIds = world.Options.BusinessScopedIds;
        var told = (message.Author == Author.Api || world.Options.StatusesOfPhoneMessages) && webhooks.TrySend(
            new()
            {
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
}
