using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Tandem.CloudApi.Errors;
using Tandem.CloudApi.Graph;
using Tandem.CloudApi.Sending;
using Tandem.Engine.Registry;
using Tandem.Engine.Sending;
using Tandem.Engine.Storing;
using Tandem.Platform;

namespace Tandem.Drills.Worlds;

/// <summary>Everybody who sends through the hub, and what each was told.</summary>
internal sealed class Callers(World world)
{
    private readonly Chance _chance = world.Stream("callers");
    private int _count;

    public static ApiKeyRegistration BotKey { get; } = KeyOf("bot-1", "shop-bot", "bot");

    public static ApiKeyRegistration AgentKey { get; } = KeyOf("agent-1", "anna", "agent");

    public static ApiKeyRegistration CampaignKey { get; } = KeyOf("campaign-1", "spring", "campaign");

    /// <summary>How long a call waits for its turn where nobody says how long (docs/api.md: 20 s).</summary>
    public static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(20);

    /// <summary>How long every call waits for its turn; null: each as long as chance has it.</summary>
    public TimeSpan? Patience { get; set; }

    /// <summary>All calls so far.</summary>
    public List<Call> All { get; } = [];

    /// <summary>Sends by the drop-in: the caller holds the line until it knows.</summary>
    public Call SendByDropIn(ApiKeyRegistration key, string number, string to, JsonObject content)
    {
        var call = Begin(key, number, to, content);
        _ = DropInAsync(call);
        return call;
    }

    /// <summary>Sends by our own API: the hub takes it over and answers at once.</summary>
    public Call SendByOwnApi(ApiKeyRegistration key, string number, string to, JsonObject content)
    {
        var call = Begin(key, number, to, content);
        _ = OwnApiAsync(call);
        return call;
    }

    private Call Begin(ApiKeyRegistration key, string number, string to, JsonObject content)
    {
        var id = $"{key.Role}/{(++_count).ToString(CultureInfo.InvariantCulture)}";
        content["messaging_product"] = "whatsapp";
        content[char.IsAsciiDigit(to[0]) ? "to" : "recipient"] = to;
        content["biz_opaque_callback_data"] = $"mine/{id}";
        content["drill"] = id; // a member the hub does not know: it must carry it through
        var body = Encoding.UTF8.GetBytes(content.ToJsonString());
        var call = new Call(id, key, number, SendBody.Read(body).Body
            ?? throw new InvalidOperationException(
                $"The drill composed a body that is refused: {content.ToJsonString()}"))
        {
            IdempotencyKey = _chance.Happens(0.5) ? id : null,
            Wait = Patience ?? TimeSpan.FromSeconds(1 + _chance.Below(20)),
        };
        All.Add(call);
        world.Trace.Note("caller asks", $"{id} to {to}", body);
        return call;
    }

    private async Task DropInAsync(Call call)
    {
        do
        {
            using var gone = new CancellationTokenSource();
            if (world.Weather.Strikes(FaultSite.CallerGone, call.Id))
                world.Time.After(world.Weather.Delay(1, 25_000), () => HangUp(call, gone));
            var answer = world.Hub.Serving is { } hub
                ? await hub.CallAsync(() => SendAsync(hub, call, gone.Token))
                : null;
            call.Told.Add(gone.IsCancellationRequested ? null : answer);
            world.Trace.Note("caller told", $"{call.Id} {answer?.Status}", answer is null ? default : answer.Body.Span);
        }
        while (await RepeatsAsync(call));
        call.IsOver = true;
    }

    // As the hub answers over HTTP.
    private static async Task<GraphAnswer?> SendAsync(HubProcess hub, Call call, CancellationToken gone)
    {
        try
        {
            return await hub.DropIn.SendAsync(
                call.Key, call.Number, "messages", call.Body, call.Wait, call.IdempotencyKey, gone);
        }
        catch (JournalFullException) when (call.Told.Count > 0)
        {
            return null; // of this repetition nothing was sent; of an earlier one the caller knows no more than before
        }
        catch (JournalFullException)
        {
            return new GraphAnswer(503, [], GraphErrors.Write(GraphErrors.Of(131016)));
        }
    }

    private async Task OwnApiAsync(Call call)
    {
        var draft = DropIn.DraftOf(call.Key, "messages", call.Body, call.IdempotencyKey);
        do
        {
            var send = world.Hub.Serving is { } hub
                ? await hub.CallAsync(() => hub.Door.AskAsync(call.Number, draft, CancellationToken.None))
                : null;
            call.IsTaken |= send is not null;
            call.SendId = send?.Id;
            world.Trace.Note("caller told", $"{call.Id} {send?.Id} {send?.State}");
            if (send is not null)
                break;
            call.Told.Add(null);
        }
        while (await RepeatsAsync(call));
        call.IsOver = true;
    }

    private async Task<bool> RepeatsAsync(Call call)
    {
        if (call.Told[^1] is not null || call.IdempotencyKey is null || call.Told.Count > 5
            || !world.Weather.Strikes(FaultSite.CallerRepeats, call.Id))
            return false;

        await Task.Delay(world.Weather.Delay(500, 20_000), world.Time);
        return true;
    }

    private void HangUp(Call call, CancellationTokenSource gone)
    {
        try
        {
            gone.Cancel();
            world.Trace.Note("caller gone", call.Id);
        }
        catch (ObjectDisposedException)
        {
            // It had been answered before.
        }
    }

    public static ApiKeyRegistration KeyOf(string id, string sender, string role) => new(id, $"hash-of-{id}")
    {
        Sender = sender,
        Role = role,
        Scopes = ["read", "send"],
    };
}

/// <summary>One message somebody wants sent, over all repetitions of the call.</summary>
internal sealed class Call(string id, ApiKeyRegistration key, string number, SendBody body)
{
    /// <summary>Travels in the body as a member of its own.</summary>
    public string Id => id;

    public ApiKeyRegistration Key => key;

    public string Number => number;

    public SendBody Body => body;

    public string? IdempotencyKey { get; init; }

    public TimeSpan Wait { get; init; }

    /// <summary>What each repetition was answered; null: nothing.</summary>
    public List<GraphAnswer?> Told { get; } = [];

    /// <summary>Our own API has taken it over.</summary>
    public bool IsTaken { get; set; }

    /// <summary>Its outbox id, where our own API has taken it over.</summary>
    public string? SendId { get; set; }

    public bool IsOver { get; set; }
}
