using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tandem.Platform;

namespace Tandem.Drills.Scenarios.Playing;

/// <summary>Files of a given size, of no content.</summary>
internal static class Files
{
    public static UploadedMedia Of(string kind, long size)
    {
        var (type, name) = kind switch
        {
            "image" => ("image/jpeg", "photo.jpg"),
            "video" => ("video/mp4", "clip.mp4"),
            "audio" => ("audio/ogg", "voice.ogg"),
            "sticker" => ("image/webp", "sticker.webp"),
            _ => ("application/pdf", "paper.pdf"),
        };
        var key = string.Create(CultureInfo.InvariantCulture, $"drill/{kind}/{size}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return new UploadedMedia(hash, size, type, name, key);
    }
}
