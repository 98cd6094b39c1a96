namespace Tandem.Cli.Auditing;

/// <summary>Compares what truly happened with what a hub shows, once the hub has had time to catch up.</summary>
internal sealed class Audit(EmulatorLedger ledger, HubTimelines hub, TimeProvider clock)
{
    /// <summary>Why nothing is known of a message yet, as long as something may still come of it.</summary>
    private const string UnderWay = "under way";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Looks until nothing is missing, or the time is over; then judges.</summary>
    /// <remarks>The ledger is read first each time: what happens later is the next look's.</remarks>
    public async Task<AuditReport> RunAsync(TimeSpan patience, CancellationToken ct)
    {
        var until = clock.GetUtcNow() + patience;
        var lines = await ledger.ReadAsync(ct);
        var last = lines.Count == 0 ? 0 : lines[^1].Seq; // the world goes on: judge what had happened by now
        while (true)
        {
            var report = await JudgeAsync(lines, last, await hub.ReadAsync(ct), ct);
            var isComplete = report.IsClean && report.Unknowable.TrueForAll(unknown => unknown.Kind != UnderWay);
            if (isComplete || clock.GetUtcNow() >= until)
                return report;

            await Task.Delay(Pause, clock, ct);
            lines = await ledger.ReadAsync(ct);
        }
    }

    private async Task<AuditReport> JudgeAsync(
        IReadOnlyList<LedgerLine> lines, long last, IReadOnlyList<ShownMessage> shown, CancellationToken ct)
    {
        var evidence = lines.Where(line => line is { IsEvidence: true, Wamid: not null })
            .Select(line => line.Wamid!).ToHashSet(StringComparer.Ordinal);
        var byWamid = shown.Where(message => message.Message.Wamid is not null)
            .ToLookup(message => message.Message.Wamid!, StringComparer.Ordinal);
        var customers = await ledger.CustomersAsync(ct);
        var report = new AuditReport { Messages = 0 };
        foreach (var act in lines.Where(line => line is { IsAct: true, Wamid: not null } && line.Seq <= last))
        {
            report.Messages++;
            var places = byWamid[act.Wamid!].ToList();
            var isEvent = act.Evidence?.OriginalWamid is not null;
            if (places.Count > 1)
                report.Twice.Add($"{act.Wamid} stands {places.Count} times on timelines");
            else if (places is [var place] && act.Customer is { } name
                && !place.Conversation.Contact.Is(customers.GetValueOrDefault(name) ?? new(name, null, null)))
                report.Hidden.Add((
                    $"misfiled {act.Kind}",
                    $"{act.Wamid} stands in conversation {place.Conversation.Id}, another person's"));
            else if (places.Count == 0 && !evidence.Contains(act.Wamid!))
                report.Unknowable.Add((WhyUnknown(act), act.Wamid!));
            else if (places.Count == 0 && !await hub.KnowsAsync(act.Wamid!, ct))
                report.Lost.Add($"{act.Wamid} ({act.Kind})");
            else if (places.Count == 0 && !isEvent)
                report.Hidden.Add((
                    $"off the timeline {act.Kind}", $"{act.Wamid} ({act.Kind}) is known but on no timeline"));
        }

        foreach (var sent in lines
                     .Where(line => line is { Kind: "api_message", Evidence.Mark: not null } && line.Seq <= last)
                     .GroupBy(line => line.Evidence!.Mark, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            report.Twice.Add(
                $"one send reached the customer {sent.Count()} times: {string.Join(", ", sent.Select(s => s.Wamid))}");
        }

        return report;
    }

    // What happened before the link is told only if the owner shares it and somebody asks: nothing need follow.
    private static string WhyUnknown(LedgerLine act) =>
        act.Kind == "history_message" ? "history not told" : act.Evidence?.Reason ?? UnderWay;
}
