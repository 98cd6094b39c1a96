using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Engine.Registry;
using Tandem.Platform;

namespace Tandem.Drills.Worlds;

/// <summary>A bot that knows only the Cloud API: it is told by webhook, thinks for a while, and answers.</summary>
internal sealed class Bot(World world)
{
    private readonly Chance _chance = world.Stream("bot");
    private readonly SortedSet<string> _heard = new(StringComparer.Ordinal);

    public static EndpointRegistration Endpoint { get; } = new("bot-endpoint")
    {
        Url = Numbering.BotUrl,
        VerifyToken = "drill",
        ProtectedSecret = "bot-secret",
        Format = "meta",
        KeyId = Callers.BotKey.Id,
    };

    /// <summary>Wamids of customers' messages it was told of.</summary>
    public IReadOnlyCollection<string> Heard => _heard;

    /// <summary>The callback data of the statuses it was told, with their wamids.</summary>
    public List<(string Wamid, string? Mark)> Marks { get; } = [];

    /// <summary>What it does about a customer's message (number, customer) instead of what chance has it do; null:
    /// nothing else.</summary>
    public Action<string, string>? Answers { get; set; }

    /// <summary>Takes one webhook of the hub.</summary>
    public void Hear(ReadOnlyMemory<byte> body)
    {
        world.Witness.Forwards.Hears(body);
        using var json = JsonDocument.Parse(body);
        foreach (var value in json.RootElement.GetProperty("entry").EnumerateArray()
            .SelectMany(entry => entry.GetProperty("changes").EnumerateArray())
            .Select(change => change.GetProperty("value")))
        {
            foreach (var status in List(value, "statuses"))
                Marks.Add((status.GetProperty("id").GetString()!, Text(status, "biz_opaque_callback_data")));
            var number = value.TryGetProperty("metadata", out var metadata) ? Text(metadata, "phone_number_id") : null;
            foreach (var message in List(value, "messages"))
                Hear(message, number!);
        }
    }

    private void Hear(JsonElement message, string number)
    {
        var wamid = message.GetProperty("id").GetString()!;
        var to = Text(message, "from") ?? Text(message, "from_user_id")!;
        var isNew = _heard.Add(wamid);
        if (isNew && Answers is not null && Text(message, "type") is not ("edit" or "revoke" or "reaction"))
            Answers(number, to);
        if (!isNew || Answers is not null || !world.Weather.IsStormy || !_chance.Happens(0.8))
            return;

        var thinks = world.Plan.BotThinks * _chance.Unit();
        world.Time.After(thinks, () => world.Callers.SendByDropIn(Callers.BotKey, number, to, Compose(wamid)));
        if (_chance.Happens(0.15)) // a second answer right behind the first
            world.Time.After(thinks, () => world.Callers.SendByDropIn(Callers.BotKey, number, to, Compose(wamid)));
    }

    private JsonObject Compose(string wamid)
    {
        var body = _chance.Happens(0.2)
            ? new JsonObject { ["type"] = "image", ["image"] = new JsonObject { ["link"] = "https://bot.drill/a.png" } }
            : new JsonObject { ["type"] = "text", ["text"] = new JsonObject { ["body"] = $"Answer to {wamid}" } };
        if (_chance.Happens(0.3))
            body["context"] = new JsonObject { ["message_id"] = wamid };
        return body;
    }

    private static IEnumerable<JsonElement> List(JsonElement value, string name) =>
        value.TryGetProperty(name, out var list) ? list.EnumerateArray() : [];

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
