using Tandem.Platform.People;

namespace Tandem.Platform.Webhooks;

/// <summary>Makes updates out of messages.</summary>
internal static class Updates
{
    private static readonly string[] DocumentedEchoes = ["text", "image", "video", "document", "revoke", "edit"];

    /// <summary>Whether the echo page lists a kind (Meta, "smb_message_echoes").</summary>
    public static bool IsDocumentedEcho(string type) => Array.IndexOf(DocumentedEchoes, type) >= 0;

    public static Update Inbound(Message message, Said said, bool unsupported, bool userIds) => new()
    {
        Number = message.Chat.Number,
        Customer = message.Chat.Customer.Key,
        Field = Fields.Messages,
        List = "messages",
        Item = InboundItem(message, said, unsupported, userIds),
        Contact = Items.Contact(message.Chat.Customer, userIds),
        Wamid = message.Wamid,
        Type = message.Type,
    };

    public static Update Echo(Message message, bool userIds) => new()
    {
        Number = message.Chat.Number,
        Customer = message.Chat.Customer.Key,
        Field = Fields.Echoes,
        List = "message_echoes",
        Item = Items.Echo(message, userIds),
        Contact = userIds ? Items.Contact(message.Chat.Customer, userIds) : null,
        Wamid = message.Wamid,
        Type = message.Type,
    };

    private static byte[] InboundItem(Message message, Said said, bool unsupported, bool userIds)
    {
        if (said.TooLarge)
            return Items.Inbound(message, userIds, "unsupported", null, writer => Items.WriteErrors(
                writer,
                131052,
                "Media download error",
                "Media file size too big. Max file size we currently support: 100MB. Please communicate with your " +
                    "customer to send a media file that is less than 100MB"));
        if (unsupported)
            return Items.Inbound(message, userIds, "unsupported", null, writer =>
            {
                Items.WriteErrors(
                    writer, 131051, "Message type unknown", "Message type is currently not supported.");
                writer.WriteStartObject("unsupported");
                writer.WriteString("type", message.Type);
                writer.WriteEndObject();
            });
        return Items.Inbound(message, userIds, message.Type, message.Content, writer =>
        {
            if (said.Speech.Referral is { } referral)
                writer.Raw("referral", MetaJson.Piece(referral));
        });
    }
}
