using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.Platform;

namespace Tandem.Drills.Worlds;

/// <summary>Somebody who acts: with a stream of chance of their own, and a memory of what they said.</summary>
internal sealed class Person(World world, string name, bool isOwner)
{
    private static readonly string[] Emojis = ["👍", "🌱", "😀", ""];

    private readonly List<Said> _said = [];
    private int _words;

    public string Name => name;

    public bool IsOwner => isOwner;

    public Chance Chance { get; } = world.Stream($"person/{name}");

    public string PickNumber() => world.Plan.Numbers[Chance.Below(world.Plan.Numbers.Count)].PhoneNumberId;

    /// <summary>A customer, preferably one who is in talk with the number.</summary>
    public string PickCustomer(string number)
    {
        var chats = world.Platform.Mind.ChatsOf(number) ?? [];
        return chats.Count > 0 && Chance.Happens(0.9)
            ? chats[Math.Min(Chance.Below(chats.Count), Chance.Below(chats.Count))].Customer
            : world.Plan.Customers[Chance.Below(world.Plan.Customers.Count)];
    }

    public string Words() => $"{name} says {(++_words).ToString(CultureInfo.InvariantCulture)}";

    public string Emoji() => Emojis[Chance.Below(Emojis.Length)];

    /// <summary>Remembers a message of one's own by its wamid; null: it was refused.</summary>
    public void Remember(string number, string customer, string? wamid)
    {
        if (wamid is not null)
            _said.Add(new Said(number, customer, wamid));
    }

    /// <summary>The latest line of one's own that can be changed.</summary>
    public ChatLine? LatestOwn(string number, string customer)
    {
        var own = _said.Where(said => said.Number == number && said.Customer == customer)
            .Select(said => said.Wamid).ToHashSet(StringComparer.Ordinal); // changes are among them, and are no lines
        return Lines(number, customer).LastOrDefault(line => own.Contains(line.Wamid));
    }

    /// <summary>One of the latest lines of the other side that this screen shows.</summary>
    public ChatLine? LatestOfOther(string number, string customer)
    {
        var direction = isOwner ? "in" : "out";
        var theirs = Lines(number, customer).Where(line => line.Direction == direction).TakeLast(3).ToList();
        return theirs.Count == 0 ? null : theirs[Chance.Below(theirs.Count)];
    }

    /// <summary>The new version an edit carries: another text, or another caption.</summary>
    public (string Name, JsonNode Value) Edit(ChatLine line)
    {
        var content = new JsonObject { [line.Type == "text" ? "body" : "caption"] = Words() };
        return ("message", new JsonObject { ["type"] = line.Type, [line.Type] = content });
    }

    private IReadOnlyList<ChatLine> Lines(string number, string customer) =>
        world.Platform.Mind.Chat(isOwner ? Screen.Phone : Screen.Customer, number, customer) ?? [];

    private sealed record Said(string Number, string Customer, string Wamid);
}
