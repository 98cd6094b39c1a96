using System.Globalization;
using System.Text.Json;

namespace Tandem.Drills.Scenarios.Playing;

/// <summary>Reads what the drop-in Cloud API answered, by a reader of the drill's own.</summary>
public static class Answers
{
    /// <summary>Code 100 with this subcode: a human speaks here (docs/api.md).</summary>
    private const int HeldByHuman = 5080001;

    /// <summary>Code 100 with this subcode: the conversation is private.</summary>
    private const int Private = 5080002;

    /// <summary>Meta's "something went wrong": perhaps sent.</summary>
    private const int Unknown = 131000;

    /// <summary>What an answer means to its caller.</summary>
    public static (string Outcome, string? Code, string? Wamid) Read(int status, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.TryGetProperty("messages", out var messages))
                return ("accepted", null, messages[0].GetProperty("id").GetString());
            var error = json.RootElement.GetProperty("error");
            var code = error.GetProperty("code").GetInt32();
            var subcode = error.TryGetProperty("error_subcode", out var given) ? given.GetInt32() : 0;
            return (status >= 500 && code == Unknown ? "unknown" : "refused", WordOf(code, subcode), null);
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException
            or InvalidOperationException)
        {
            return ("unknown", status.ToString(CultureInfo.InvariantCulture), null);
        }
    }

    private static string WordOf(int code, int subcode) => subcode switch
    {
        HeldByHuman => "held_by_human",
        Private => "private",
        _ => code.ToString(CultureInfo.InvariantCulture),
    };
}
