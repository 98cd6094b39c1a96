using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.Platform;
using YamlDotNet.RepresentationModel;

namespace Tandem.Drills.Scenarios.Reading;

/// <summary>Reads what a scenario begins with.</summary>
internal static class SettingReader
{
    private static readonly Dictionary<string, PlatformProfile> Profiles = new()
    {
        ["documented"] = PlatformProfile.Documented,
        ["field"] = PlatformProfile.Field,
    };

    private static readonly Dictionary<string, bool> Modes = new() { ["guard"] = true, ["observe"] = false };

    public static Setting Read(Sheet sheet, Mistakes mistakes)
    {
        var setting = new Setting();
        if (sheet.Scalar("seed") is { } seed)
        {
            if (ulong.TryParse(seed.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                setting = setting with { Seed = value };
            else
                mistakes.Add(seed, "seed", seed.Value, "must be a whole number", "change it or leave it out");
        }

        if (sheet.Scalar("start") is { } start)
        {
            if (Quantities.TimeOfDay(start.Value!) is { } time && time < TimeSpan.FromDays(1))
                setting = setting with { Start = time };
            else
                mistakes.Add(start, "start", start.Value, "must be a time of day", "write it like 09:00");
        }

        if (sheet.Inner("platform") is { } platform)
        {
            setting = setting with
            {
                Profile = Choice(platform, "profile", Profiles, mistakes),
                Switches = Switches(platform, mistakes),
            };
            platform.Close("the platform", ["profile", "switches"]);
        }

        if (sheet.Inner("number") is { } number)
        {
            var hold = number.Scalar("hold");
            var holds = hold is null ? setting.Hold : Quantities.Duration(hold.Value!);
            if (holds is null)
                mistakes.Add(hold!, number.Of("hold"), hold!.Value, "must be a duration", "write it like 30m");
            setting = setting with
            {
                IsGuarding = !number.Keys.Contains("mode") || Choice(number, "mode", Modes, mistakes),
                Hold = holds ?? setting.Hold,
            };
            number.Close("the number", ["mode", "hold"]);
        }

        return setting;
    }

    private static T? Choice<T>(Sheet sheet, string key, Dictionary<string, T> choices, Mistakes mistakes)
    {
        if (sheet.Scalar(key) is not { } word)
            return default;
        if (choices.TryGetValue(word.Value!, out var choice))
            return choice;
        mistakes.Add(
            word, sheet.Of(key), word.Value, $"must be one of {string.Join(", ", choices.Keys)}",
            Advice.On(word.Value!, choices.Keys));
        return default;
    }

    private static JsonObject Switches(Sheet platform, Mistakes mistakes)
    {
        var switches = new JsonObject();
        if (platform.Inner("switches") is not { } sheet)
            return switches;
        foreach (var name in sheet.Keys)
        {
            var value = Json(sheet.Take(name)!);
            if (SwitchPatch.Objection(name, value) is { } objection)
                mistakes.Add(sheet.Take(name)!, sheet.Of(name), value?.ToString(), objection.Rule, objection.Remedy);
            else
                switches[name] = value;
        }

        return switches;
    }

    // As the control API takes it: durations are numbers of seconds.
    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(pair =>
            KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Json(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        YamlScalarNode { Value: "true" or "false" } flag => JsonValue.Create(flag.Value == "true"),
        YamlScalarNode { Value: null or "" or "null" or "~" } => null,
        YamlScalarNode scalar when Quantities.Duration(scalar.Value!) is { } time =>
            JsonValue.Create(time.TotalSeconds),
        YamlScalarNode scalar when double.TryParse(
            scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
            JsonNode.Parse(number.ToString(CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(((YamlScalarNode)node).Value),
    };
}
