using System.Text.Json.Nodes;
using Tandem.Cli.Auditing;
using Tandem.Cli.Calling;
using Tandem.Drills.Checking;
using Tandem.Drills.Scenarios;
using Tandem.Drills.Scenarios.Playing;
using Tandem.Drills.Scenarios.Reading;
using Tandem.Platform;

namespace Tandem.Cli.Drilling;

/// <summary>Plays a scenario against a running hub and emulator, and puts back what it changed about them.</summary>
/// <param name="http">How both are reached.</param>
/// <param name="hubUrl">The hub.</param>
/// <param name="emulatorUrl">The emulator.</param>
/// <param name="apiKey">The owner's key.</param>
/// <param name="pace">How much faster than life; null: as the emulator's clock runs.</param>
/// <param name="patience">How long to wait in the end until all has come to rest.</param>
internal sealed class LiveRun(
    HttpClient http, Uri hubUrl, Uri emulatorUrl, string apiKey, double? pace, TimeSpan patience)
{
    private readonly JsonCalls _hub = new(http, hubUrl, apiKey);
    private readonly JsonCalls _emulator = new(http, emulatorUrl);

    /// <summary>Plays it and judges it.</summary>
    public async Task<ScenarioReport> RunAsync(Scenario scenario, IProgress<string>? progress, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        var before = await _emulator.GetAsync("/_emulator/switches", ct);
        var clock = await LiveClock.TakeAsync(_emulator, pace, ct);
        LiveStage? stage = null;
        try
        {
            await FollowAsync(scenario.Setting, ct);
            var shop = await LiveShop.OpenAsync(_hub, _emulator, emulatorUrl, hubUrl, scenario, ct);
            stage = new LiveStage(shop, clock, _hub, _emulator, ct);
            return await RunAsync(scenario, stage, shop, clock, began, progress, ct);
        }
        finally
        {
            if (stage is not null)
                await stage.EndFaultsAsync(CancellationToken.None);
            await _emulator.DoAsync(HttpMethod.Patch, "/_emulator/switches", before, CancellationToken.None);
            await clock.GiveBackAsync(CancellationToken.None);
        }
    }

    private async Task<ScenarioReport> RunAsync(
        Scenario scenario, LiveStage stage, LiveShop shop, LiveClock clock, long began, IProgress<string>? progress,
        CancellationToken ct)
    {
        var play = new Play(scenario, stage, progress);
        var bot = scenario.Actors.FirstOrDefault(actor => actor.Role == Role.Bot);
        await using var webhook = bot is null
            ? null
            : await LiveBot.StartAsync(customer => Answer(stage, clock, bot, customer), ct);
        var endpoint = webhook is null
            ? null
            : await shop.ConnectAsync(bot!, webhook.Webhook, webhook.VerifyToken, ct);

        Evidence end;
        try
        {
            await play.RunAsync(ct);
            await stage.EndFaultsAsync(ct);
            await stage.SettleAsync(patience, ct);
            var look = new LiveLook(stage, _hub, _emulator);
            end = play.JudgeEnd(await look.AtAsync(play.AtTheEnd, await AuditAsync(stage, ct), ct));
        }
        finally
        {
            if (endpoint is not null)
                await shop.DisconnectAsync(endpoint, CancellationToken.None);
        }

        return ScenarioReport.Of(
            scenario, play, end, stage.Now - stage.Start, TimeProvider.System.GetElapsedTime(began), traceHash: null);
    }

    /// <summary>What cannot be played live; empty: everything can.</summary>
    public static IEnumerable<Mistake> Objections(Scenario scenario) =>
        from step in scenario.Steps
        let objection = LiveStage.ObjectionTo(step.Act)
        where objection is not null
        select new Mistake(
            scenario.File, step.Line, step.Column, "does", step.Act.Name, objection.Value.Rule, objection.Value.Remedy);

    private async Task FollowAsync(Setting setting, CancellationToken ct)
    {
        var profile = setting.Profile == PlatformProfile.Field ? "field" : "documented";
        await _emulator.DoAsync(HttpMethod.Put, "/_emulator/profile", new JsonObject { ["profile"] = profile }, ct);
        if (setting.Switches.Count > 0)
            await _emulator.DoAsync(HttpMethod.Patch, "/_emulator/switches", setting.Switches.DeepClone(), ct);
    }

    private static void Answer(LiveStage stage, LiveClock clock, Actor bot, string customer)
    {
        if (bot.Answers is not { } words)
            return;

        clock.After(bot.Thinks, () =>
        {
            var content = new JsonObject { ["type"] = "text", ["text"] = new JsonObject { ["body"] = words } };
            return stage.SendAsync(new SendOrder(bot, customer, content, IsDropIn: true));
        });
    }

    private async Task<IReadOnlyList<Violation>> AuditAsync(LiveStage stage, CancellationToken ct)
    {
        var audit = new Audit(
            new EmulatorLedger(http, emulatorUrl, stage.PhoneNumberId),
            new HubTimelines(http, hubUrl, apiKey, stage.PhoneNumberId),
            TimeProvider.System);
        var report = await audit.RunAsync(patience, ct);
        return
        [
            .. report.Lost.Select(what => new Violation("P1", $"lost: {what}", [])),
            .. report.Twice.Select(what => new Violation("P2", what, [])),
            .. report.Hidden.Select(hidden => new Violation("P3", $"{hidden.Kind}: {hidden.What}", [])),
        ];
    }
}
