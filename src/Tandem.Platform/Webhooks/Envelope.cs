using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tandem.Platform.Webhooks;

/// <summary>Composes webhooks: the envelope, its signature and headers (Meta, "Webhooks overview").</summary>
internal static class Envelope
{
    /// <summary>The signed bytes of some updates, kept in order; neighbours of one customer and kind share a value, and
    /// so do entries of one address book.</summary>
    public static byte[] Compose(IReadOnlyList<Update> updates) => MetaJson.Wire(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("object", "whatsapp_business_account");
        writer.WriteStartArray("entry");
        for (var i = 0; i < updates.Count;)
            i = WriteEntry(writer, updates, i);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>Headers of an attempt.</summary>
    public static IReadOnlyList<HttpField> Headers(byte[] body, string appSecret)
    {
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), body);
        return
        [
            new("Content-Type", "application/json"),
            new("Accept", "*/*"),
            new("User-Agent", "facebookexternalua"),
            new("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(signature)),
        ];
    }

    private static int WriteEntry(Utf8JsonWriter writer, IReadOnlyList<Update> updates, int start)
    {
        var first = updates[start];
        writer.WriteStartObject();
        writer.WriteString("id", EntryId(first));
        if (first.Time is { } time)
            writer.WriteNumber("time", time.ToUnixTimeSeconds());
        writer.WriteStartArray("changes");
        var i = start;
        while (i < updates.Count && EntryId(updates[i]) == EntryId(first) && updates[i].Time == first.Time)
        {
            var end = i + 1;
            while (end < updates.Count && SameValue(updates[i], updates[end]))
                end++;
            WriteChange(writer, updates, i, end);
            i = end;
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        return i;
    }

    private static string EntryId(Update update) => update.EntryId ?? update.Account.WabaId;

    private static bool SameValue(Update left, Update right) =>
        left.List is not null && left.Number == right.Number
        && (left.Customer == right.Customer || left.Field == Fields.Contacts)
        && left.Field == right.Field && left.List == right.List
        && (left.Contact is null) == (right.Contact is null);

    private static void WriteChange(Utf8JsonWriter writer, IReadOnlyList<Update> updates, int start, int end)
    {
        var first = updates[start];
        writer.WriteStartObject();
        if (first.List is null)
            writer.Raw("value", first.Item);
        else
            WriteValue(writer, updates, start, end);
        writer.WriteString("field", first.Field);
        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, IReadOnlyList<Update> updates, int start, int end)
    {
        var first = updates[start];
        writer.WriteStartObject("value");
        writer.WriteString("messaging_product", "whatsapp");
        if (first.Number is { } number)
        {
            writer.WriteStartObject("metadata");
            writer.WriteString("display_phone_number", number.Digits);
            writer.WriteString("phone_number_id", number.PhoneNumberId);
            writer.WriteEndObject();
        }

        if (first.Contact is not null)
        {
            writer.WriteStartArray("contacts");
            writer.WriteRawValue(first.Contact, skipInputValidation: true);
            writer.WriteEndArray();
        }

        writer.WriteStartArray(first.List!);
        for (var i = start; i < end; i++)
            writer.WriteRawValue(updates[i].Item, skipInputValidation: true);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
