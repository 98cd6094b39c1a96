using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Tandem.Emulator.Control;
using Tandem.Platform;

namespace Tandem.Emulator;

/// <summary>
/// The platform's behaviour by name, as the control API and configuration files write it: the properties of
/// <see cref="PlatformOptions"/> in snake_case, durations in seconds.
/// </summary>
public static class PlatformSwitches
{
    // These are given when a world begins, and stay.
    private static readonly string[] Fixed = ["seed", "accounts", "base_url", "graph_version"];

    /// <summary>Durations with which the platform would turn in circles if they were shorter, in seconds.</summary>
    private static readonly Dictionary<string, double> Shortest = new(StringComparer.Ordinal)
    {
        ["webhook_timeout"] = 0.01,
        ["battery_lasts"] = 1,
        ["battery_charges_in"] = 1,
        ["quality_looks"] = 1,
    };

    private static readonly IReadOnlyList<JsonPropertyInfo> Known =
        [.. ControlJson.Default.PlatformOptions.Properties.Where(property => !Fixed.Contains(property.Name))];

    /// <summary>All names, in the order of their documentation.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(property => property.Name)];

    /// <summary>Every switch and how it stands.</summary>
    public static JsonObject Read(PlatformOptions options)
    {
        var all = JsonSerializer.SerializeToElement(options, ControlJson.Default.PlatformOptions);
        var switches = new JsonObject();
        foreach (var property in Known)
        {
            switches[property.Name] = all.TryGetProperty(property.Name, out var value)
                ? JsonNode.Parse(value.GetRawText())
                : null;
        }

        return switches;
    }

    /// <summary>Options with some switches changed: a JSON object of those, null for "none".</summary>
    /// <param name="options">What stays otherwise.</param>
    /// <param name="patch">The changes.</param>
    /// <param name="mistakes">What is wrong with the patch, all of it; empty: nothing is.</param>
    /// <returns>The changed options; those given, if anything is wrong.</returns>
    public static PlatformOptions Patch(
        PlatformOptions options, JsonElement patch, out IReadOnlyList<ActRefusal> mistakes)
    {
        if (patch.ValueKind != JsonValueKind.Object)
        {
            mistakes = [new("body", "it is a JSON object of switches by name", "see GET /_emulator/switches")];
            return options;
        }

        mistakes = [.. patch.EnumerateObject().Select(Objection).OfType<ActRefusal>()];
        if (mistakes.Count > 0)
            return options;
        var merged = JsonSerializer.SerializeToNode(options, ControlJson.Default.PlatformOptions)!.AsObject();
        foreach (var change in patch.EnumerateObject())
            merged[change.Name] = JsonNode.Parse(change.Value.GetRawText());
        return merged.Deserialize(ControlJson.Default.PlatformOptions)! with
        {
            Seed = options.Seed,
            Accounts = options.Accounts,
            BaseUrl = options.BaseUrl,
            GraphVersion = options.GraphVersion,
        };
    }

    private static ActRefusal? Objection(JsonProperty change)
    {
        if (Fixed.Contains(change.Name))
            return new(change.Name, "it is given when a world begins", "start or reset the emulator with another one");
        if (Known.FirstOrDefault(known => known.Name == change.Name) is not { } property)
            return new(change.Name, "it is a switch", Nearest.To(change.Name, Names) is { } near
                ? $"did you mean {near}? All of them: GET /_emulator/switches"
                : "see GET /_emulator/switches");
        if (change.Value.ValueKind == JsonValueKind.Null)
            return property.IsSetNullable
                ? null
                : new(change.Name, $"it is {Bodies.Describe(property.PropertyType)}", "change it or leave it out");
        return Bodies.Objection(change.Value, property.Options.GetTypeInfo(property.PropertyType), change.Name)
            ?? OutOfRange(change);
    }

    /// <summary>A value of the right type that no platform could work with.</summary>
    private static ActRefusal? OutOfRange(JsonProperty change)
    {
        var type = Known.First(known => known.Name == change.Name).PropertyType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(double) && change.Value.GetDouble() is < 0 or > 1
                ? new(change.Name, "it is from 0, never, to 1, always", "change it or leave it out")
            : type == typeof(int) && change.Value.GetInt32() < 1 || type == typeof(long) && change.Value.GetInt64() < 1
                ? new(change.Name, "it is at least 1", "send null for no limit, where there may be none")
            : Shortest.TryGetValue(change.Name, out var shortest) && change.Value.GetDouble() < shortest
                ? new(
                    change.Name,
                    string.Create(CultureInfo.InvariantCulture, $"it is at least {shortest} seconds"),
                    "change it or leave it out")
            : change.Name == "retry_waits" && IsHasty(change.Value)
                ? new(change.Name, "it has at least one wait, and none is 0", "set retry_for to 0 for no retries")
            : null;
    }

    private static bool IsHasty(JsonElement waits) =>
        waits.GetArrayLength() == 0 || waits.EnumerateArray().Any(wait => wait.GetDouble() <= 0);
}
