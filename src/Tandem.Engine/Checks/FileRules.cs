using Tandem.CloudApi.Media;
using Tandem.Domain.Mirroring;

namespace Tandem.Engine.Checks;

/// <summary>Whether a file may go as what it is sent as, and what to do about one that may not.</summary>
/// <remarks>Source: Meta, "Media", supported media types, read 2026-09-11 (<see cref="MediaLimits"/>).</remarks>
public static class FileRules
{
    private const string Source = "Meta, Media, supported media types, 2026-09-11";
    private const long Kilobyte = 1024;
    private const long Megabyte = 1024 * Kilobyte;

    /// <summary>What is wrong with a file, or could be; null if it goes.</summary>
    public static Finding? Check(SentFile file)
    {
        if (file.MimeType is not { } type)
            return Of(
                FindingCodes.FileUnmeasured, Weight.Warns, file,
                $"Nobody looked at the file: it must be {Wanted(file.As)}, of at most {Size(MostOf(file))}.");
        if (MediaLimits.Find(type) is not { } limit)
            return Of(FindingCodes.FileType, Weight.Refuses, file, $"The Cloud API takes no files of type {type}.") with
            {
                Remedy = $"Convert it to {Wanted(NearestTo(type))}, or send a link to it.",
            };
        if (limit.Kind != file.As && file.As != MediaKind.Document)
            return Of(
                FindingCodes.FileUnfit, Weight.Refuses, file,
                $"A file of type {type} cannot go as {Name(file.As)}.") with
            {
                Remedy = $"Send it as {Name(limit.Kind)}, or convert it to {Wanted(file.As)}.",
            };

        return file.Bytes > MostOf(file) ? TooLarge(file, file.Bytes.Value) : null;
    }

    private static Finding TooLarge(SentFile file, long bytes)
    {
        var asDocument = MediaLimits.MaxBytes(MediaKind.Document);
        var says = $"It has {Size(bytes)}; as {Name(file.As)} at most {Size(MostOf(file))} go.";
        return Of(FindingCodes.FileTooLarge, Weight.Refuses, file, says) with
        {
            Remedy = file.As == MediaKind.Sticker ? "Make it smaller."
                : file.As != MediaKind.Document && bytes <= asDocument
                ? $"Send it as document, which may have {Size(asDocument)}, or make it smaller."
                : "Put it where the customer can load it, and send the link.",
        };
    }

    private static long MostOf(SentFile file) => file is { As: MediaKind.Sticker, IsAnimated: false }
        ? MediaLimits.StaticStickerBytes
        : MediaLimits.MaxBytes(file.As);

    private static MediaKind NearestTo(string type) => type.Split('/')[0] switch
    {
        "image" => MediaKind.Image,
        "audio" => MediaKind.Audio,
        "video" => MediaKind.Video,
        _ => MediaKind.Document,
    };

    private static string Wanted(MediaKind kind) => kind switch
    {
        MediaKind.Image => "JPEG or PNG",
        MediaKind.Video => "MP4 with H.264 and AAC",
        MediaKind.Audio => "OGG with Opus",
        MediaKind.Sticker => "WebP",
        _ => "PDF, a text or an Office file",
    };

    private static string Name(MediaKind kind) => kind.ToString().ToLowerInvariant();

    private static string Size(long bytes) => bytes >= Megabyte
        ? FormattableString.Invariant($"{Math.Ceiling(bytes * 10.0 / Megabyte) / 10:0.#} MB")
        : FormattableString.Invariant($"{Math.Ceiling((double)bytes / Kilobyte):0} KB");

    private static Finding Of(string code, Weight weight, SentFile file, string says) =>
        new(code, weight, says) { Field = file.Field, Source = Source };
}

/// <summary>A file that a message carries.</summary>
/// <param name="Field">The member of the body that names it.</param>
/// <param name="As">As what it goes.</param>
/// <param name="MimeType">Its type; null if nobody could look.</param>
/// <param name="Bytes">Its size; null if nobody could look.</param>
/// <param name="IsAnimated">Whether a sticker moves; null if nobody could look.</param>
public sealed record SentFile(
    string Field, MediaKind As, string? MimeType = null, long? Bytes = null, bool? IsAnimated = null);
