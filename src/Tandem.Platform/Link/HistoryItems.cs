using System.Text.Json;
using Tandem.Platform.Accounts;
using Tandem.Platform.Media;
using Tandem.Platform.People;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform.Link;

/// <summary>Composes what <c>history</c> webhooks carry (Meta, "history" webhook).</summary>
internal sealed class HistoryItems(World world)
{
    private readonly HistoryMessages _messages = new(world);

    /// <summary>A chunk with its threads. Media stands in it without its object.</summary>
    public Update Chunk(BusinessNumber number, SyncStep.HistoryChunk chunk)
    {
        var carries = new List<Carried>(chunk.Messages.Count);
        return Change(number) with
        {
            List = "history",
            Item = MetaJson.Piece(writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartObject("metadata");
                writer.WriteNumber("phase", chunk.Phase);
                writer.WriteNumber("chunk_order", chunk.Order);
                writer.WriteNumber("progress", chunk.Progress);
                writer.WriteEndObject();
                writer.WriteStartArray("threads");
                for (var i = 0; i < chunk.Messages.Count;)
                    i = WriteThread(writer, chunk.Messages, i, carries);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }),
            Carries = carries,
        };
    }

    /// <summary>The media of a placeholder, under the same wamid. Its hash is in hexadecimal digits, as in Meta's
    /// example and unlike live webhooks.</summary>
    public Update Media(BusinessNumber number, Message message)
    {
        var (userIds, customer) = (world.Options.BusinessScopedIds, message.Chat.Customer);
        var item = world.Media.Keep(
            message.File!, number.PhoneNumberId, world.Now + MediaShelf.WebhookLife, world.Links);
        return Change(number) with
        {
            Customer = customer.Key,
            List = message.Author == Author.Customer ? "messages" : "message_echoes",
            Item = MetaJson.Piece(writer =>
            {
                _messages.WriteHead(writer, message, withRecipient: true);
                writer.WriteString("type", message.Type);
                writer.WriteStartObject(message.Type);
                foreach (var property in JsonElement.Parse(message.Content).EnumerateObject())
                {
                    if (property.Name is not ("id" or "sha256" or "url"))
                        property.WriteTo(writer);
                }

                writer.WriteString("sha256", item.File.Sha256);
                writer.WriteString("id", item.Id);
                writer.WriteEndObject();
                writer.WriteEndObject();
            }),
            Contact = Items.Contact(customer, userIds),
            Wamid = message.Wamid,
            Type = message.Type,
        };
    }

    /// <summary>The owner does not share the past.</summary>
    public static Update Declined(BusinessNumber number)
    {
        const string title = "History sync is turned off by the business from the WhatsApp Business App";
        return Change(number) with
        {
            List = "history",
            Item = MetaJson.Piece(writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("errors");
                writer.WriteStartObject();
                writer.WriteNumber("code", 2593109);
                writer.WriteString("title", title);
                writer.WriteString("message", title);
                writer.WriteStartObject("error_data");
                writer.WriteString("details", "History sharing is turned off by the business");
                writer.WriteEndObject();
                writer.WriteEndObject();
                writer.WriteEndArray();
                writer.WriteEndObject();
            }),
            Type = "declined",
        };
    }

    private static Update Change(BusinessNumber number) => new()
    {
        Account = number.Account,
        Number = number,
        Field = Fields.History,
        Item = [],
    };

    private int WriteThread(Utf8JsonWriter writer, IReadOnlyList<Message> messages, int start, List<Carried> carries)
    {
        var customer = messages[start].Chat.Customer;
        writer.WriteStartObject();
        writer.Optional("id", customer.VisibleWaId);
        if (world.Options.BusinessScopedIds)
        {
            writer.WriteStartObject("context");
            writer.Optional("wa_id", customer.VisibleWaId);
            writer.WriteString("user_id", customer.UserId);
            writer.Optional("username", customer.Username);
            writer.WriteEndObject();
        }

        writer.WriteStartArray("messages");
        var i = start;
        for (; i < messages.Count && messages[i].Chat.Customer == customer; i++)
        {
            var message = messages[i];
            _messages.Write(writer, message);
            carries.Add(new(message.Wamid, customer.Key, HistoryMessages.TypeOf(message)));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        return i;
    }
}
