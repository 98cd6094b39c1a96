using System.CommandLine;
using System.CommandLine.Parsing;

namespace Tandem.Cli.Commands;

/// <summary>What was typed and cannot be understood: a line each, with rule and remedy.</summary>
internal static class Misuse
{
    /// <summary>Writes the lines; gives the exit code.</summary>
    public static async Task<int> TellAsync(ParseResult parsed)
    {
        foreach (var line in parsed.Errors.Select(error => Line(error, parsed)).Distinct())
            await Terminal.Error.WriteLineAsync(line);
        return ExitCodes.Misused;
    }

    private static string Line(ParseError error, ParseResult parsed) =>
        error.SymbolResult is OptionResult { Tokens: [var value, ..] } given && Rule(given.Option.ValueType) is { } rule
            ? $"{given.Option.Name} = '{value.Value}': must be {rule}; change it or leave it out."
            : $"{error.Message.TrimEnd('.')}; see '{Help(parsed)}'.";

    private static string? Rule(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var number when number == typeof(int) || number == typeof(ulong) => "a whole number",
        var flag when flag == typeof(bool) => "true, false or nothing",
        _ => null,
    };

    private static string Help(ParseResult parsed) =>
        parsed.CommandResult.Command is not RootCommand and var command
            ? $"tandem {command.Name} --help"
            : "tandem --help";
}
