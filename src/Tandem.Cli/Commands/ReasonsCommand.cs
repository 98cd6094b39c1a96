using System.CommandLine;
using Tandem.Engine.Reading;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem reasons</c>: every reason a send may not go for, as docs/reasons.md has them.</summary>
internal static class ReasonsCommand
{
    public static Command Create()
    {
        var command = new Command(
            "reasons", "Print every reason for which a send waits, is refused or ended, as a Markdown page.");
        command.SetAction(_ =>
        {
            Terminal.Out.Write(ReasonsPage.Write());
            return ExitCodes.Fine;
        });
        return command;
    }
}
