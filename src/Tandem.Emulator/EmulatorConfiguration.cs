using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Emulator.Control;
using Tandem.Platform;
using Tandem.Platform.Network;

namespace Tandem.Emulator;

/// <summary>
/// A world as a file describes it: <c>port</c>, <c>seed</c>, <c>profile</c>, <c>clock</c>, <c>accounts</c>,
/// <c>customers</c>, <c>switches</c> and <c>faults</c>, in the words of the control API; all may be missing.
/// </summary>
public sealed class EmulatorConfiguration
{
    private readonly ConfigurationBody _body;
    private readonly ClockSetup? _clock;

    private EmulatorConfiguration(ConfigurationBody body, ClockSetup? clock) => (_body, _clock) = (body, clock);

    /// <summary>Reads a configuration.</summary>
    /// <param name="json">An object.</param>
    /// <param name="mistakes">All that is wrong with it; a field is a path such as <c>accounts[0].app_id</c>.</param>
    /// <returns>Null when there are mistakes.</returns>
    public static EmulatorConfiguration? Read(JsonNode json, out IReadOnlyList<ActRefusal> mistakes)
    {
        var type = ControlJson.Default.ConfigurationBody;
        var element = JsonSerializer.SerializeToElement(
            ConfigurationBody.Quote(json, type), ControlJson.Default.JsonNode);
        var found = Bodies.Objections(element, type, "").ToList();
        if (found.Count > 0)
        {
            mistakes = found;
            return null;
        }

        var body = element.Deserialize(type)!;
        if (body.Port is < 0 or > 65535)
            found.Add(new("port", "it is from 0, any, to 65535", "change it or leave it out"));
        var clock = body.Clock is { } given ? ClockOf(given, found) : null;
        if (body.Switches is { } patch)
        {
            PlatformSwitches.Patch(new(), patch, out var wrong);
            found.AddRange(wrong.Select(mistake => mistake with { Field = $"switches.{mistake.Field}" }));
        }

        var kinds = FaultKinds.All.Select(kind => kind.Name).ToList();
        foreach (var (i, fault) in (body.Faults ?? []).Index())
        {
            if (!kinds.Contains(fault.Kind))
                found.Add(Bodies.Unknown($"faults[{i}].kind", "it is one of", kinds, fault.Kind));
        }

        mistakes = found;
        return found.Count == 0 ? new(body, clock) : null;
    }

    /// <summary>Options with what the file says in place of what they say.</summary>
    public EmulatorOptions Over(EmulatorOptions options)
    {
        var platform = _body.Profile is { } profile ? options.Platform.With(profile) : options.Platform;
        if (_body.Switches is { } patch)
            platform = PlatformSwitches.Patch(platform, patch, out _);
        if (_body.Accounts is { Count: > 0 } accounts)
            platform = platform with { Accounts = [.. accounts.Select(account => account.Setup())] };
        return options with
        {
            Port = _body.Port ?? options.Port,
            Seed = _body.Seed ?? options.Seed,
            Time = _clock ?? options.Time,
            Platform = platform,
            Customers = _body.Customers?.ToDictionary(entry => entry.Key, entry => entry.Value.Setup())
                ?? options.Customers,
            Faults = _body.Faults is { } faults ? [.. faults.Select(fault => fault.Setup())] : options.Faults,
        };
    }

    private static ClockSetup? ClockOf(JsonElement json, List<ActRefusal> mistakes)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            var named = ClockSetup.Parse(json.GetString()!);
            if (named is null)
                mistakes.Add(new("clock", "it is real, virtual or scaled:10", "change it or leave it out"));
            return named;
        }

        var type = ControlJson.Default.ClockConfigurationBody;
        var wrong = Bodies.Objections(json, type, "clock").ToList();
        if (wrong.Count > 0)
        {
            mistakes.AddRange(wrong);
            return null;
        }

        var body = json.Deserialize(type)!;
        var usual = ClockSetup.Real;
        var setup = new ClockSetup
        {
            Mode = body.Mode,
            Scale = body.Scale ?? usual.Scale,
            Grace = body.Grace ?? usual.Grace,
            Start = body.Start,
        };
        if (setup.Objection() is { } objection)
            mistakes.Add(new($"clock.{objection.Field}", objection.Rule, objection.Remedy));
        return setup;
    }
}
