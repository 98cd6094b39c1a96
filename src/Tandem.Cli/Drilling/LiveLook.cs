using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Cli.Calling;
using Tandem.Drills.Checking;
using Tandem.Drills.Scenarios;
using Tandem.Drills.Scenarios.Playing;
using Tandem.Engine.Reading;
using Tandem.Platform;

namespace Tandem.Cli.Drilling;

/// <summary>Looks at a running hub by <c>/v1</c> and at a running emulator by its control API.</summary>
internal sealed class LiveLook(LiveStage stage, JsonCalls hub, JsonCalls emulator)
{
    private List<CustomerView>? _customers;

    /// <summary>What is to be seen now, as far as these expectations ask for it.</summary>
    public async Task<Evidence> AtAsync(
        IReadOnlyList<Expectation> looks, IReadOnlyList<Violation>? violations, CancellationToken ct)
    {
        var conversations = await ConversationsAsync(ct);
        var messages = new List<ShownMessage>();
        foreach (var conversation in conversations)
        {
            var views = await hub.ListAsync<MessageView>($"/v1/conversations/{conversation.Id}/messages", ct);
            messages.AddRange(views.Select(view => Shown.Of(view, conversation.Customer)));
        }

        var spots = await hub.GetAsync($"/v1/numbers/{stage.PhoneNumberId}/blind-spots", ct);
        return new Evidence
        {
            Start = stage.Start,
            Ledger = await LedgerAsync(ct),
            Messages = messages,
            Conversations = conversations,
            Gaps = [.. await GapsAsync("open", conversations, ct), .. await GapsAsync("closed", conversations, ct)],
            BlindSpots = [.. spots["data"]!.AsArray().Select(spot => (string)spot!["code"]!)],
            Link = (string)(await hub.GetAsync($"/v1/numbers/{stage.PhoneNumberId}", ct))["link"]!["state"]!,
            Sends = await SendsAsync(ct),
            Decided = looks.Any(look => look.Sight.Name == "delay") ? await DecidedAsync(messages, ct) : [],
            Screens = await ScreensAsync(looks, ct),
            Violations = violations,
        };
    }

    /// <summary>The conversations of the shop.</summary>
    public async Task<IReadOnlyList<ShownConversation>> ConversationsAsync(CancellationToken ct)
    {
        _customers = (await emulator.GetAsync("/_emulator/customers", ct))["data"]
            .Deserialize<List<CustomerView>>(JsonCalls.SnakeCase)!;
        var views = await hub.ListAsync<ConversationView>($"/v1/numbers/{stage.PhoneNumberId}/conversations", ct);
        return [.. views.Select(view => new ShownConversation(view.Id, CustomerOf(view.Contact), view.SpokenForBy))];
    }

    private async Task<IReadOnlyList<LedgerLine>> LedgerAsync(CancellationToken ct)
    {
        var lines = new List<LedgerLine>();
        long? after = 0;
        while (after is not null)
        {
            var page = await emulator.GetAsync(
                $"/_emulator/ledger?limit=5000&phone_number_id={stage.PhoneNumberId}&after={after}", ct);
            lines.AddRange(page["data"].Deserialize<List<LedgerLine>>(JsonCalls.SnakeCase)!);
            after = (long?)page["next_after"];
        }

        return lines;
    }

    private async Task<IEnumerable<ShownGap>> GapsAsync(
        string state, IReadOnlyList<ShownConversation> conversations, CancellationToken ct)
    {
        var gaps = await hub.ListAsync<GapEntryView>($"/v1/numbers/{stage.PhoneNumberId}/gaps?state={state}", ct);
        return gaps.Select(gap => new ShownGap(
            gap.Code, state == "open", conversations.FirstOrDefault(one => one.Id == gap.ConversationId)?.Customer,
            gap.Wamid, gap.Reason));
    }

    private async Task<IReadOnlyList<SendOutcome>> SendsAsync(CancellationToken ct)
    {
        var told = new List<SendOutcome>();
        foreach (var send in stage.Sends)
            told.Add(await send.LookAsync(hub, ct));
        return told;
    }

    private async Task<IReadOnlyList<Decided>> DecidedAsync(List<ShownMessage> messages, CancellationToken ct)
    {
        var decided = new List<Decided>();
        foreach (var message in messages)
        {
            var life = (await hub.GetAsync($"/v1/messages/{message.Id}/life", ct)).Deserialize<LifeView>(
                JsonCalls.SnakeCase)!;
            decided.AddRange(life.Data.Where(one => one is { Kind: "message", Source: "webhook" })
                .Select(one => new Decided(message.Customer, message.Wamid, one.DecidedAt - one.ArrivedAt)));
        }

        return decided;
    }

    private async Task<IReadOnlyList<ShownLine>> ScreensAsync(IReadOnlyList<Expectation> looks, CancellationToken ct)
    {
        var lines = new List<ShownLine>();
        foreach (var whose in looks.Where(look => look.Sight.Name == "screen")
            .Select(look => look.Given.Text("whose")!).Distinct())
        {
            foreach (var customer in _customers!.Select(one => one.Id))
            {
                var path = whose == "phone"
                    ? $"/_emulator/phones/{stage.PhoneNumberId}/chats/{customer}"
                    : $"/_emulator/customers/{customer}/chats/{stage.PhoneNumberId}";
                var (status, body) = await emulator.AskAsync(HttpMethod.Get, path, (JsonNode?)null, ct);
                if (status == 200)
                {
                    lines.AddRange(JsonNode.Parse(body)!["data"]!.AsArray().Select(line => new ShownLine(
                        whose == "phone" ? Screen.Phone : Screen.Customer, customer, LineOf(line!))));
                }
            }
        }

        return lines;
    }

    private string? CustomerOf(ContactView contact) => _customers!.FirstOrDefault(one =>
        (contact.WaId is not null && contact.WaId == one.WaId)
        || (contact.UserId is not null && contact.UserId == one.UserId))?.Id;

    private static ChatLine LineOf(JsonNode line) => new(
        (string)line["wamid"]!, (string)line["type"]!, (string)line["direction"]!, (string)line["author"]!,
        (DateTimeOffset)line["timestamp"]!, (string)line["status"]!, (bool)line["edited"]!,
        Encoding.UTF8.GetBytes(line["content"]!.ToJsonString()), []);
}
