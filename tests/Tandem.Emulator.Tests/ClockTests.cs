using System.Net;
using System.Text.Json.Nodes;
using Tandem.Platform;
using static Tandem.Emulator.Tests.Stage;

namespace Tandem.Emulator.Tests;

/// <summary>Real, scaled and virtual time.</summary>
public sealed class ClockTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly ClockSetup Virtual = new()
    {
        Mode = ClockMode.Virtual,
        Start = Start,
        Grace = TimeSpan.Zero,
    };

    private Stage _stage = null!;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Virtual_time_stands_still_until_it_is_advanced()
    {
        _stage = await StartAsync(Virtual, new());
        await _stage.CustomerSaysAsync("Hello");
        var before = await ClockAsync();
        Assert.Equal(("virtual", Start, 0), ((string?)before["mode"], At(before["now"]), (int)before["scale"]!));
        Assert.InRange(At(before["next_due"]), Start, Start.AddSeconds(1));
        Assert.False((bool)before["idle"]!);
        Assert.Empty(_stage.Endpoint.Received);

        var after = await AdvanceAsync(new { by = 60 });

        Assert.Equal((Start.AddMinutes(1), true), (At(after["now"]), (bool)after["idle"]!));
        Assert.Single(_stage.Endpoint.Items("messages"));
        var said = Assert.Single(await _stage.LedgerAsync("customer_message"));
        Assert.Equal(Start, At(said["at"]));
        var told = Assert.Single(await _stage.LedgerAsync("webhook_delivered"));
        Assert.InRange(At(told["at"]), Start.AddMilliseconds(50), Start.AddMilliseconds(440));
    }

    [Fact]
    public async Task The_time_does_not_move_on_before_a_slow_endpoint_has_answered()
    {
        _stage = await StartAsync(Virtual, new());
        var gate = new TaskCompletionSource();
        _stage.Endpoint.Holds = () => gate.Task;
        await _stage.CustomerSaysAsync("Hello");

        var advance = _stage.PostAsync("/_emulator/clock/advance", new { by = 3600 });
        await UntilAsync(() => !_stage.Endpoint.Received.IsEmpty);
        var meanwhile = await ClockAsync();
        Assert.InRange(At(meanwhile["now"]), Start, Start.AddSeconds(1));
        Assert.Equal(Start.AddHours(1), At(meanwhile["moves_until"]));
        gate.SetResult();

        Assert.Equal(Start.AddHours(1), At((await advance).Json["now"]));
        Assert.Single(await _stage.LedgerAsync("webhook_delivered"));
        Assert.Empty(await _stage.LedgerAsync("webhook_failed"));
    }

    [Fact]
    public async Task An_endpoint_that_fails_for_a_day_gets_everything_later_and_never_more_often_than_the_rule()
    {
        _stage = await StartAsync(Virtual, new());
        _stage.Endpoint.Answers = _ => 503;
        var wamid = await _stage.CustomerSaysAsync("Anybody there?");
        await AdvanceAsync(new { by = 86_400 });
        _stage.Endpoint.Answers = _ => 200;
        await AdvanceAsync(new { until_idle = true, at_most = 7 * 86_400 });

        var failed = await _stage.LedgerAsync("webhook_failed");
        var at = failed.Select(line => At(line["at"])).ToList();
        TimeSpan[] waits =
        [
            TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5),
            TimeSpan.FromMinutes(20), TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(8),
        ];
        Assert.All(at.Zip(at.Skip(1)).Index(), pair => Assert.InRange(
            pair.Item.Second - pair.Item.First,
            waits[Math.Min(pair.Index, waits.Length - 1)],
            waits[Math.Min(pair.Index, waits.Length - 1)] * 1.2));
        var delivered = Assert.Single(await _stage.LedgerAsync("webhook_delivered"));
        Assert.Equal(wamid, (string?)delivered["wamid"]);
        Assert.Equal(failed.Count + 1, (int)delivered["evidence"]!["attempt"]!);
        Assert.InRange(At(delivered["at"]), Start.AddDays(1), Start.AddDays(1).AddHours(10));
        Assert.Equal(failed.Count + 1, _stage.Endpoint.Received.Count);
    }

    [Fact]
    public async Task An_endpoint_that_never_answers_has_failed_when_the_platforms_patience_is_over()
    {
        _stage = await StartAsync(Virtual, new() { WebhookTimeout = TimeSpan.FromMilliseconds(300) });
        _stage.Endpoint.Holds = () => new TaskCompletionSource().Task;
        await _stage.CustomerSaysAsync("Hello");

        await AdvanceAsync(new { by = 2 });

        var failed = Assert.Single(await _stage.LedgerAsync("webhook_failed"));
        Assert.Null(failed["evidence"]!["http_status"]);
        Assert.InRange(At(failed["at"]), Start.AddMilliseconds(350), Start.AddMilliseconds(740));
    }

    [Fact]
    public async Task Graph_answers_at_once_in_virtual_time_because_its_caller_is_real()
    {
        _stage = await StartAsync(Virtual, new() { GraphLatency = Latency.Seconds(30, 60) });
        await _stage.CustomerSaysAsync("Hello");
        var sent = await _stage.SendAsync("Hi");

        Assert.Equal((HttpStatusCode.OK, Start), (sent.Status, At((await ClockAsync())["now"])));
        Assert.Equal(Start, At((await _stage.LedgerAsync("answer_given"))[0]["at"]));
    }

    [Fact]
    public async Task Waiting_moves_virtual_time_due_by_due_until_it_is_met()
    {
        _stage = await StartAsync(Virtual, new() { ReadChance = 1 });
        await _stage.CustomerSaysAsync("Hello");
        var wamid = (string)(await _stage.SendAsync("Hi")).Json["messages"]![0]!["id"]!;

        var read = await WaitAsync(new { @for = new { kind = "status", status = "read", wamid } });
        Assert.True((bool)read["met"]!);
        var line = Assert.Single(read["lines"]!.AsArray());
        Assert.Equal(("status", wamid), ((string?)line!["kind"], (string?)line["wamid"]));
        Assert.Equal(At(line["at"]), At((await ClockAsync())["now"]));
        var seen = await WaitAsync(new { @for = new { leg = "webhook", customer = "+1 650 555 1234", count = 4 } });
        Assert.Equal((true, 4), ((bool)seen["met"]!, seen["lines"]!.AsArray().Count));
        Assert.True((bool)(await WaitAsync(new { @for = "idle" }))["met"]!);

        var before = At((await ClockAsync())["now"]);
        var never = await WaitAsync(new { @for = new { kind = "answer_lost" }, timeout = 3600 });
        Assert.Equal((false, 0), ((bool)never["met"]!, never["lines"]!.AsArray().Count));
        Assert.Equal(before.AddHours(1), At((await ClockAsync())["now"]));
    }

    [Fact]
    public async Task Waiting_in_real_time_is_answered_when_it_happens()
    {
        _stage = await StartAsync();
        var waiting = _stage.PostAsync(
            "/_emulator/wait", new { @for = new { kind = "webhook_delivered", phone_number_id = "15550783881" } });
        await _stage.CustomerSaysAsync("Hello");

        Assert.True((bool)(await waiting).Json["met"]!);
        Assert.True((bool)(await WaitAsync(new { @for = "idle", timeout = 20 }))["met"]!);
        Assert.Single(_stage.Endpoint.Items("messages"));
        var gone = await WaitAsync(new { @for = new { kind = "answer_lost" }, timeout = 0.05 });
        Assert.False((bool)gone["met"]!);
    }

    [Fact]
    public async Task A_client_that_acts_after_its_200_acts_at_the_time_of_what_it_acts_on()
    {
        _stage = await StartAsync(Virtual with { Grace = TimeSpan.FromSeconds(5) }, new());
        await _stage.CustomerSaysAsync("Hello");
        var waiting = WaitAsync(new { @for = new { kind = "api_message" }, timeout = 3600 });
        await UntilAsync(async () => (await _stage.LedgerAsync("webhook_delivered")).Count == 1);
        await _stage.SendAsync("Hi");

        var line = Assert.Single((await waiting)["lines"]!.AsArray())!;
        Assert.Equal(At((await _stage.LedgerAsync("webhook_delivered"))[0]["at"]), At(line["at"]));
    }

    [Fact]
    public async Task Who_waits_for_an_answer_gets_one_that_comes_after_the_grace()
    {
        _stage = await StartAsync(Virtual with { Grace = TimeSpan.FromSeconds(3) }, new());
        await _stage.CustomerSaysAsync("Hello");
        var waiting = WaitAsync(new { @for = new { kind = "api_message" }, timeout = 3600 });
        // The phone gets it later than the webhook came: time has gone on, the grace is over.
        await UntilAsync(async () => (await _stage.LedgerAsync("on_phone")).Count == 1);
        await _stage.SendAsync("Hi");

        Assert.True((bool)(await waiting)["met"]!);
        Assert.InRange(At((await ClockAsync())["now"]), Start, Start.AddSeconds(1));
    }

    [Fact]
    public async Task A_move_ends_with_the_request_that_asked_for_it()
    {
        _stage = await StartAsync(Virtual, new());
        var gate = new TaskCompletionSource();
        _stage.Endpoint.Holds = () => gate.Task;
        await _stage.CustomerSaysAsync("Hello");
        using var patience = new CancellationTokenSource();
        var advance = _stage.PostUntilAsync("/_emulator/clock/advance", new { by = 3600 }, patience.Token);
        await UntilAsync(() => !_stage.Endpoint.Received.IsEmpty);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => advance);
        await UntilAsync(async () => (await ClockAsync())["moves_until"] is null);
        gate.SetResult();

        await UntilAsync(async () => (await _stage.LedgerAsync("webhook_delivered")).Count == 1);
        Assert.InRange(At((await ClockAsync())["now"]), Start, Start.AddSeconds(1));
    }

    [Fact]
    public async Task A_long_move_is_told_while_it_is_under_way()
    {
        _stage = await StartAsync(Virtual, new());
        using var events = new StreamReader(await _stage.StreamAsync("/_emulator/events?kinds=world"));
        await _stage.CustomerSaysAsync("Hello");
        await AdvanceAsync(new { by = 365 * 86_400 });

        var clocks = new List<JsonNode>();
        do
        {
            var line = await events.ReadLineAsync(TestContext.Current.CancellationToken);
            if (line!.StartsWith("data: ", StringComparison.Ordinal))
                clocks.Add(JsonNode.Parse(line["data: ".Length..])!["clock"]!);
        }
        while (clocks.Count == 0 || clocks[^1]["moves_until"] is not null);

        Assert.Equal(Start.AddDays(365), At(clocks[0]["moves_until"]));
        Assert.True(At(clocks[0]["now"]) < Start.AddDays(365));
        Assert.Equal(Start.AddDays(365), At(clocks[^1]["now"]));
    }

    [Fact]
    public async Task Answers_of_one_instant_take_effect_in_the_order_of_the_webhooks_not_of_the_network()
    {
        _stage = await StartAsync(Virtual, new() { WebhookLatency = Latency.Seconds(1, 1) });
        await using var quick = await Endpoint.StartAsync();
        await _stage.PostTextAsync("/_emulator/accounts", """
            {"app_id": "7", "app_secret": "s", "waba_id": "8", "access_token": "t", "numbers": [
              {"phone_number_id": "9", "display_phone_number": "+44 20 7946 0000", "verified_name": "Two"}]}
            """);
        await _stage.PutAsync(
            "/_emulator/accounts/8/webhook", new { callback_url = quick.Url, verify_token = Endpoint.VerifyToken });
        var gate = new TaskCompletionSource();
        _stage.Endpoint.Holds = () => gate.Task;
        var first = await _stage.CustomerSaysAsync("Hello");
        var second = await _stage.SayAsync($"/_emulator/customers/{Anna}/messages", "9", "Hello");

        var advance = AdvanceAsync(new { by = 5 });
        await UntilAsync(() => !quick.Received.IsEmpty && !_stage.Endpoint.Received.IsEmpty);
        Assert.Empty(await _stage.LedgerAsync("webhook_delivered"));
        gate.SetResult();
        await advance;

        var delivered = await _stage.LedgerAsync("webhook_delivered");
        Assert.Equal([first, second], delivered.Select(line => (string)line["wamid"]!));
        Assert.Single(delivered.Select(line => At(line["at"])).Distinct());
    }

    [Fact]
    public async Task Two_who_move_the_time_each_get_theirs()
    {
        _stage = await StartAsync(Virtual, new());
        await _stage.CustomerSaysAsync("Hello");
        var answers = await Task.WhenAll(
            _stage.PostAsync("/_emulator/clock/advance", new { to = Start.AddHours(2) }),
            _stage.PostAsync("/_emulator/clock/advance", new { to = Start.AddHours(3) }));

        Assert.Equal(Start.AddHours(3), At((await ClockAsync())["now"]));
        Assert.True(At(answers[1].Json["now"]) >= Start.AddHours(2));

        // The nearer time may have come, by the other's move, before it was asked for: then that is what is said.
        Assert.True(
            answers[0].Status == HttpStatusCode.OK
                ? At(answers[0].Json["now"]) >= Start.AddHours(2)
                : (string?)answers[0].Json["field"] == "to",
            answers[0].Text);
    }

    [Fact]
    public async Task A_change_of_mode_never_takes_time_back()
    {
        _stage = await StartAsync(Virtual, new());
        await AdvanceAsync(new { by = 86_400 });
        foreach (var (mode, scale) in new[] { ("scaled", 1000), ("real", 1), ("virtual", 0) })
        {
            var before = At((await ClockAsync())["now"]);
            var changed = await _stage.PutAsync("/_emulator/clock", new { mode, scale = Math.Max(1, scale) });
            Assert.Equal((mode, scale), ((string?)changed.Json["mode"], (int)changed.Json["scale"]!));
            Assert.True(At(changed.Json["now"]) >= before);
        }

        Assert.True(At((await ClockAsync())["now"]) >= Start.AddDays(1));
        var refused = await _stage.PutAsync("/_emulator/clock", new { mode = "scaled", scale = 0 });
        Assert.Equal("scale", (string?)refused.Json["field"]);
    }

    [Fact]
    public async Task Scaled_time_brings_what_is_due_in_hours_within_moments()
    {
        _stage = await StartAsync(ClockSetup.Scaled(10_000), new()
        {
            WebhookLatency = Latency.Seconds(3600, 3600),
            WebhookTimeout = TimeSpan.FromDays(2), // The endpoint's answer takes scaled minutes too.
        });
        await _stage.CustomerSaysAsync("Hello");
        var told = await WaitAsync(new { @for = new { kind = "webhook_delivered" }, timeout = 100_000 });

        Assert.True((bool)told["met"]!);
        var (said, heard) = ((await _stage.LedgerAsync("customer_message"))[0], told["lines"]![0]!);
        Assert.True(At(heard["at"]) - At(said["at"]) >= TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData("""{}""", "by")]
    [InlineData("""{"by":1,"until_idle":true}""", "by")]
    [InlineData("""{"by":1,"at_most":2}""", "at_most")]
    [InlineData("""{"to":"2026-02-28T00:00:00Z"}""", "to")]
    [InlineData("""{"by":-1}""", "by")]
    public async Task A_move_that_makes_no_sense_is_refused(string body, string field)
    {
        _stage = await StartAsync(Virtual, new());
        var refused = await _stage.PostTextAsync("/_emulator/clock/advance", body);

        Assert.Equal((HttpStatusCode.BadRequest, field), (refused.Status, (string?)refused.Json["field"]));
    }

    private static DateTimeOffset At(JsonNode? time) => (DateTimeOffset)time!;

    private async Task<JsonNode> ClockAsync() => (await _stage.GetAsync("/_emulator/clock")).Json;

    private async Task<JsonNode> AdvanceAsync(object how)
    {
        var answer = await _stage.PostAsync("/_emulator/clock/advance", how);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Json;
    }

    private async Task<JsonNode> WaitAsync(object what)
    {
        var answer = await _stage.PostAsync("/_emulator/wait", what);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Json;
    }
}
