using System.CommandLine;
using Spectre.Console;
using Tandem.Engine.Registry;
using Tandem.Engine.Replaying;
using Tandem.Engine.Storing;
using Tandem.Hub;
using Tandem.Hub.Options;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem replay</c>: recorded inputs run again, compared row by row.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var number = new Option<string?>("--number")
        {
            Description = "The phone number id of the one number to replay. Default: all of them.",
        };
        var data = new Option<string?>("--data")
        {
            Description = "The hub's folder, as given to tandem up. Default: ./tandem-data.",
        };
        var set = GivenSettings.Set(HubSettings.Keys.Where(key => key.Key is "postgres"));
        var command = new Command(
            "replay",
            """
            Decide everything again that a hub has decided, from its recorded inputs and the webhooks in its
            journal, and compare every decision and every row with what is stored. Nothing is sent, told or
            written. With SQLite the hub must be stopped; with PostgreSQL it may run.

            Exit code 0 if all is the same, 1 if something differs, 2 if it could not be replayed.
            """)
        {
            number, data, set,
        };
        command.SetAction((parsed, ct) => Failing.ClearlyAsync(async () =>
        {
            var settings = GivenSettings.Read(parsed.GetValue(set) ?? []);
            GivenSettings.Put(settings, "data", parsed.GetValue(data));
            return await RunAsync(HubSettings.Read(settings), parsed.GetValue(number), ct);
        }));
        return command;
    }

    private static async Task<int> RunAsync(HubOptions options, string? number, CancellationToken ct)
    {
        if (options.Postgres is null && !File.Exists(Path.Combine(options.DataFolder, "book.db")))
        {
            throw new HubOptionsException(
                [$"data = '{options.DataFolder}': must be a folder that a hub has kept its storage in; name it."]);
        }

        await using var storage = HubHost.StorageOf(options, TimeProvider.System);
        await storage.OpenAsync(ct);
        var numbers = await ChosenAsync(new RegistrationBook(storage.Book), number, ct);
        var reports = await ReplayAsync(storage, numbers, ct);
        foreach (var report in reports)
            Write(report, Terminal.Out);
        return reports.Any(report => report.Verdict == ReplayVerdict.Differs) ? ExitCodes.Found
            : reports.All(report => report.Verdict == ReplayVerdict.Same) ? ExitCodes.Fine
            : ExitCodes.Misused;
    }

    private static async Task<IReadOnlyList<string>> ChosenAsync(
        RegistrationBook registry, string? number, CancellationToken ct)
    {
        var known = (await registry.NumbersAsync(ct)).Select(one => one.PhoneNumberId).ToList();
        if (number is null)
            return known;

        return known.Contains(number)
            ? [number]
            : throw new HubOptionsException(
                [$"--number = '{number}': must be the phone number id of a number of this hub; "
                    + $"these are: {string.Join(", ", known)}."]);
    }

    private static Task<List<ReplayReport>> ReplayAsync(
        IStorage storage, IReadOnlyList<string> numbers, CancellationToken ct) =>
        AnsiConsole.Progress().AutoClear(true).StartAsync(async screen =>
        {
            var reports = new List<ReplayReport>();
            foreach (var number in numbers)
            {
                var shown = new Shown(screen.AddTask($"number {number}"));
                reports.Add(await new Replay(storage).RunAsync(number, shown, ct));
                shown.End();
            }

            return reports;
        });

    private static void Write(ReplayReport report, TextWriter output)
    {
        var verdict = report switch
        {
            { Verdict: ReplayVerdict.Same } => "the same",
            { Verdict: ReplayVerdict.Differs } => $"{report.Found} differences",
            _ => $"not compared: {report.Why}",
        };
        output.WriteLine(
            $"number {report.PhoneNumberId}: {report.Inputs} inputs replayed, {report.Rows} rows compared: {verdict}");
        foreach (var difference in report.Differences)
            output.WriteLine($"  {difference.Where}: {difference.What}");
        if (report.Found > report.Differences.Count)
            output.WriteLine($"  and {report.Found - report.Differences.Count} more");
        if (report is { Verdict: ReplayVerdict.Differs, Why: { } why })
            output.WriteLine($"  {why}");
    }

    private sealed class Shown(ProgressTask task) : IProgress<ReplayProgress>
    {
        public void Report(ReplayProgress value)
        {
            task.MaxValue = value.Inputs;
            task.Value = value.Done;
        }

        public void End() => task.StopTask();
    }
}
