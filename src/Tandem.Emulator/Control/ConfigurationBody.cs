using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Tandem.Platform;

namespace Tandem.Emulator.Control;

/// <summary>What a configuration file may say.</summary>
internal sealed record ConfigurationBody(
    int? Port = null,
    ulong? Seed = null,
    PlatformProfile? Profile = null,
    JsonElement? Clock = null,
    IReadOnlyList<AccountBody>? Accounts = null,
    Dictionary<string, CustomerBody>? Customers = null,
    JsonElement? Switches = null,
    IReadOnlyList<FaultBody>? Faults = null)
{
    /// <summary>Lets numbers stand where texts belong: files write ids and phone numbers without quotes.</summary>
    public static JsonNode? Quote(JsonNode? json, JsonTypeInfo type)
    {
        if (type.Type == typeof(string) && json is JsonValue value && value.GetValueKind() != JsonValueKind.String)
            return JsonValue.Create(json.ToJsonString());
        switch (json)
        {
            case JsonObject members when type.Kind is JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary:
                foreach (var (name, member) in members.ToList())
                {
                    var inner = type.Kind == JsonTypeInfoKind.Dictionary
                        ? type.ElementType
                        : type.Properties.FirstOrDefault(property => property.Name == name)?.PropertyType;
                    if (inner is not null && member is not null)
                        Put(quoted => members[name] = quoted, member, Quote(member, type.Options.GetTypeInfo(inner)));
                }

                break;
            case JsonArray entries when type is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element }:
                for (var i = 0; i < entries.Count; i++)
                {
                    var at = i;
                    var quoted = Quote(entries[i], type.Options.GetTypeInfo(element));
                    Put(entry => entries[at] = entry, entries[i], quoted);
                }

                break;
        }

        return json;
    }

    private static void Put(Action<JsonNode?> put, JsonNode? before, JsonNode? after)
    {
        if (!ReferenceEquals(before, after))
            put(after);
    }
}

/// <summary>How time runs, in a configuration file.</summary>
internal sealed record ClockConfigurationBody(
    ClockMode Mode, double? Scale = null, TimeSpan? Grace = null, DateTimeOffset? Start = null);
