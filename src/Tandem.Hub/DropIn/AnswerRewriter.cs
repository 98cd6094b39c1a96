using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Engine.Feeds;

namespace Tandem.Hub.DropIn;

/// <summary>Makes addresses in Graph's answers lead back to the hub, and frees them of tokens.</summary>
/// <param name="origin">Scheme and host under which the caller knows this hub.</param>
internal sealed class AnswerRewriter(string origin)
{
    private static readonly JsonWriterOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // an answer of its own, never inside HTML
    };

    /// <summary>The answer with <c>paging.next</c> and <c>paging.previous</c> rewritten; the same bytes if there are
    /// none.</summary>
    public ReadOnlyMemory<byte> Lists(ReadOnlyMemory<byte> body)
    {
        if (Parse(body) is not JsonObject root || root["paging"] is not JsonObject paging)
            return body;

        var hasChanged = Rewrite(paging, "next") | Rewrite(paging, "previous");
        return hasChanged ? Bytes(root) : body;
    }

    /// <summary>The answer to a media id with its <c>url</c> rewritten.</summary>
    public ReadOnlyMemory<byte> Media(ReadOnlyMemory<byte> body, string mediaId, string phoneNumberId)
    {
        if (Parse(body) is not JsonObject root || root["url"] is null)
            return body;

        root["url"] = MediaAddress.Of(origin, phoneNumberId, mediaId);
        return Bytes(root);
    }

    private bool Rewrite(JsonObject paging, string member)
    {
        if (paging[member] is not JsonValue value || !value.TryGetValue<string>(out var text)
            || !Uri.TryCreate(text, UriKind.Absolute, out var address))
            return false;

        paging[member] = origin + GraphToken.Stripped(address);
        return true;
    }

    private static JsonNode? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonNode.Parse(body.Span);
        }
        catch (JsonException)
        {
            return null; // not JSON: passed on as it is
        }
    }

    private static byte[] Bytes(JsonNode root)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Plain))
            root.WriteTo(writer);
        return bytes.ToArray();
    }
}
