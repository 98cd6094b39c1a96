using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Tandem.Client;

/// <summary>How the hub writes: snake_case, what is absent is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SendOptions))]
[JsonSerializable(typeof(SendResult))]
[JsonSerializable(typeof(SeenSend))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Takeover))]
[JsonSerializable(typeof(Conversation))]
[JsonSerializable(typeof(Page<Conversation>))]
[JsonSerializable(typeof(Page<TimelineMessage>))]
[JsonSerializable(typeof(HubEvent))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class ClientJson : JsonSerializerContext;

/// <summary>A problem document of the hub.</summary>
internal sealed record Problem
{
    public string? Type { get; init; }

    public string? Title { get; init; }

    public string? Detail { get; init; }

    public string? Id { get; init; }

    public string? By { get; init; }

    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? Until { get; init; }

    public string? MessageId { get; init; }

    public JsonElement? Said { get; init; }

    /// <summary>The end of the type, which never changes its meaning.</summary>
    public string? Code => Type?[(Type.LastIndexOf(':') + 1)..];
}

/// <summary>A send as its state is read.</summary>
internal sealed record SeenSend(string Id, string State, string? Wamid, SendReason? Held, SendReason? Refusal);

/// <summary>A takeover.</summary>
internal sealed record Takeover(string? By, DateTimeOffset? Until);
