using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Cli.Calling;
using Tandem.Drills.Scenarios.Playing;
using Tandem.Engine.Reading;

namespace Tandem.Cli.Drilling;

/// <summary>A send through the running hub.</summary>
internal sealed class LiveSend(SendOrder order, DateTimeOffset at, string phoneNumberId) : ISend
{
    private (string Outcome, string? Code, string? Wamid) _told = ("waiting", null, null);
    private string? _id;

    public SendOrder Order => order;

    public DateTimeOffset At => at;

    public string? Wamid => _told.Wamid;

    /// <summary>Sends, and waits for what the caller is told.</summary>
    public async Task GoAsync(JsonCalls hub, CancellationToken ct)
    {
        var body = order.Content.DeepClone().AsObject();
        body["messaging_product"] = "whatsapp";
        body[char.IsAsciiDigit(order.Customer[0]) ? "to" : "recipient"] = order.Customer;
        try
        {
            var path = order.IsDropIn ? $"/v25.0/{phoneNumberId}/messages" : $"/v1/numbers/{phoneNumberId}/messages";
            var (status, answer) = await hub.AskAsync(HttpMethod.Post, path, body, ct);
            if (order.IsDropIn)
                _told = Answers.Read(status, answer);
            else if (status == 202)
                _id = (string?)JsonNode.Parse(answer)!["id"];
            else
                _told = ("refused", ((string?)JsonNode.Parse(answer)?["type"])?.Split(':')[^1], null);
        }
        catch (Exception lost) when (lost is HttpRequestException or JsonException)
        {
            _told = ("unknown", null, null);
        }
    }

    /// <summary>What the caller knows now; of what <c>/v1</c> took over it asks again.</summary>
    public async Task<SendOutcome> LookAsync(JsonCalls hub, CancellationToken ct)
    {
        if (_id is not null)
        {
            var node = await hub.GetAsync($"/v1/numbers/{phoneNumberId}/outbox/{_id}", ct);
            var view = node.Deserialize<SendView>(JsonCalls.SnakeCase)!;
            _told = (Shown.OutcomeOf(view.State), Shown.CodeOf(view.Refusal), view.Wamid);
        }

        return new SendOutcome(order, at, _told.Outcome, _told.Code, _told.Wamid);
    }
}
