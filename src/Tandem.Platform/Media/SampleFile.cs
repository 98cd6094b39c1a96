using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tandem.Platform.Media;

/// <summary>
/// Files for people who send media without uploading any: made from their name alone, so that a run in virtual time can
/// download them too. Pictures are real pictures; other kinds are text or numbers that only fill the size.
/// </summary>
internal static class SampleFile
{
    private const string Prefix = "sample:";
    private const int OtherSize = 2048;

    public static bool IsSample(string mediaKey) => mediaKey.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>A file fit for a message of this type.</summary>
    public static UploadedMedia For(string messageType, ulong number)
    {
        var (mime, name) = messageType switch
        {
            "image" => ("image/png", "picture.png"),
            "sticker" => ("image/webp", "sticker.webp"),
            "audio" => ("audio/ogg; codecs=opus", "voice.ogg"),
            "video" => ("video/mp4", "video.mp4"),
            _ => ("text/plain", "note.txt"),
        };
        var key = Prefix + messageType + ":" + number.ToString(CultureInfo.InvariantCulture);
        var bytes = Bytes(key);
        return new(Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length, mime, name, key);
    }

    /// <summary>The bytes a key stands for.</summary>
    public static byte[] Bytes(string mediaKey)
    {
        var parts = mediaKey[Prefix.Length..].Split(':');
        var chance = new Chance(ulong.Parse(parts[1], CultureInfo.InvariantCulture));
        return parts[0] switch
        {
            "image" => SamplePicture.Png(chance),
            "document" => Encoding.ASCII.GetBytes($"Note {parts[1]}\n"),
            _ => Filler(chance),
        };
    }

    private static byte[] Filler(Chance chance)
    {
        var bytes = new byte[OtherSize];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)chance.Next();
        return bytes;
    }
}
