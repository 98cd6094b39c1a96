using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.Cli.Calling;
using Tandem.Drills.Scenarios;
using Tandem.Drills.Scenarios.Playing;
using Tandem.Platform;

namespace Tandem.Cli.Drilling;

/// <summary>A running emulator and a running hub, over HTTP: what anybody with the owner's key could do.</summary>
internal sealed class LiveStage : IStage
{
    private readonly LiveShop _shop;
    private readonly LiveClock _clock;
    private readonly JsonCalls _hub;
    private readonly JsonCalls _emulator;
    private readonly List<LiveSend> _sends = [];
    private readonly List<Task> _underWay = [];
    private readonly List<string> _faults = [];
    private readonly CancellationToken _ct;

    public LiveStage(LiveShop shop, LiveClock clock, JsonCalls hub, JsonCalls emulator, CancellationToken ct)
    {
        (_shop, _clock, _hub, _emulator, _ct) = (shop, clock, hub, emulator, ct);
        Start = clock.Now;
    }

    public string PhoneNumberId => _shop.PhoneNumberId;

    public DateTimeOffset Start { get; }

    public DateTimeOffset Now => _clock.Now;

    /// <summary>Sends so far; the bot's come from another thread.</summary>
    public IReadOnlyList<LiveSend> Sends
    {
        get
        {
            lock (_sends)
                return [.. _sends];
        }
    }

    /// <summary>What cannot be done from outside.</summary>
    public static (string Rule, string Remedy)? ObjectionTo(Act act) => act.Roles.Contains(Role.Hub)
        ? ("cannot be done to a running hub over HTTP",
            "use 'tandem drill run', or let the platform lose webhooks: fault, kind: webhook_lost")
        : null;

    public string Customer(int index) =>
        (16_000_000_000 + (_shop.Run % 9_999_999 * 100) + index).ToString(CultureInfo.InvariantCulture);

    public Task ReachAsync(DateTimeOffset at, CancellationToken ct) => _clock.ReachAsync(at, ct);

    public async Task<ActResult> ActAsync(Func<long, PlatformInput> act, CancellationToken ct)
    {
        var input = act(0);
        if (input is PlatformInput.RemoveFault)
            return await EndFaultsAsync(ct);
        if (ControlCalls.Of(input) is not { } call)
            throw new InvalidOperationException($"The control API has no call for {input.GetType().Name}.");

        using var content = call.Content;
        var result = ResultOf(await _emulator.AskAsync(call.Method, call.Path, content, ct));
        if (input is PlatformInput.AddFault && result.Id is { } fault)
            _faults.Add(fault);
        return result;
    }

    public async Task<ActResult> ConnectAsync(bool sharesHistory, CancellationToken ct)
    {
        var begun = await _emulator.DoAsync(HttpMethod.Post, "/_emulator/signups", new JsonObject
        {
            ["waba_id"] = _shop.WabaId,
            ["app_id"] = _shop.AppId,
            ["number"] = PhoneNumberId,
        }, ct);
        return ResultOf(await _emulator.AskAsync(
            HttpMethod.Post, $"/_emulator/phones/{PhoneNumberId}/link/confirm",
            new JsonObject
            {
                ["signup"] = (string?)begun["id"],
                ["code"] = (string?)begun["verification_code"] ?? "",
                ["share_history"] = sharesHistory,
            },
            ct));
    }

    public async Task<ActResult> AskPhoneAsync(string kind, CancellationToken ct)
    {
        var (status, _) = await _emulator.Under(_shop.AccessToken).AskAsync(
            HttpMethod.Post, $"/v25.0/{PhoneNumberId}/smb_app_data",
            new JsonObject { ["messaging_product"] = "whatsapp", ["sync_type"] = kind }, ct);
        return status == 200
            ? ActResult.Done
            : new ActResult(null, new ActRefusal("sync_type", "can be asked for now", $"the platform said {status}"));
    }

    public ISend Send(SendOrder order)
    {
        Begin(order, out var send);
        return send;
    }

