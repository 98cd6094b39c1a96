using Tandem.Engine.Reading;

namespace Tandem.Hub.Media;

/// <summary>What a file of media is called when it is saved.</summary>
internal static class MediaNames
{
    private const int Longest = 120;

    /// <summary>The sender's name for it, made harmless; else the message's id with the ending of what the bytes are.
    /// </summary>
    public static string Of(MessageView message, string type)
    {
        var named = message.Media?.Name is { } name
            ? new string([.. name.Where(IsHarmless)]).Trim(' ', '.')
            : "";
        return named.Length == 0 ? message.Id + EndingOf(type)
            : named.Length <= Longest ? named
            : named[^Longest..].TrimStart(' ', '.'); // its ending says what opens it
    }

    // No folders, no control, and nothing that turns the direction of what follows.
    private static bool IsHarmless(char one) =>
        !char.IsControl(one) && !"/\\:*?\"<>|".Contains(one)
        && char.GetUnicodeCategory(one) != System.Globalization.UnicodeCategory.Format;

    private static string EndingOf(string type) => type switch
    {
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "image/gif" => ".gif",
        "image/webp" => ".webp",
        "application/pdf" => ".pdf",
        "video/mp4" => ".mp4",
        "video/3gpp" => ".3gp",
        "audio/mp4" => ".m4a",
        "audio/ogg" => ".ogg",
        "audio/amr" => ".amr",
        "audio/mpeg" => ".mp3",
        "audio/aac" => ".aac",
        "application/zip" => ".zip",
        "text/plain" => ".txt",
        _ => ".bin",
    };
}
