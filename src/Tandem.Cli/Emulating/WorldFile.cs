using System.Text;
using System.Text.RegularExpressions;
using Tandem.Emulator;
using Tandem.Hub.Options;
using Tandem.Platform;
using YamlDotNet.Core;

namespace Tandem.Cli.Emulating;

/// <summary>The file of <c>tandem emulate --config</c>, YAML or JSON.</summary>
internal sealed partial class WorldFile
{
    private readonly string _path;
    private readonly YamlTree _tree;
    private readonly EmulatorConfiguration _configuration;

    private WorldFile(string path, YamlTree tree, EmulatorConfiguration configuration) =>
        (_path, _tree, _configuration) = (path, tree, configuration);

    /// <summary>Reads a file.</summary>
    /// <exception cref="HubOptionsException">Says file, line, key, rule and remedy of all that is wrong.</exception>
    public static async Task<WorldFile> ReadAsync(string path, CancellationToken ct)
    {
        string text;
        try
        {
            text = await File.ReadAllTextAsync(path, new UTF8Encoding(false, throwOnInvalidBytes: true), ct);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new HubOptionsException(
                [$"--config = '{path}': must be a readable text file in UTF-8; {fault.Message.TrimEnd('.')}."]);
        }

        YamlTree tree;
        try
        {
            tree = YamlTree.Read(new StringReader(text));
        }
        catch (YamlException fault)
        {
            throw new HubOptionsException(
                [$"{path}:{fault.Start.Line}: must be YAML or JSON; {fault.Message.Split("): ")[^1].TrimEnd('.')}."]);
        }

        var configuration = EmulatorConfiguration.Read(tree.Json.DeepClone(), out var mistakes);
        return configuration is not null
            ? new(path, tree, configuration)
            : throw new HubOptionsException([.. mistakes.Select(mistake => Line(path, tree, mistake))]);
    }

    /// <summary>Options with what the file says in place of what they say.</summary>
    public EmulatorOptions Over(EmulatorOptions options) => _configuration.Over(options);

    /// <summary>What the platform itself did not like about the file.</summary>
    public HubOptionsException Mistake(ActRefusal refusal) => new([Line(_path, _tree, refusal)]);

    private static string Line(string path, YamlTree tree, ActRefusal mistake)
    {
        var key = mistake.Field == "body" ? "the file" : mistake.Field;
        var value = tree.ValueOf(mistake.Field) is not { } given ? ""
            : OfAccount().IsMatch(key) ? " = '(hidden)'"
            : $" = '{given}'";
        return $"{path}:{tree.LineOf(mistake.Field)}: {key}{value}: {mistake.Rule}; {mistake.Remedy}.";
    }

    /// <summary>Half of an account's own members are secret, and misspelt they are not known to be.</summary>
    [GeneratedRegex(@"^accounts\[\d+\]\.[^.\[]+$")]
    private static partial Regex OfAccount();
}
