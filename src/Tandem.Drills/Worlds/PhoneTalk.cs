using System.Text.Json;
using Tandem.Domain.Takeover;
using Tandem.Platform;

namespace Tandem.Drills.Worlds;

/// <summary>What owners type that means something to the hub, in worlds whose numbers have such words.</summary>
internal static class PhoneTalk
{
    public const string HandBack = "#bot";

    public const string TakeOver = "#mine";

    public const string Automatic = "Welcome! We answer soon.";

    /// <summary>Such a text now and then, else null.</summary>
    public static string? Draw(Chance chance) => chance.Below(100) switch
    {
        < 12 => HandBack,
        < 15 => TakeOver,
        < 25 => Automatic,
        _ => null,
    };

    /// <summary>What a message of the phone means to a hub that knows these words.</summary>
    /// <param name="body">As it was given to the platform.</param>
    public static PhoneWord MeaningOf(string body)
    {
        using var json = JsonDocument.Parse(body);
        if (!json.RootElement.TryGetProperty("text", out var text) || !text.TryGetProperty("body", out var words))
            return PhoneWord.Speech;
        return words.GetString() switch
        {
            HandBack => PhoneWord.HandBack,
            TakeOver => PhoneWord.TakeOver,
            Automatic => PhoneWord.Automatic,
            _ => PhoneWord.Speech,
        };
    }
}
