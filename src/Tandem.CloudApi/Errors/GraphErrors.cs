using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Errors;

/// <summary>Makes, writes and reads errors in the envelope of the Graph API.</summary>
public static class GraphErrors
{
    /// <summary>An error of the catalogue, titled as Meta titles it.</summary>
    public static GraphError Of(int code, string? details = null, int? subcode = null) =>
        new(
            code,
            string.Create(CultureInfo.InvariantCulture, $"(#{code}) {ErrorCatalogue.Find(code)?.Title ?? "Unknown"}"),
            Subcode: subcode,
            Details: details);

    /// <summary>A required parameter is not there: 131008.</summary>
    public static GraphError Missing(string parameter) =>
        Of(131008, string.Create(CultureInfo.InvariantCulture, $"Parameter '{parameter}' is required."));

    /// <summary>A parameter has a value that cannot be: 131009.</summary>
    /// <param name="parameter">Which, as a path, for example <c>template.language.code</c>.</param>
    /// <param name="rule">What it must be, without the value itself.</param>
    public static GraphError Invalid(string parameter, string rule) =>
        Of(131009, string.Create(CultureInfo.InvariantCulture, $"Parameter '{parameter}' {rule}."));

    /// <summary>The object does not exist or may not be seen: 100 with subcode 33, which Graph answers with
    /// 400.</summary>
    /// <param name="method">Lower-case, as Meta writes it in the text: <c>get</c>, <c>post</c>, <c>delete</c>.</param>
    /// <param name="node">The id that was asked for.</param>
    public static GraphError UnknownObject(string method, string node) =>
        new(
            100,
            $"Unsupported {method} request. Object with ID '{node}' does not exist, cannot be loaded due to missing "
            + "permissions, or does not support this operation. Please read the Graph API documentation at "
            + "https://developers.facebook.com/docs/graph-api",
            "GraphMethodException",
            33);

    /// <summary>The HTTP status an error is answered with; 400 where nothing is known.</summary>
    public static int HttpStatusOf(GraphError error) => error.Entry?.HttpStatus ?? 400;

    /// <summary>The error as Meta writes it: <c>{"error":{…}}</c>.</summary>
    public static byte[] Write(GraphError error)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("error"u8);
            writer.WriteString("message"u8, error.Message);
            writer.WriteString("type"u8, error.Type);
            writer.WriteNumber("code"u8, error.Code);
            if (error.Details is not null)
            {
                writer.WriteStartObject("error_data"u8);
                writer.WriteString("messaging_product"u8, "whatsapp"u8);
                writer.WriteString("details"u8, error.Details);
                writer.WriteEndObject();
            }

            WriteOptional(writer, error);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The error in an answer's body; null if there is none. Never throws.</summary>
    /// <remarks>An answer may hold data and an error at once (block_users): the error is found.</remarks>
    public static GraphError? TryRead(ReadOnlySpan<byte> body)
    {
        if (WireJson.TryParseObject(body) is not { } root || !root.TryGetProperty("error"u8, out var error)
            || error.ValueKind != JsonValueKind.Object || WireJson.Integer(error, "code") is not { } code)
            return null;

        return new GraphError(
            code,
            WireJson.Text(error, "message") ?? "",
            WireJson.Text(error, "type") ?? "",
            WireJson.Integer(error, "error_subcode"),
            ReadDetails(error),
            WireJson.Flag(error, "is_transient"),
            WireJson.Text(error, "fbtrace_id"),
            WireJson.Text(error, "error_user_title"),
            WireJson.Text(error, "error_user_msg"))
        {
            Raw = error,
        };
    }

    private static void WriteOptional(Utf8JsonWriter writer, GraphError error)
    {
        if (error.Subcode is { } subcode)
            writer.WriteNumber("error_subcode"u8, subcode);
        if (error.IsTransient is { } isTransient)
            writer.WriteBoolean("is_transient"u8, isTransient);
        if (error.UserTitle is not null)
            writer.WriteString("error_user_title"u8, error.UserTitle);
        if (error.UserMessage is not null)
            writer.WriteString("error_user_msg"u8, error.UserMessage);
        if (error.FbTraceId is not null)
            writer.WriteString("fbtrace_id"u8, error.FbTraceId);
    }

    /// <summary>On some management endpoints <c>error_data</c> is a text, and that text may be JSON.</summary>
    private static string? ReadDetails(JsonElement error)
    {
        if (!error.TryGetProperty("error_data"u8, out var data))
            return null;

        if (data.ValueKind == JsonValueKind.Object)
            return WireJson.Text(data, "details");

        if (data.ValueKind != JsonValueKind.String)
            return null;

        var text = data.GetString()!;
        return WireJson.TryParseObject(System.Text.Encoding.UTF8.GetBytes(text)) is { } inner
            ? WireJson.Text(inner, "details") ?? text
            : text;
    }
}
