using System.Text.Json;
using Tandem.Platform.People;
using Tandem.Platform.Sending;

namespace Tandem.Platform.Webhooks;

/// <summary>The entries of <c>messages</c>, <c>message_echoes</c>, <c>statuses</c> and <c>contacts</c>.</summary>
internal static class Items
{
    /// <summary>A customer's message, edit, revoke or reaction.</summary>
    public static byte[] Inbound(
        Message message, bool userIds, string type, byte[]? content, Action<Utf8JsonWriter>? more = null) =>
        MetaJson.Piece(writer =>
        {
            var customer = message.Chat.Customer;
            writer.WriteStartObject();
            writer.Optional("from", customer.VisibleWaId);
            writer.Optional("from_user_id", userIds ? customer.UserId : null);
            WriteRest(writer, message, message.SentAt, type, content, more);
        });

    /// <summary>What the phone sent, or the Cloud API where its sends are echoed too.</summary>
    /// <param name="message">The message.</param>
    /// <param name="triggeredAt">Its timestamp: when the webhook is triggered, which may be long after the send (Meta,
    /// "smb_message_echoes").</param>
    /// <param name="userIds">Whether it carries BSUIDs.</param>
    public static byte[] Echo(Message message, DateTimeOffset triggeredAt, bool userIds) => MetaJson.Piece(writer =>
    {
        var customer = message.Chat.Customer;
        writer.WriteStartObject();
        writer.WriteString("from", message.Chat.Number.Digits);
        writer.Optional("to", customer.VisibleWaId);
        writer.Optional("to_user_id", userIds ? customer.UserId : null);
        WriteRest(writer, message, triggeredAt, message.Type, message.Content, null);
    });

    /// <summary>A status of a message the business sent.</summary>
    public static byte[] Status(
        Message message,
        MessageStatus status,
        DateTimeOffset at,
        bool userIds,
        (int Code, string Title, string Details)? error) =>
        MetaJson.Piece(writer =>
        {
            var customer = message.Chat.Customer;
            writer.WriteStartObject();
            writer.WriteString("id", message.Wamid);
            writer.WriteString("status", Message.NameOf(status));
            writer.WriteString("timestamp", MetaJson.UnixSeconds(at));
            writer.Optional("recipient_id", customer.VisibleWaId);
            if (userIds && (error is null || message.AddressedByUserId))
                writer.WriteString("recipient_user_id", customer.UserId);
            if (status is MessageStatus.Sent or MessageStatus.Delivered && message.Author == Author.Api)
                WritePricing(writer, message.Pricing, status == MessageStatus.Sent);
            writer.Optional("biz_opaque_callback_data", message.Mark);
            if (error is { } told)
                WriteErrors(writer, told.Code, told.Title, told.Details);
            writer.WriteEndObject();
        });

    /// <summary>The customer as <c>contacts</c> names him.</summary>
    public static byte[] Contact(Customer customer, bool userIds) => MetaJson.Piece(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("profile");
        writer.WriteString("name", customer.Name);
        writer.Optional("username", userIds ? customer.Username : null);
        writer.WriteEndObject();
        writer.Optional("wa_id", customer.VisibleWaId);
        writer.Optional("user_id", userIds ? customer.UserId : null);
        writer.WriteEndObject();
    });

    /// <summary>An <c>errors</c> array of one.</summary>
    public static void WriteErrors(Utf8JsonWriter writer, int code, string title, string details)
    {
        writer.WriteStartArray("errors");
        writer.WriteStartObject();
        writer.WriteNumber("code", code);
        writer.WriteString("title", title);
        writer.WriteString("message", title);
        writer.WriteStartObject("error_data");
        writer.WriteString("details", details);
        writer.WriteEndObject();
        writer.WriteString("href", "/documentation/business-messaging/whatsapp/support/error-codes");
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteRest(
        Utf8JsonWriter writer,
        Message message,
        DateTimeOffset at,
        string type,
        byte[]? content,
        Action<Utf8JsonWriter>? more)
    {
        writer.WriteString("id", message.Wamid);
        writer.WriteString("timestamp", MetaJson.UnixSeconds(at));
        writer.WriteString("type", type);
        if (content is not null)
            writer.Raw(type, content);
        if (message.Context is not null)
            writer.Raw("context", message.Context);
        more?.Invoke(writer);
        writer.WriteEndObject();
    }

    /// <summary>The price, and the conversation, which since v24 only a free entry point has.</summary>
    private static void WritePricing(Utf8JsonWriter writer, Pricing pricing, bool withEnd)
    {
        if (pricing.EntryId is { } entry)
        {
            writer.WriteStartObject("conversation");
            writer.WriteString("id", entry);
            if (withEnd)
                writer.WriteString("expiration_timestamp", MetaJson.UnixSeconds(pricing.EntryUntil!.Value));
            writer.WriteStartObject("origin");
            writer.WriteString("type", pricing.Category);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteStartObject("pricing");
        writer.WriteBoolean("billable", pricing.IsBillable);
        writer.WriteString("pricing_model", "PMP");
        writer.WriteString("type", pricing.Type);
        writer.WriteString("category", pricing.Category);
        writer.WriteEndObject();
    }
}
