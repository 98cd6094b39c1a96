using System.Text.Json;
using System.Text.Json.Serialization;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Media;

/// <summary>The answer to a media id: where its bytes are, and what they are.</summary>
public sealed record MediaInfo
{
    public string? MessagingProduct { get; init; }

    /// <summary>Lives 5 minutes, and wants the token and a User-Agent.</summary>
    public string? Url { get; init; }

    public string? MimeType { get; init; }

    /// <summary>The hash as written: hex here, Base64 in webhooks.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Bytes; a string in Meta's documents, a number in reality.</summary>
    public WireValue FileSize { get; init; }

    public string? Id { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }

    /// <summary>The hash as 64 lower-case hex digits, whichever form it came in; null if it is neither.</summary>
    [JsonIgnore]
    public string? Sha256Hex => MediaHash.ToHex(Sha256);

    /// <summary>Reads an answer's body; null if it is no media object with an address. Never throws.</summary>
    public static MediaInfo? TryRead(ReadOnlySpan<byte> body)
    {
        if (WireJson.TryParseObject(body) is not { } root)
            return null;

        try
        {
            return root.Deserialize(CloudApiJson.Default.MediaInfo) is { Url: not null } info ? info : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
