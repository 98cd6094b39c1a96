using System.Text.Json;
using Tandem.CloudApi.Sending;
using Tandem.Domain.Sending;

namespace Tandem.Engine.Sending;

/// <summary>The answer to a send whose own answer was lost but which a status has since proved.</summary>
internal static class SettledAnswer
{
    public static byte[] Write(Send send, SendBody body)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("messaging_product"u8, "whatsapp"u8);
            json.WriteStartArray("contacts"u8);
            json.WriteStartObject();
            json.WriteString("input"u8, body.To ?? body.Recipient);
            if (send.To.WaId is { } waId)
                json.WriteString("wa_id"u8, waId);
            if (send.To.UserId is { } userId)
                json.WriteString("user_id"u8, userId);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteStartArray("messages"u8);
            json.WriteStartObject();
            json.WriteString("id"u8, send.Wamid);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
