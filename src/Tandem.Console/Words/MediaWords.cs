using System.Globalization;
using Tandem.Engine.Media;
using Tandem.Engine.Reading;

namespace Tandem.Console.Words;

/// <summary>A message's media in a few words, and where a page finds it.</summary>
internal static class MediaWords
{
    /// <summary>The address of a picture that may be drawn in a page, by what its bytes are.</summary>
    public static string? PictureOf(MessageView message) =>
        !message.Revoked && message.Media is { State: "kept", Type: { } type } && MediaSniffer.IsSafeImage(type)
            ? $"/pictures/{message.Id}"
            : null;

    /// <summary>What stands where the bytes are, or would be.</summary>
    public static string? StateOf(MediaView? media) => media switch
    {
        null => null,
        { State: "kept", Size: { } size } => SizeOf(size),
        { State: "waiting", Reason: null } => "on its way",
        { State: "waiting" } => $"not here yet ({Plain(media.Reason)}), is tried again",
        { Reason: "outdated" } => "no longer kept",
        _ => $"could not be had ({Plain(media.Reason)})",
    };

    private static string SizeOf(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):0.0} MB"),
    };

    private static string? Plain(string? reason) => reason?.Replace('_', ' ');
}
