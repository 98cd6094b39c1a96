using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tandem.Drills.Scenarios.Reading;

/// <summary>Reads a scenario's file, YAML, and says precisely what is wrong with it: all of it at once.</summary>
public static class ScenarioReader
{
    private static readonly string[] Parts =
        ["name", "about", "seed", "start", "platform", "number", "actors", "steps", "expect"];

    /// <summary>Reads a text.</summary>
    /// <param name="file">What mistakes call the file.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="ScenarioUnreadableException">Something is wrong with it.</exception>
    public static Scenario Read(string file, string text)
    {
        var mistakes = new Mistakes(file);
        if (Load(file, text, mistakes) is not { } sheet)
            throw new ScenarioUnreadableException(mistakes.All);

        var name = sheet.Required("name", "name: Phone offline at peak")?.Value;
        var about = sheet.Scalar("about")?.Value;
        var setting = SettingReader.Read(sheet, mistakes);
        var cast = new CastReader(mistakes).Read(sheet.Inner("actors"));
        var plot = new PlotReader(cast, setting.Start, mistakes);
        var steps = plot.Steps(sheet.List("steps"));
        var expectations = plot.Expectations(sheet.List("expect"));
        sheet.Close("a scenario", Parts);
        if (mistakes.All.Count == 0 && expectations.Count == 0)
            mistakes.Add(sheet.Node, "expect", null, "must say what has to come of it", "add expect: with one entry");
        return mistakes.All.Count > 0
            ? throw new ScenarioUnreadableException(mistakes.All)
            : new Scenario(file, name!, about, setting, cast, steps, expectations);
    }

    private static Sheet? Load(string file, string text, Mistakes mistakes)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException fault)
        {
            var why = fault.Message.Split("): ")[^1].TrimEnd('.');
            throw new ScenarioUnreadableException(
                [new(file, fault.Start.Line, fault.Start.Column, "the file", null, "must be YAML", why)]);
        }

        if (stream.Documents is [var document])
            return Sheet.Of(document.RootNode, "", mistakes);

        mistakes.Add(
            stream.Documents.Count == 0 ? new YamlScalarNode("") : stream.Documents[1].RootNode,
            "the file", null, "must be one document", "see docs/scenarios.md");
        return null;
    }
}
