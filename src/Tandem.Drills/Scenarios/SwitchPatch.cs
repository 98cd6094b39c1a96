using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Tandem.Drills.Scenarios.Reading;
using Tandem.Platform;

namespace Tandem.Drills.Scenarios;

/// <summary>
/// The platform's behaviours by name, as its control API writes them: snake_case, durations in seconds.
/// </summary>
internal static class SwitchPatch
{
    private static readonly string[] Fixed = ["seed", "accounts", "base_url", "graph_version"];

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new Seconds(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Json.GetTypeInfo(typeof(PlatformOptions)).Properties.Select(one => one.Name).Except(Fixed)];

    /// <summary>Options with some switches set.</summary>
    public static PlatformOptions On(PlatformOptions options, JsonObject switches)
    {
        if (switches.Count == 0)
            return options;

        var all = JsonSerializer.SerializeToNode(options, Json)!.AsObject();
        foreach (var (name, value) in switches)
            all[name] = value?.DeepClone();
        return all.Deserialize<PlatformOptions>(Json)! with { Accounts = options.Accounts };
    }

    /// <summary>What is wrong with a switch; null: nothing.</summary>
    public static (string Rule, string Remedy)? Objection(string name, JsonNode? value)
    {
        if (!Names.Contains(name))
            return ("must be a switch of the platform", Advice.On(name, Names));
        try
        {
            On(new PlatformOptions(), new JsonObject { [name] = value?.DeepClone() });
            return null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return ("must have the switch's own type", "see GET /_emulator/switches of an emulator");
        }
    }

    private sealed class Seconds : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TimeSpan.FromSeconds(reader.GetDouble());

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.TotalSeconds);
    }
}
