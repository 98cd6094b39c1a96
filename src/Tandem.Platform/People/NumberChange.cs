using System.Text.Json;
using Tandem.Platform.Accounts;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform.People;

/// <summary>
/// A customer takes a new phone number. Chats go on, the BSUID is a new one, and every business that mirrors a chat
/// with the customer hears of it by a system message without <c>contacts</c> (Meta, "System messages",
/// "Business-scoped user IDs").
/// </summary>
internal sealed class NumberChange(World world, Meeting meeting, WebhookPost webhooks)
{
    public void Handle(PlatformInput.CustomerChangesNumber act)
    {
        if (!meeting.TryCustomer(act.ActId, act.Customer, out var customer))
            return;
        var digits = PhoneDigits.Of(act.Digits);
        if (!PhoneDigits.IsWritten(act.Digits) || world.Accounts.HasDigits(digits)
            || world.Crowd.FindByPhone(digits) is not null)
        {
            world.Settle(act.ActId, refusal: new(
                "to", "it is a phone number of 7 to 15 digits that nobody has", "send it like 12195555358"));
            return;
        }

        var before = new Before(customer.VisibleWaId, customer.UserId);
        world.Crowd.Move(customer, digits);
        var chats = world.Chats.Ordered.FindAll(chat => chat.Customer == customer && chat.Lines.Count > 0);
        foreach (var chat in chats)
            Tell(chat, before);
        if (chats.Count == 0)
            Record(customer, null, null, null);
        world.Settle(act.ActId, customer.Key);
    }

    private void Tell(Chat chat, Before before)
    {
        var wamid = Wamid.Make(chat.Customer, inbound: true, world.Links);
        if (!chat.Number.Link.Mirrors)
        {
            Record(chat.Customer, chat.Number, null, "not_linked");
            return;
        }

        var told = webhooks.TrySend(System(chat, before, wamid), world.Options.WebhookLatency);
        if (world.Options.BusinessScopedIds)
            webhooks.TrySend(UserId(chat, before), world.Options.WebhookLatency);
        Record(chat.Customer, chat.Number, told ? wamid : null, told ? null : "no_endpoint");
    }

    private Update System(Chat chat, Before before, string wamid) => new()
    {
        Account = chat.Number.Account,
        Number = chat.Number,
        Customer = chat.Customer.Key,
        Field = Fields.Messages,
        List = "messages",
        Item = MetaJson.Piece(writer =>
        {
            writer.WriteStartObject();
            writer.Optional("from", before.WaId);
            writer.Optional("from_user_id", world.Options.BusinessScopedIds ? before.UserId : null);
            writer.WriteString("id", wamid);
            writer.WriteString("timestamp", MetaJson.UnixSeconds(world.Now));
            writer.WriteString("type", "system");
            writer.WriteStartObject("system");
            if (chat.Customer.VisibleWaId is { } waId && before.WaId is { } old)
                WriteNumbers(writer, chat.Customer.Name, old, waId);
            else
                WriteUserIds(writer, chat.Customer, before);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }),
        Wamid = wamid,
        Type = "system",
    };

    private Update UserId(Chat chat, Before before) => new()
    {
        Account = chat.Number.Account,
        Number = chat.Number,
        Customer = chat.Customer.Key,
        Field = Fields.UserIds,
        List = "user_id_update",
        Contact = Items.Contact(chat.Customer, userIds: true),
        Item = MetaJson.Piece(writer =>
        {
            writer.WriteStartObject();
            writer.Optional("wa_id", chat.Customer.VisibleWaId);
            writer.WriteString("detail", "User changed their phone number");
            writer.WriteStartObject("user_id");
            writer.WriteString("previous", before.UserId);
            writer.WriteString("current", chat.Customer.UserId);
            writer.WriteEndObject();
            writer.WriteString("timestamp", MetaJson.UnixSeconds(world.Now));
            writer.WriteEndObject();
        }),
        Type = "user_id",
    };

    private static void WriteNumbers(Utf8JsonWriter writer, string name, string old, string waId)
    {
        writer.WriteString("body", $"User {name} changed from {old} to {waId}");
        writer.WriteString("wa_id", waId);
        writer.WriteString("type", "user_changed_number");
    }

    /// <summary>Of a customer whose number the business may not see.</summary>
    private static void WriteUserIds(Utf8JsonWriter writer, Customer customer, Before before)
    {
        writer.WriteString("body", $"User {customer.Name} changed from {before.UserId} to {customer.UserId}");
        writer.WriteString("user_id", customer.UserId);
        writer.WriteString("previous_user_id", before.UserId);
        writer.WriteString("type", "user_changed_user_id");
    }

    private void Record(Customer customer, BusinessNumber? number, string? wamid, string? reason) => world.Record(
        LedgerKinds.CustomerNumberChanged, number?.PhoneNumberId, customer.Key, wamid, Legs.Customer, new()
        {
            Type = "system",
            Field = wamid is null ? null : Fields.Messages,
            Reason = reason,
        });

    /// <summary>What webhooks called the customer until now.</summary>
    private readonly record struct Before(string? WaId, string UserId);
}
