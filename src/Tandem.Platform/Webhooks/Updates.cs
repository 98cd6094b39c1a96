using Tandem.Platform.People;

namespace Tandem.Platform.Webhooks;

/// <summary>Makes updates out of messages.</summary>
internal static class Updates
{
    public static Update Inbound(Message message, Said said, InboundForm form, bool userIds) => new()
    {
        Account = message.Chat.Number.Account,
        Number = message.Chat.Number,
        Customer = message.Chat.Customer.Key,
        Field = Fields.Messages,
        List = "messages",
        Item = InboundItem(message, said, form, userIds),
        Contact = Items.Contact(message.Chat.Customer, userIds),
        Wamid = message.Wamid,
        Type = message.Type,
    };

    public static Update Echo(Message message, DateTimeOffset triggeredAt, bool userIds) => new()
    {
        Account = message.Chat.Number.Account,
        Number = message.Chat.Number,
        Customer = message.Chat.Customer.Key,
        Field = Fields.Echoes,
        List = "message_echoes",
        Item = Items.Echo(message, triggeredAt, userIds),
        Contact = userIds ? Items.Contact(message.Chat.Customer, userIds) : null,
        Wamid = message.Wamid,
        Type = message.Type,
    };

    private static byte[] InboundItem(Message message, Said said, InboundForm form, bool userIds) => form switch
    {
        InboundForm.TooLarge => Items.Inbound(message, userIds, "unsupported", null, writer => Items.WriteErrors(
            writer,
            131052,
            "Media download error",
            "Media file size too big. Max file size we currently support: 100MB. Please communicate with your " +
                "customer to send a media file that is less than 100MB")),
        InboundForm.Unavailable => Items.Inbound(message, userIds, "unsupported", null, writer => Items.WriteErrors(
            writer,
            131060,
            "This message is currently unavailable.",
            "The message cannot be shown here. Ask the business to look at the WhatsApp Business app.")),
        InboundForm.Unsupported => Items.Inbound(message, userIds, "unsupported", null, writer =>
        {
            Items.WriteErrors(
                writer, 131051, "Message type unknown", "Message type is currently not supported.");
            if (!InboundKinds.IsNamed(message.Type))
                return;
            writer.WriteStartObject("unsupported");
            writer.WriteString("type", message.Type);
            writer.WriteEndObject();
        }),
        _ => Items.Inbound(message, userIds, message.Type, message.Content, writer =>
        {
            if (said.Speech.Referral is { } referral)
                writer.Raw("referral", MetaJson.Piece(referral));
        }),
    };
}

/// <summary>In which form webhooks carry a customer's message.</summary>
internal enum InboundForm
{
    /// <summary>As it is.</summary>
    Content,

    /// <summary>A kind the Cloud API does not know: 131051.</summary>
    Unsupported,

    /// <summary>Without content for now: 131060.</summary>
    Unavailable,

    /// <summary>With media beyond what the platform takes: 131052.</summary>
    TooLarge,
}
