namespace Tandem.CloudApi.Media;

/// <summary>Which media the Cloud API takes.</summary>
/// <remarks>Source: Meta, "Media", "Supported media types", 2026-09-11.</remarks>
public static class MediaLimits
{
    /// <summary>What a customer may send, of any kind; above it the webhook carries error 131052 instead.</summary>
    public const long MaxInboundBytes = 100 * Megabyte;

    /// <summary>Up to here a voice note keeps its play button.</summary>
    public const long VoiceNotePlayBytes = 512 * Kilobyte;

    /// <summary>A static sticker; an animated one may have <see cref="MediaLimit.MaxBytes"/>.</summary>
    public const long StaticStickerBytes = 100 * Kilobyte;

    /// <summary>How long an uploaded media id lives.</summary>
    public static readonly TimeSpan UploadedIdLife = TimeSpan.FromDays(30);

    /// <summary>How long a media id from a webhook lives: 7 days since 2025-10-09, before that 30.</summary>
    public static readonly TimeSpan WebhookIdLife = TimeSpan.FromDays(7);

    /// <summary>How long the address of media lives.</summary>
    public static readonly TimeSpan UrlLife = TimeSpan.FromMinutes(5);

    private const long Kilobyte = 1024;
    private const long Megabyte = 1024 * Kilobyte;

    /// <summary>Kinds, types and sizes.</summary>
    public static IReadOnlyList<MediaLimit> All { get; } =
    [
        .. Rows(MediaKind.Audio, 16 * Megabyte, "audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"),
        .. Rows(
            MediaKind.Document,
            100 * Megabyte,
            "text/plain",
            "application/pdf",
            "application/msword",
            "application/vnd.ms-excel",
            "application/vnd.ms-powerpoint",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        .. Rows(MediaKind.Image, 5 * Megabyte, "image/jpeg", "image/png"),
        .. Rows(MediaKind.Sticker, 500 * Kilobyte, "image/webp"),
        .. Rows(MediaKind.Video, 16 * Megabyte, "video/mp4", "video/3gpp"),
    ];

    /// <summary>The limit for a type; null if the Cloud API does not list it.</summary>
    /// <param name="mimeType">With or without parameters, as in <c>audio/ogg; codecs=opus</c>.</param>
    public static MediaLimit? Find(string mimeType)
    {
        var bare = mimeType.Split(';')[0].Trim();
        return All.FirstOrDefault(limit => limit.MimeType.Equals(bare, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The largest file of a kind, in bytes.</summary>
    public static long MaxBytes(MediaKind kind) => All.First(limit => limit.Kind == kind).MaxBytes;

    private static IEnumerable<MediaLimit> Rows(MediaKind kind, long maxBytes, params string[] mimeTypes) =>
        mimeTypes.Select(mimeType => new MediaLimit(kind, mimeType, maxBytes));
}

/// <summary>One type of media that can be sent.</summary>
/// <param name="Kind">As which kind.</param>
/// <param name="MimeType">Without parameters.</param>
/// <param name="MaxBytes">The largest file.</param>
public sealed record MediaLimit(MediaKind Kind, string MimeType, long MaxBytes);
