using Tandem.Bench.Load;
using Tandem.Bench.Reference;
using Tandem.Bench.Reports;
using Tandem.Bench.Subjects;

namespace Tandem.Bench.Measures;

/// <summary>
/// Durable intake: signed webhooks until 200, each ratio taken between two slices of the server that stores nothing.
/// </summary>
internal sealed class IntakeMeasure(int rounds, int seconds, int connections)
{
    // More than any server here answers in a second, so that no wamid comes twice.
    private const int MostPerSecond = 30_000;

    private readonly Corpus _corpus = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tandem-bench-");

    private string CorpusFile => Path.Combine(_folder.FullName, "corpus.tsv");

    public async Task<int> RunAsync(string? report, CancellationToken ct)
    {
        try
        {
            var before = Calibration.Run();
            await using var none = await ReferenceSubject.StartAsync(ReferenceMode.Null, _folder.FullName, ct);
            var ceiling = none[nameof(ReferenceMode.Null)];
            _corpus.Write(CorpusFile, MostPerSecond * seconds);
            await SliceAsync(ceiling, ct); // the first slice warms the server and wrk

            var all = new List<Brackets> { await LogAsync(ceiling, ct), await HubAsync("SQLite", null, ceiling, ct) };
            if (Postgres.ConnectionString is { } postgres)
                all.Add(await HubAsync("PostgreSQL", postgres, ceiling, ct));
            IntakeReport.Write(all, rounds, seconds, connections, (before, Calibration.Run()), report);
            return all.All(subject => subject.IsConclusive) ? 0 : 1;
        }
        finally
        {
            _folder.Delete(recursive: true);
        }
    }

    private async Task<Brackets> LogAsync(string ceiling, CancellationToken ct)
    {
        await using var log = await ReferenceSubject.StartAsync(ReferenceMode.Log, _folder.FullName, ct);
        var address = log[nameof(ReferenceMode.Log)];
        return await BracketAsync("preallocated log", ceiling, () => SliceAsync(address, ct), ct);
    }

    private async Task<Brackets> HubAsync(string name, string? postgres, string ceiling, CancellationToken ct)
    {
        await using var hub = await Hub.StartAsync(Path.Combine(_folder.FullName, name), postgres, ct);
        return await BracketAsync(name, ceiling, async () =>
        {
            _corpus.Write(CorpusFile, MostPerSecond * seconds);
            var stored = (await hub.LedgerAsync(ct)).Received;
            var slice = await SliceAsync(hub.Url, ct);
            // What follows is the ceiling again: the hub must not be at work on what it took meanwhile.
            await hub.RestAsync(ct);
            stored = (await hub.LedgerAsync(ct)).Received - stored;
            // The last of each connection may be stored although wrk had left.
            if (stored < slice.Requests || stored > slice.Requests + connections)
                throw new InvalidOperationException($"{name}: {slice.Requests} acknowledged, {stored} stored.");
            return slice;
        }, ct);
    }

    private async Task<Brackets> BracketAsync(
        string name, string ceiling, Func<Task<Slice>> subject, CancellationToken ct)
    {
        await subject(); // warms it
        var brackets = new List<Bracket>();
        var before = await SliceAsync(ceiling, ct);
        for (var round = 1; round <= rounds; round++)
        {
            var slice = await subject();
            var after = await SliceAsync(ceiling, ct);
            brackets.Add(new Bracket(before, slice, after));
            before = after;
            System.Console.Error.WriteLine(
                $"{name} {round}/{rounds}: {slice.PerSecond:F0}/s, ratio {brackets[^1].Ratio:F2}"
                + (brackets[^1].IsSteady ? "" : " (neighbours too far apart: dropped)"));
        }

        return new Brackets(name, brackets);
    }

    private Task<Slice> SliceAsync(string server, CancellationToken ct) =>
        Wrk.RunAsync(server, CorpusFile, connections, seconds, ct);
}
