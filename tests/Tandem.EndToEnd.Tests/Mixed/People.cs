using System.Text.Json.Nodes;
using Tandem.EndToEnd.Tests.Running;

namespace Tandem.EndToEnd.Tests.Mixed;

/// <summary>Customers who write, and an owner who answers some of them from the phone.</summary>
internal sealed class People(EmulatedWorld world, string number, IReadOnlyList<string> customers)
{
    private int _count;

    /// <summary>How much they said.</summary>
    public int Said => Volatile.Read(ref _count);

    /// <summary>Everybody writes once: only then may programs write to them.</summary>
    public async Task GreetAsync()
    {
        foreach (var customer in customers)
            await CustomerSaysAsync(customer, Text("Hello"));
    }

    /// <summary>Customers write until stopped; now and then they react to what they wrote.</summary>
    public async Task WriteAsync(int seed, CancellationToken stop)
    {
        var chance = new Random(seed);
        while (!stop.IsCancellationRequested)
        {
            var customer = customers[chance.Next(customers.Count)];
            var wamid = await CustomerSaysAsync(customer, Text($"in {_count:D6}"));
            if (chance.Next(6) == 0)
                await CustomerSaysAsync(customer, Reaction(wamid));
            await Task.Delay(chance.Next(20, 120), CancellationToken.None);
        }
    }

    /// <summary>The owner answers the first few customers until stopped; programs are held off these then.</summary>
    public async Task AnswerAsync(int seed, CancellationToken stop)
    {
        var chance = new Random(seed);
        while (!stop.IsCancellationRequested)
        {
            Interlocked.Increment(ref _count);
            var message = Text($"phone {_count:D6}");
            message["to"] = customers[chance.Next(customers.Count / 3)];
            await world.PostAsync($"phones/{number}/messages", message);
            await Task.Delay(chance.Next(200, 700), CancellationToken.None);
        }
    }

    private async Task<string> CustomerSaysAsync(string customer, JsonObject message)
    {
        Interlocked.Increment(ref _count);
        message["to"] = number;
        return (string)(await world.AskAsync($"customers/{customer}/messages", message))["wamid"]!;
    }

    private static JsonObject Text(string body) =>
        new() { ["type"] = "text", ["text"] = new JsonObject { ["body"] = body } };

    private static JsonObject Reaction(string wamid) => new()
    {
        ["type"] = "reaction",
        ["reaction"] = new JsonObject { ["message_id"] = wamid, ["emoji"] = "👍" },
    };
}
