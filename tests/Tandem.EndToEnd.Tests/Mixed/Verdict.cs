using Tandem.EndToEnd.Tests.Running;

namespace Tandem.EndToEnd.Tests.Mixed;

/// <summary>What must hold of a world at rest, whatever was done to the hub on the way.</summary>
internal sealed class Verdict(MixedWorld world, ITestOutputHelper output)
{
    private const string Number = MixedWorld.Number;

    /// <summary>Longer than the number's silence after an uncertain send.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(120);

    private Dictionary<string, List<string>> _seen = []; // by words: the wamids under which customers have them

    /// <summary>Demands all of it.</summary>
    /// <param name="areAsked">Whether to wait until a person is asked about each send that stays uncertain.</param>
    public async Task DemandAsync(bool areAsked)
    {
        using var hub = new HubClient(world.Hub.Hub, world.OwnerKey);
        var held = await AcknowledgedAreKeptAsync(hub);
        await LedgerBalancesAsync(hub);
        _seen = await OnScreensAsync();
        CallersWereToldTheTruth();
        var states = await SendsAreSettledAsync(hub);
        var unknown = await UncertainWaitForAPersonAsync(hub, areAsked);
        NoneWasSentAgain(unknown);
        Assert.Empty(await hub.ListAsync("/v1/alarms"));
        var asked = world.Programs.Asked;
        output.WriteLine(
            $"{world.People.Said} said by people, {asked.Count} sends asked for "
            + $"{asked.Sum(send => send.Asked)} times, {_seen.Count} at customers; "
            + $"{world.Tap.Acknowledged.Count} webhooks acknowledged, {held} kept");
        output.WriteLine($"webhooks answered: {Counts(world.Tap.Answers)}");
        output.WriteLine($"sends answered: {Counts(world.Programs.Answers)}");
        output.WriteLine($"sends by /v1 now: {Counts(states)}; uncertain in all: {unknown.Count}");
        output.WriteLine($"lost of {world.Graph.Calls.Count} calls: "
            + Counts(world.Graph.Calls.CountBy(call => call.Lost).ToDictionary()));
        await AuditIsCleanAsync();
    }

    private async Task<int> AcknowledgedAreKeptAsync(HubClient hub)
    {
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var owner in new[] { Number, MixedWorld.Waba, "unknown", "unreadable" })
        {
            foreach (var webhook in await hub.ListAsync($"/v1/received?owner={owner}"))
                kept.Add((string)webhook["body_base64"]!);
        }

