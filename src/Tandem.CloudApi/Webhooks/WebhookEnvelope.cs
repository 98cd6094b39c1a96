using System.Buffers;
using System.Text.Json;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Webhooks;

/// <summary>Composes webhooks in Meta's format, one change each.</summary>
/// <remarks>What <see cref="WebhookReader"/> reads from the bytes are the items that were given.</remarks>
public static class WebhookEnvelope
{
    /// <summary>A webhook whose value holds lists.</summary>
    /// <param name="entryId">The WABA.</param>
    /// <param name="field">For example <c>messages</c>.</param>
    /// <param name="value">Whom it concerns, and the items.</param>
    /// <param name="style">How the bytes look.</param>
    public static byte[] Write(
        string entryId, string field, EnvelopeValue value, EnvelopeStyle style = EnvelopeStyle.Plain) =>
        Compose(entryId, null, field, style, writer => WriteLists(writer, value));

    /// <summary>A webhook whose value is one item: account, template, phone and unknown fields.</summary>
    /// <param name="entryId">The WABA, or what stood there.</param>
    /// <param name="field">For example <c>account_update</c>.</param>
    /// <param name="value">Written as it is.</param>
    /// <param name="entryTime">Unix seconds; only these fields have it.</param>
    /// <param name="style">How the bytes look.</param>
    public static byte[] WriteValue(
        string entryId,
        string field,
        JsonElement value,
        long? entryTime = null,
        EnvelopeStyle style = EnvelopeStyle.Plain) =>
        Compose(entryId, entryTime, field, style, value.WriteTo);

    private static byte[] Compose(
        string entryId, long? entryTime, string field, EnvelopeStyle style, Action<Utf8JsonWriter> writeValue)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, WireEncoder.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("object"u8, "whatsapp_business_account"u8);
            writer.WriteStartArray("entry"u8);
            writer.WriteStartObject();
            writer.WriteString("id"u8, entryId);
            if (entryTime is { } time)
                writer.WriteNumber("time"u8, time);
            writer.WriteStartArray("changes"u8);
            writer.WriteStartObject();
            writer.WritePropertyName("value"u8);
            writeValue(writer);
            writer.WriteString("field"u8, field);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return style == EnvelopeStyle.LikeMeta
            ? MetaEscapes.Apply(buffer.WrittenSpan)
            : buffer.WrittenSpan.ToArray();
    }

    private static void WriteLists(Utf8JsonWriter writer, EnvelopeValue value)
    {
        writer.WriteStartObject();
        writer.WriteString("messaging_product"u8, "whatsapp"u8);
        if (value.PhoneNumberId is not null)
        {
            writer.WriteStartObject("metadata"u8);
            if (value.DisplayPhoneNumber is not null)
                writer.WriteString("display_phone_number"u8, value.DisplayPhoneNumber);
            writer.WriteString("phone_number_id"u8, value.PhoneNumberId);
            writer.WriteEndObject();
        }

        WriteList(writer, "contacts"u8, value.Contacts);
        WriteList(writer, "messages"u8, value.Messages);
        WriteList(writer, "message_echoes"u8, value.MessageEchoes);
        WriteList(writer, "statuses"u8, value.Statuses);
        WriteList(writer, "errors"u8, value.Errors);
        WriteList(writer, "state_sync"u8, value.StateSync);
        WriteList(writer, "user_preferences"u8, value.UserPreferences);
        WriteList(writer, "user_id_update"u8, value.UserIdUpdates);
        WriteHistory(writer, value.History);
        writer.WriteEndObject();
    }

    private static void WriteHistory(Utf8JsonWriter writer, IReadOnlyList<EnvelopeChunk> history)
    {
        if (history.Count == 0)
            return;

        writer.WriteStartArray("history"u8);
        foreach (var chunk in history)
        {
            writer.WriteStartObject();
            WriteObject(writer, "metadata"u8, chunk.Metadata);
            if (chunk.Threads.Count > 0)
                WriteThreads(writer, chunk.Threads);
            WriteList(writer, "errors"u8, chunk.Errors);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteThreads(Utf8JsonWriter writer, IReadOnlyList<EnvelopeThread> threads)
    {
        writer.WriteStartArray("threads"u8);
        foreach (var thread in threads)
        {
            writer.WriteStartObject();
            if (thread.Id is not null)
                writer.WriteString("id"u8, thread.Id);
            WriteObject(writer, "context"u8, thread.Context);
            WriteList(writer, "messages"u8, thread.Messages);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return;

        writer.WritePropertyName(name);
        element.WriteTo(writer);
    }

    private static void WriteList(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<JsonElement> items)
    {
        if (items.Count == 0)
            return;

        writer.WriteStartArray(name);
        foreach (var item in items)
            item.WriteTo(writer);
        writer.WriteEndArray();
    }
}
