using System.Text;
using System.Text.Json.Nodes;
using Tandem.Platform;

namespace Tandem.Emulator.Library;

/// <summary>Bodies of messages, as the Cloud API writes them.</summary>
internal static class MessageJson
{
    public static byte[] Text(string text, string? answers) =>
        Of("text", new() { ["body"] = text }, answers);

    /// <param name="kind">The Cloud API's word.</param>
    /// <param name="content">The object of that name.</param>
    /// <param name="answers">The message it quotes; null: none.</param>
    public static byte[] Of(string kind, JsonObject content, string? answers = null)
    {
        var body = new JsonObject { ["type"] = kind, [kind] = content.DeepClone() };
        if (answers is not null)
            body["context"] = new JsonObject { ["message_id"] = answers };
        return Encoding.UTF8.GetBytes(body.ToJsonString());
    }

    public static byte[] Reaction(string wamid, string emoji) =>
        Of("reaction", new() { ["message_id"] = wamid, ["emoji"] = emoji });

    public static byte[] Edit(string wamid, string text) => Of("edit", new()
    {
        ["original_message_id"] = wamid,
        ["message"] = new JsonObject { ["type"] = "text", ["text"] = new JsonObject { ["body"] = text } },
    });

    public static byte[] Revoke(string wamid) => Of("revoke", new() { ["original_message_id"] = wamid });

    /// <summary>Keeps a file and gives the message that carries it.</summary>
    public static async Task<byte[]> FileAsync(EmulatorHost host, EmulatedFile file)
    {
        var kept = host.Media.Keep(file.Bytes.ToArray(), file.MimeType, file.Name);
        var settled = await host.ActAsync(id => new PlatformInput.KeepMedia(id, kept));
        var content = new JsonObject { ["id"] = settled };
        if (file.Caption is not null)
            content["caption"] = file.Caption;
        if (file.Name is not null && file.Kind == "document")
            content["filename"] = file.Name;
        return Of(file.Kind, content);
    }
}
