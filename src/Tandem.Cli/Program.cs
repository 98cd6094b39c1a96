using System.CommandLine;
using Tandem.Cli.Commands;

var root = new RootCommand(
    """
    Tandem: one WhatsApp number on the Business app and the Cloud API, nothing lost, nothing twice.

    Begin with:   tandem up --demo     a hub, an emulated WhatsApp, a shop with customers and a bot
    """)
{
    UpCommand.Create(),
    EmulateCommand.Create(),
    AuditCommand.Create(),
    ReplayCommand.Create(),
    RetryCommand.Create(),
    CheckCommand.Create(),
    ReasonsCommand.Create(),
    DrillCommand.Create(),
};

var parsed = root.Parse(args);
return parsed.Errors.Count > 0 ? await Misuse.TellAsync(parsed) : await parsed.InvokeAsync();
