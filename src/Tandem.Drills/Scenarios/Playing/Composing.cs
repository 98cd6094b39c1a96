using System.Text.Json.Nodes;

namespace Tandem.Drills.Scenarios.Playing;

/// <summary>Composes Cloud API bodies from what a step was given.</summary>
internal static class Composing
{
    /// <summary>Words or a file.</summary>
    /// <param name="given">What the step was given.</param>
    /// <param name="words">What is said where the step says nothing.</param>
    /// <param name="mediaId">Id of a file of the step's own size; null: the platform's sample.</param>
    /// <param name="quoted">wamid of the message it answers; null: none.</param>
    public static JsonObject Message(Given given, string words, string? mediaId, string? quoted)
    {
        var body = given.Text("media") is { } kind
            ? Of(kind, new JsonObject())
            : Of("text", new JsonObject { ["body"] = given.Text("text") ?? words });
        if (given.Text("media") is { } media && body[media] is JsonObject file)
        {
            if (mediaId is not null)
                file["id"] = mediaId;
            if (given.Text("text") is { } caption && media is not ("audio" or "sticker"))
                file["caption"] = caption;
        }

        return Quoting(body, quoted);
    }

    /// <summary>What a program sends: words, a template or a file by its address.</summary>
    public static JsonObject Send(Given given, string words, string? quoted)
    {
        if (given.Text("template") is { } template)
        {
            return Quoting(
                Of("template", new JsonObject
                {
                    ["name"] = template,
                    ["language"] = new JsonObject { ["code"] = "en_US" },
                }),
                quoted);
        }

        var body = Message(given, words, mediaId: null, quoted);
        if (given.Text("media") is { } media && body[media] is JsonObject file)
            file["link"] = $"https://shop.example/{media}";
        return body;
    }

    /// <summary>A new version of a message.</summary>
    public static JsonObject Edit(string wamid, string words) => Of("edit", new JsonObject
    {
        ["original_message_id"] = wamid,
        ["message"] = Of("text", new JsonObject { ["body"] = words }),
    });

    /// <summary>A message is deleted for everyone.</summary>
    public static JsonObject Revoke(string wamid) => Of("revoke", new JsonObject { ["original_message_id"] = wamid });

    /// <summary>An emoji under a message; empty takes it back.</summary>
    public static JsonObject Reaction(string wamid, string emoji) =>
        Of("reaction", new JsonObject { ["message_id"] = wamid, ["emoji"] = emoji });

    private static JsonObject Of(string type, JsonObject content) => new() { ["type"] = type, [type] = content };

    private static JsonObject Quoting(JsonObject body, string? wamid)
    {
        if (wamid is not null)
            body["context"] = new JsonObject { ["message_id"] = wamid };
        return body;
    }
}