        Assert.NotEmpty(world.Tap.Acknowledged);
        Assert.Empty(world.Tap.Acknowledged.Select(Convert.ToBase64String).Except(kept));
        return kept.Count;
    }

    private static async Task LedgerBalancesAsync(HubClient hub)
    {
        var ledger = await hub.GetAsync($"/v1/numbers/{Number}/ledger");
        var decided = new[] { "applied", "duplicate", "waiting", "set_aside" }.Sum(name => (long)ledger[name]!);
        Assert.True(
            (long)ledger["pending"]! == 0 && (long)ledger["received"]! == decided
            && (long)ledger["waiting"]! == 0 && (long)ledger["set_aside"]! == 0,
            ledger.ToJsonString());
    }

    private async Task<Dictionary<string, List<string>>> OnScreensAsync()
    {
        var seen = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var customer in MixedWorld.Customers)
        {
            foreach (var line in await world.Emulated.ListAsync($"customers/{customer}/chats/{Number}"))
            {
                if ((string?)line["content"]?["text"]?["body"] is { } words
                    && words.StartsWith("say", StringComparison.Ordinal))
                    (seen.TryGetValue(words, out var wamids) ? wamids : seen[words] = []).Add((string)line["wamid"]!);
            }
        }

        Assert.NotEmpty(seen);
        return seen;
    }

    private void CallersWereToldTheTruth()
    {
        foreach (var send in world.Programs.Asked)
        {
            var wamids = _seen.GetValueOrDefault(send.Words) ?? [];
            Assert.True(wamids.Count <= 1, $"{send} came {wamids.Count} times");
            Assert.False(send.Fate == Fate.NotSent && wamids.Count > 0, $"{send} came all the same");
            Assert.False(send.Fate == Fate.Sent && !wamids.Contains(send.Wamid!), $"{send} never came");
        }
    }

    private async Task<Dictionary<string, int>> SendsAreSettledAsync(HubClient hub)
    {
        var states = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var send in world.Programs.Asked.Where(send => send.SendId is not null))
        {
            var state = (string)(await hub.GetAsync($"/v1/numbers/{Number}/outbox/{send.SendId}"))["state"]!;
            states[state] = states.GetValueOrDefault(state) + 1;
            var came = _seen.ContainsKey(send.Words);
            Assert.True(
                state switch { "accepted" => came, "unknown" => !came, "rejected" or "refused" => !came, _ => false },
                $"{send} is {state}, and {(came ? "came" : "never came")}");
        }

        return states;
    }

    // Whatever left has had its statuses by now, so what is still uncertain never left, and only a person can say so.
    private async Task<IReadOnlyList<string>> UncertainWaitForAPersonAsync(HubClient hub, bool areAsked)
    {
        var sends = await hub.ListAsync($"/v1/numbers/{Number}/queue");
        Assert.All(sends, send => Assert.Equal("unknown", (string?)send["state"]));
        var gaps = await hub.ListAsync($"/v1/numbers/{Number}/gaps");
        var ids = sends.Select(send => (string)send["id"]!).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(
            ids,
            gaps.Where(gap => (string?)gap["code"] == "send_unknown").Select(gap => (string)gap["send_id"]!)
                .Order(StringComparer.Ordinal));
        if (areAsked)
            await Until.FoundAsync(() => AllAreAskedAsync(hub, sends.Count), Silence, "a person is asked");
        return ids;
    }

    // By what left the hub, not by what arrived: a call that was lost and went again would be on no screen twice.
    private void NoneWasSentAgain(IReadOnlyList<string> unknown)
    {
        var calls = world.Graph.Calls;
        Assert.All(calls.CountBy(call => call.Mark), left => Assert.Equal(1, left.Value));
        var lost = calls.Where(call => call.Lost == GraphTap.Loss.Call).ToList();
        Assert.Equal(calls.Count >= GraphTap.FirstLost, lost.Count > 0); // of a starved hub too little may have left
        Assert.All(lost, call => Assert.False(_seen.ContainsKey(call.Words), $"{call} came all the same"));
        Assert.Subset(
            unknown.ToHashSet(StringComparer.Ordinal),
            lost.Select(call => call.Mark[(call.Mark.LastIndexOf(':') + 1)..]).ToHashSet(StringComparer.Ordinal));
        if (calls.Count >= GraphTap.FirstUnanswered)
            Assert.Contains(calls, call => call.Lost == GraphTap.Loss.Answer && _seen.ContainsKey(call.Words));
    }

    private static async Task<object?> AllAreAskedAsync(HubClient hub, int count)
    {
        var sends = await hub.ListAsync($"/v1/numbers/{Number}/queue");
        Assert.Equal(count, sends.Count);
        return sends.TrueForAll(send => send["needs_person_since"] is not null) ? sends : null;
    }

    private async Task AuditIsCleanAsync()
    {
        var (code, said) = await TandemProcess.RunAsync(
            "audit", "--emulator", world.EmulatorUrl, "--hub", world.Hub.Hub, "--api-key", world.OwnerKey);
        output.WriteLine(said);
        Assert.Equal(0, code);
        foreach (var count in new[] { "lost:       0", "twice:      0", "hidden:     0", "unknowable: 0" })
            Assert.Contains(count, said, StringComparison.Ordinal);
    }

    private static string Counts<T>(IReadOnlyDictionary<T, int> counts)
        where T : notnull =>
        string.Join(", ", counts.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}"));
}