    /// <summary>Sends, and waits for what the caller is told.</summary>
    public Task SendAsync(SendOrder order) => Begin(order, out _);

    public async Task<ActResult> SpeakForAsync(
        string customer, Actor agent, TimeSpan? holds, CancellationToken ct)
    {
        var look = await new LiveLook(this, _hub, _emulator).ConversationsAsync(ct);
        if (look.FirstOrDefault(one => one.Customer == customer) is not { } conversation)
            return new ActResult(null, new ActRefusal("to", "has a conversation", "let the customer write before"));

        var calls = await _shop.CallsOfAsync(agent, ct);
        var body = new JsonObject { ["by"] = agent.Name };
        if (holds is { } length)
            body["until"] = TimeProvider.System.GetUtcNow() + length;
        return ResultOf(await calls.AskAsync(
            HttpMethod.Post, $"/v1/conversations/{conversation.Id}/{(holds is null ? "handback" : "takeover")}",
            body, ct));
    }

    public void KillHub(TimeSpan? down) => throw new InvalidOperationException("Nobody kills a hub over HTTP.");

    public Task<Evidence> LookAsync(IReadOnlyList<Expectation> at, CancellationToken ct) =>
        new LiveLook(this, _hub, _emulator).AtAsync(at, violations: null, ct);

    /// <summary>Waits until nothing is under way: no send, no webhook, nothing undecided.</summary>
    public async Task SettleAsync(TimeSpan patience, CancellationToken ct)
    {
        var until = TimeProvider.System.GetUtcNow() + patience;
        do
        {
            Task[] underWay;
            lock (_sends)
                underWay = [.. _underWay];
            await Task.WhenAll(underWay);
            var isIdle = await _clock.IdleAsync(patience, ct);
            var ledger = await _hub.GetAsync($"/v1/numbers/{PhoneNumberId}/ledger", ct);
            var queue = await _hub.GetAsync($"/v1/numbers/{PhoneNumberId}/queue", ct);
            if (isIdle && (long)ledger["pending"]! == 0 && queue["data"]!.AsArray().Count == 0 && AreAllTold())
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(200), ct);
        }
        while (TimeProvider.System.GetUtcNow() < until);
    }

    /// <summary>Ends what this drill let go wrong, and nothing else.</summary>
    public async Task<ActResult> EndFaultsAsync(CancellationToken ct)
    {
        foreach (var fault in _faults)
            await _emulator.AskAsync(HttpMethod.Delete, $"/_emulator/faults/{fault}", (JsonNode?)null, ct);
        _faults.Clear();
        return ActResult.Done;
    }

    private Task Begin(SendOrder order, out LiveSend send)
    {
        send = new LiveSend(order, Now, PhoneNumberId);
        lock (_sends)
        {
            _sends.Add(send);
            var going = GoAsync(send);
            _underWay.Add(going);
            return going;
        }
    }

    private async Task GoAsync(LiveSend send) =>
        await send.GoAsync(await _shop.CallsOfAsync(send.Order.By, _ct), _ct);

    private bool AreAllTold()
    {
        lock (_sends)
            return _underWay.TrueForAll(task => task.IsCompleted);
    }

    // The platform's own words about why an act is impossible: field, rule, remedy.
    private static ActResult ResultOf((int Status, byte[] Body) answer)
    {
        var json = answer.Body.Length == 0 ? null : JsonNode.Parse(answer.Body);
        return answer.Status is >= 200 and < 300
            ? new ActResult((string?)json?["wamid"] ?? IdIn(json), null)
            : new ActResult(null, new ActRefusal(
                (string?)json?["field"] ?? "act", (string?)json?["rule"] ?? $"is answered {answer.Status}",
                (string?)json?["remedy"] ?? (string?)json?["detail"] ?? "see the server's own log"));
    }

    private static string? IdIn(JsonNode? json) => json is JsonObject ? (string?)json["id"] : null;
}
