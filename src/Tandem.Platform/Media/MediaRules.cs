namespace Tandem.Platform.Media;

/// <summary>Types and sizes the Cloud API takes (Meta, "Media", table of supported types).</summary>
internal static class MediaRules
{
    private const long Kilobyte = 1024;
    private const long Megabyte = 1024 * Kilobyte;

    /// <summary>Largest file a customer may send to a business: 100 MB, else 131052.</summary>
    public const long LargestInbound = 100 * Megabyte;

    /// <summary>Largest sticker that does not move; animated ones may have as much as the table says.</summary>
    private const long LargestStillSticker = 100 * Kilobyte;

    private static readonly (string Kind, long Largest, string[] Types)[] Table =
    [
        ("audio", 16 * Megabyte,
            ["audio/aac", "audio/mp4", "audio/mpeg", "audio/amr", "audio/ogg", "audio/opus"]),
        ("document", 100 * Megabyte,
        [
            "application/vnd.ms-powerpoint", "application/msword",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/pdf", "text/plain", "application/vnd.ms-excel",
        ]),
        ("image", 5 * Megabyte, ["image/jpeg", "image/png"]),
        ("sticker", 500 * Kilobyte, ["image/webp"]),
        ("video", 16 * Megabyte, ["video/mp4", "video/3gpp"]),
    ];

    /// <summary>All types, in the order Meta's error text lists them by.</summary>
    public static string AllTypes { get; } = string.Join(", ", Table.SelectMany(row => row.Types));

    /// <summary>Message types that carry a media object.</summary>
    public static bool IsMedia(string messageType) => Array.Exists(Table, row => row.Kind == messageType);

    /// <summary>The largest size of a MIME type; null: not taken at all.</summary>
    public static long? Largest(string mimeType, bool animated)
    {
        var bare = Bare(mimeType);
        if (bare == "image/webp" && !animated)
            return LargestStillSticker;
        foreach (var row in Table)
        {
            if (Array.IndexOf(row.Types, bare) >= 0)
                return row.Largest;
        }

        return null;
    }

    /// <summary>Whether a file may be sent as a message of this type. Every file the API takes may go as a
    /// document.</summary>
    public static bool Fits(string messageType, string mimeType) => messageType == "document" ||
        Array.Exists(Table, row => row.Kind == messageType && Array.IndexOf(row.Types, Bare(mimeType)) >= 0);

    /// <summary>Whether a file may be sent as a voice message: ogg with opus only. Where no codec is named it counts as
    /// opus.</summary>
    public static bool IsVoice(string mimeType) => Bare(mimeType) is "audio/ogg" or "audio/opus"
        && (!mimeType.Contains("codecs", StringComparison.OrdinalIgnoreCase)
            || mimeType.Contains("opus", StringComparison.OrdinalIgnoreCase));

    private static string Bare(string mimeType)
    {
        var end = mimeType.IndexOf(';', StringComparison.Ordinal);
        return (end < 0 ? mimeType : mimeType[..end]).Trim().ToLowerInvariant();
    }
}
