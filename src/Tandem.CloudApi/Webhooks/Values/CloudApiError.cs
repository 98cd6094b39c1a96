using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tandem.CloudApi.Webhooks.Values;

/// <summary>An error object inside a webhook.</summary>
public sealed record CloudApiError
{
    public int? Code { get; init; }

    public string? Title { get; init; }

    public string? Message { get; init; }

    /// <summary>Mostly an object with <c>details</c>; a string somewhere.</summary>
    public JsonElement? ErrorData { get; init; }

    public string? Href { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }

    /// <summary>What happened, in Meta's words; branch on it together with <see cref="Code"/>.</summary>
    [JsonIgnore]
    public string? Details => ErrorData switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Object } data when data.TryGetProperty("details", out var details)
            && details.ValueKind == JsonValueKind.String => details.GetString(),
        _ => null,
    };
}
