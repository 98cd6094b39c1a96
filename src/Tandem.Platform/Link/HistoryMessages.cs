using System.Text.Json;
using Tandem.Platform.Media;
using Tandem.Platform.People;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform.Link;

/// <summary>Writes single messages of the past (Meta, "history" webhook).</summary>
internal sealed class HistoryMessages(World world)
{
    private const string Placeholder = "media_placeholder";

    /// <summary>As what a message stands in history: media without its object, kinds the Cloud API does not know as
    /// unsupported.</summary>
    public static string TypeOf(Message message) => MediaRules.IsMedia(message.Type) ? Placeholder
        : InboundKinds.IsUnsupported(message.Type) ? "unsupported"
        : message.Type;

    public void Write(Utf8JsonWriter writer, Message message)
    {
        var type = TypeOf(message);
        WriteHead(writer, message, NamesRecipient(message));
        writer.WriteString("type", type);
        if (type == "unsupported")
            Items.WriteErrors(writer, 131051, "Message type unknown", "Message type is currently not supported.");
        else if (type != Placeholder)
            writer.Raw(type, message.Content);
        if (message.Context is not null)
            writer.Raw("context", message.Context);
        writer.WriteStartObject("history_context");
        writer.WriteString("status", StatusOf(message));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Opens the object: who to whom, under which id, when.</summary>
    public void WriteHead(Utf8JsonWriter writer, Message message, bool withRecipient)
    {
        var (customer, userIds) = (message.Chat.Customer, world.Options.BusinessScopedIds);
        writer.WriteStartObject();
        if (message.Author == Author.Customer)
        {
            writer.Optional("from", customer.VisibleWaId);
            writer.Optional("from_user_id", userIds ? customer.UserId : null);
        }
        else
        {
            writer.WriteString("from", message.Chat.Number.Digits);
            writer.Optional("to", withRecipient ? customer.VisibleWaId : null);
            writer.Optional("to_user_id", withRecipient && userIds ? customer.UserId : null);
        }

        writer.WriteString("id", message.Wamid);
        writer.WriteString("timestamp", MetaJson.UnixSeconds(message.SentAt));
    }

    private bool NamesRecipient(Message message) => message.Author != Author.Customer
        && world.Options.HistoryRecipients switch
        {
            HistoryRecipient.Always => true,
            HistoryRecipient.Never => false,
            _ => world.Links.Happens(0.5),
        };

    private static string StatusOf(Message message) => message.Status switch
    {
        MessageStatus.Pending or MessageStatus.Accepted => "PENDING",
        MessageStatus.Sent => "SENT",
        MessageStatus.Delivered => "DELIVERED",
        MessageStatus.Played => "PLAYED",
        MessageStatus.Read => message.Type == "audio" ? "PLAYED" : "READ",
        _ => "ERROR",
    };
}
