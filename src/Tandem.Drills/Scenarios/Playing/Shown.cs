using System.Globalization;
using System.Text.Json;
using Tandem.Engine.Reading;

namespace Tandem.Drills.Scenarios.Playing;

/// <summary>Makes what <c>/v1</c> shows into evidence.</summary>
public static class Shown
{
    /// <summary>A message.</summary>
    /// <param name="message">As the hub shows it.</param>
    /// <param name="customer">The platform's name for whom it is with.</param>
    public static ShownMessage Of(MessageView message, string? customer) => new(
        message.Id, message.Wamid, customer, message.Type, message.Direction, message.Origin, message.Via,
        message.SentBy, message.Timestamp, message.Status, WordsOf(message));

    /// <summary>What a send's state means to its caller.</summary>
    public static string OutcomeOf(string state) => state switch
    {
        "accepted" or "unknown" => state,
        "queued" or "released" => "waiting",
        _ => "refused",
    };

    /// <summary>Meta's code of a refusal, or the hub's own word.</summary>
    public static string? CodeOf(RefusalView? refusal) =>
        refusal?.MetaCode?.ToString(CultureInfo.InvariantCulture) ?? refusal?.Code;

    // The latest edit counts.
    private static string? WordsOf(MessageView message)
    {
        var said = message.Edit?.Content ?? message.Content;
        if (said is not { ValueKind: JsonValueKind.Object } json)
            return null;

        foreach (var content in json.EnumerateObject().Select(one => one.Value)
            .Where(one => one.ValueKind == JsonValueKind.Object))
        {
            if ((content.TryGetProperty("body", out var words) || content.TryGetProperty("caption", out words))
                && words.ValueKind == JsonValueKind.String)
                return words.GetString();
        }

        return null;
    }
}
