using System.CommandLine;
using Tandem.Cli.Auditing;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem audit</c>: what truly happened against what the hub shows.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var emulator = new Option<string>("--emulator") { Description = "The emulator's address.", Required = true };
        var hub = new Option<string>("--hub") { Description = "The hub's address.", Required = true };
        var key = new Option<string>("--api-key")
        {
            Description = "A key that may read every number.",
            Required = true,
        };
        var wait = new Option<int>("--wait")
        {
            Description = "Seconds to let the hub catch up before judging. Default: 60.",
            DefaultValueFactory = _ => 60,
        };
        var command = new Command(
            "audit",
            """
            Compare the emulator's ledger with the hub's timelines.

            lost        the hub was told (its webhook was answered 200, or its send was answered) and shows nothing
            twice       a message stands twice on a timeline, or a send reached the customer twice
            hidden      the hub knows the message but does not show it where it belongs
            unknowable  nothing about the message has reached the hub; counted, no failure

            Exit code 1 if anything is lost, twice or hidden.
            """)
        {
            emulator, hub, key, wait,
        };
        command.SetAction((parsed, ct) => Failing.ClearlyAsync(async () =>
        {
            using var http = new HttpClient();
            var audit = new Audit(
                new EmulatorLedger(http, Addresses.Of("--emulator", parsed.GetRequiredValue(emulator))),
                new HubTimelines(
                    http, Addresses.Of("--hub", parsed.GetRequiredValue(hub)), parsed.GetRequiredValue(key)),
                TimeProvider.System);
            var report = await audit.RunAsync(TimeSpan.FromSeconds(parsed.GetValue(wait)), ct);
            report.Write(Terminal.Out);
            return report.IsClean ? ExitCodes.Fine : ExitCodes.Found;
        }));
        return command;
    }
}
