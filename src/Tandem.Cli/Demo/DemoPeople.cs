using System.Net;
using System.Text.Json.Nodes;

namespace Tandem.Cli.Demo;

/// <summary>
/// The demo's people: a dozen customers who keep asking, and an owner who now and then answers herself.
/// </summary>
/// <remarks>
/// At pace 1 somebody writes every six seconds or so; no customer is answered more often than WhatsApp's pair limit
/// allows (one message in six seconds), also at pace 10.
/// </remarks>
internal sealed class DemoPeople(HttpClient http, string emulator, string phoneNumberId, double pace)
{
    private readonly Random _chance = new(20260211);
    private readonly int[] _next = new int[Cast.Customers.Count];

    /// <summary>Talks until it is told to stop.</summary>
    public async Task TalkAsync(CancellationToken ct)
    {
        try
        {
            await OpenAsync(ct);
            await Task.WhenAll(CustomersAsync(ct), OwnerAsync(ct));
        }
        catch (OperationCanceledException)
        {
            // Asked to stop: that is how it ends.
        }
    }

    // The first scene shows all three voices on one timeline within seconds, whatever the pace.
    private async Task OpenAsync(CancellationToken ct)
    {
        foreach (var person in Cast.Customers)
        {
            var path = $"{emulator}/_emulator/customers/{person.WaId}";
            using var known = await http.PutAsJsonAsync(path, new JsonObject { ["name"] = person.Name }, ct);
            known.EnsureSuccessStatusCode();
        }

        await CustomerSaysAsync(0, Text("Hi! Are you open today?"), ct);
        await Task.Delay(TimeSpan.FromSeconds(2), ct);
        await OwnerSaysAsync(
            Cast.Customers[0].WaId, Text("Hello Ana, Lucía here. Come by until eight, I kept yours aside."), ct);
        await CustomerSaysAsync(1, Text(Cast.Customers[1].Lines[0]), ct);
        _next[0] = _next[1] = 1;
    }

    private async Task CustomersAsync(CancellationToken ct)
    {
        while (true)
        {
            for (var who = 0; who < Cast.Customers.Count; who++)
            {
                await PauseAsync(3, 9, ct);
                var lines = Cast.Customers[who].Lines;
                if (_chance.Next(6) == 0 && await LastAnswerAsync(who, ct) is { } answer)
                    await CustomerSaysAsync(who, Reaction(answer, Cast.Emoji[_chance.Next(Cast.Emoji.Count)]), ct);
                else
                    await CustomerSaysAsync(who, Text(lines[_next[who]++ % lines.Count]), ct);
            }
        }
    }

    private async Task OwnerAsync(CancellationToken ct)
    {
        while (true)
        {
            await PauseAsync(25, 45, ct);
            var who = Cast.Customers[_chance.Next(Cast.Customers.Count)];
            await OwnerSaysAsync(who.WaId, Text(Cast.OwnerLines[_chance.Next(Cast.OwnerLines.Count)]), ct);
        }
    }

    private Task PauseAsync(double least, double most, CancellationToken ct) =>
        Task.Delay(TimeSpan.FromSeconds((least + (_chance.NextDouble() * (most - least))) / pace), ct);

    private async Task<string?> LastAnswerAsync(int who, CancellationToken ct)
    {
        var path = $"{emulator}/_emulator/customers/{Cast.Customers[who].WaId}/chats/{phoneNumberId}";
        using var answer = await http.GetAsync(path, ct);
        if (!answer.IsSuccessStatusCode)
            return null; // nobody has written yet
        var chat = await answer.Content.ReadFromJsonAsync<JsonNode>(ct);
        return (string?)(chat!["data"] as JsonArray)
            ?.LastOrDefault(line => (string?)line!["author"] != "customer")?["wamid"];
    }

    private Task CustomerSaysAsync(int who, JsonObject message, CancellationToken ct)
    {
        message["to"] = phoneNumberId;
        return PostAsync($"{emulator}/_emulator/customers/{Cast.Customers[who].WaId}/messages", message, ct);
    }

    private Task OwnerSaysAsync(string customer, JsonObject message, CancellationToken ct)
    {
        message["to"] = customer;
        return PostAsync($"{emulator}/_emulator/phones/{phoneNumberId}/messages", message, ct);
    }

    /// <summary>Whoever plays with the world may have made an act impossible (a deleted account, say): then it is not
    /// done, and the others go on.</summary>
    private async Task PostAsync(string url, JsonObject body, CancellationToken ct)
    {
        using var answer = await http.PostAsJsonAsync(url, body, ct);
        if (answer.StatusCode != HttpStatusCode.BadRequest)
            answer.EnsureSuccessStatusCode();
    }

    private static JsonObject Text(string body) =>
        new() { ["type"] = "text", ["text"] = new JsonObject { ["body"] = body } };

    private static JsonObject Reaction(string wamid, string emoji) => new()
    {
        ["type"] = "reaction",
        ["reaction"] = new JsonObject { ["message_id"] = wamid, ["emoji"] = emoji },
    };
}
