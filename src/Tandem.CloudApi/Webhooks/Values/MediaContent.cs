using System.Text.Json;
using System.Text.Json.Serialization;
using Tandem.CloudApi.Media;

namespace Tandem.CloudApi.Webhooks.Values;

/// <summary>An image, video, audio, document or sticker in a webhook.</summary>
public sealed record MediaContent
{
    /// <summary>The media id; from a webhook it lives 7 days.</summary>
    public string? Id { get; init; }

    public string? MimeType { get; init; }

    /// <summary>The hash as written: Base64 in live webhooks, hex in the history example.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Where the bytes are for 5 minutes, with the token; since October 2025.</summary>
    public string? Url { get; init; }

    public string? Caption { get; init; }

    public string? Filename { get; init; }

    /// <summary>Audio only: recorded as a voice note.</summary>
    public bool? Voice { get; init; }

    /// <summary>Sticker only.</summary>
    public bool? Animated { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }

    /// <summary>The hash as 64 lower-case hex digits, whichever form it came in; null if it is neither.</summary>
    [JsonIgnore]
    public string? Sha256Hex => MediaHash.ToHex(Sha256);
}
