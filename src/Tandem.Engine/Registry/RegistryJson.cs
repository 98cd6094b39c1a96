using System.Text.Json.Serialization;

namespace Tandem.Engine.Registry;

/// <summary>How registrations are written in the book.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(NumberRegistration))]
[JsonSerializable(typeof(AppRegistration))]
[JsonSerializable(typeof(ApiKeyRegistration))]
[JsonSerializable(typeof(EndpointRegistration))]
internal sealed partial class RegistryJson : JsonSerializerContext;
