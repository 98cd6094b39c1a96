namespace Tandem.Engine.Media;

/// <summary>Tells what bytes are by how they begin. What the sender calls them is never believed.</summary>
/// <remarks>Source: WHATWG, "MIME Sniffing", sections 6.1 and 6.2, for what browsers show; each format's own
/// specification for the others.</remarks>
public static class MediaSniffer
{
    /// <summary>How many bytes from the beginning decide.</summary>
    public const int Length = 512;

    /// <summary>What is none of the known.</summary>
    public const string Unknown = "application/octet-stream";

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> Png => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Zip => [0x50, 0x4B, 0x03, 0x04];

    private static ReadOnlySpan<byte> Ole => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>Pictures that every browser draws, and that run nothing: what may be shown in a page.</summary>
    public static bool IsSafeImage(string type) => type is "image/jpeg" or "image/png" or "image/gif" or "image/webp";

    /// <summary>The MIME type of bytes.</summary>
    /// <param name="start">Their first <see cref="Length"/>, or all if there are fewer.</param>
    public static string TypeOf(ReadOnlySpan<byte> start) =>
        start.StartsWith(Jpeg) ? "image/jpeg"
        : start.StartsWith(Png) ? "image/png"
        : start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8) ? "image/gif"
        : start.StartsWith("RIFF"u8) && At(start, 8).StartsWith("WEBP"u8) ? "image/webp"
        : start.StartsWith("%PDF-"u8) ? "application/pdf"
        : At(start, 4).StartsWith("ftyp"u8) ? TypeOfBrand(At(start, 8))
        : start.StartsWith("OggS"u8) ? "audio/ogg"
        : start.StartsWith("#!AMR"u8) ? "audio/amr"
        : start.StartsWith("ID3"u8) ? "audio/mpeg"
        : start is [0xFF, var second, ..] && (second & 0xF6) == 0xF0 ? "audio/aac"
        : start is [0xFF, var layer, ..] && (layer & 0xE6) == 0xE2 ? "audio/mpeg"
        : start.StartsWith(Zip) ? "application/zip" // and so are docx, xlsx and pptx
        : start.StartsWith(Ole) ? "application/x-ole-storage" // doc, xls, ppt
        : IsText(start) ? "text/plain"
        : Unknown;

    private static ReadOnlySpan<byte> At(ReadOnlySpan<byte> bytes, int place) =>
        bytes.Length > place ? bytes[place..] : [];

    private static string TypeOfBrand(ReadOnlySpan<byte> brand) =>
        brand.StartsWith("M4A"u8) ? "audio/mp4" : brand.StartsWith("3g"u8) ? "video/3gpp" : "video/mp4";

    private static bool IsText(ReadOnlySpan<byte> start)
    {
        foreach (var one in start)
        {
            if (one is 0x7F or (< 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r')))
                return false;
        }

        return start.Length > 0;
    }
}
