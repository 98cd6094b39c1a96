using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.CloudApi.Media;
using Tandem.Domain.Mirroring;
using Tandem.Engine.Checks;
using Tandem.Engine.Media;
using Tandem.Hub.Options;

namespace Tandem.Cli.Checking;

/// <summary>What somebody wants checked: messages in JSON, or a file that is to be sent.</summary>
internal sealed record CheckedFile(JsonArray? Messages, string MimeType, long Bytes)
{
    // A list of a thousand templates with all their parameters is far below it; media is not read whole.
    private const int MostText = 4 * 1024 * 1024;

    /// <summary>Reads a file, or standard input where its name is a dash.</summary>
    /// <exception cref="HubOptionsException">It is not there, or no list of messages.</exception>
    public static async Task<CheckedFile> ReadAsync(string path, CancellationToken ct)
    {
        await using var stream = Open(path);
        using var text = new MemoryStream();
        var buffer = new byte[81920];
        long bytes = 0;
        for (int read; (read = await stream.ReadAsync(buffer, ct)) > 0; bytes += read)
        {
            if (text.Length < MostText)
                text.Write(buffer, 0, read);
        }

        var start = text.ToArray();
        var type = MediaSniffer.TypeOf(start.AsSpan(0, Math.Min(MediaSniffer.Length, start.Length)));
        return type == "text/plain" && bytes <= MostText && TryParse(start) is { } json
            ? new CheckedFile(MessagesIn(json, path), type, bytes)
            : new CheckedFile(null, type, bytes);
    }

    /// <summary>As what the file may be sent: each kind with what is against it; null: nothing is.</summary>
    public IEnumerable<(MediaKind As, Finding? Finding)> Kinds() => Enum.GetValues<MediaKind>()
        .Select(kind => (kind, FileRules.Check(new SentFile("file", kind, MimeType, Bytes))));

    private static Stream Open(string path)
    {
        try
        {
            return path == "-" ? Terminal.OpenStandardInput() : File.OpenRead(path);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new HubOptionsException([$"FILE = '{path}': must be a file that can be read; {missing.Message}"]);
        }
    }

    private static JsonNode? TryParse(byte[] text)
    {
        try
        {
            return JsonNode.Parse(Encoding.UTF8.GetString(text).TrimStart('\uFEFF'));
        }
        catch (JsonException)
        {
            return null; // then it is a text file that somebody wants to send
        }
    }

    private static JsonArray MessagesIn(JsonNode json, string path)
    {
        var messages = json switch
        {
            JsonArray list => list,
            JsonObject one when one["messages"] is JsonArray list => list,
            JsonObject one => [one.DeepClone()],
            _ => [],
        };
        return messages.Count is > 0 and <= CheckDesk.Most
            ? (JsonArray)messages.DeepClone()
            : throw new HubOptionsException(
                [$"FILE = '{path}': must hold one message, or a list of 1 to {CheckDesk.Most}; split a longer list."]);
    }
}
