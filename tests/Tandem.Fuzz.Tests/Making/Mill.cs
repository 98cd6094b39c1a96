using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.CloudApi.Security;
using Tandem.Engine.Storing;
using Tandem.Fuzz.Tests.Judging;

namespace Tandem.Fuzz.Tests.Making;

/// <summary>One input of the intake.</summary>
/// <param name="Body">The bytes.</param>
/// <param name="Signature">The header's value; null: there is none.</param>
/// <param name="SignedBy">The shop whose app's secret signed these very bytes; null: nobody's did.</param>
internal sealed record FuzzInput(byte[] Body, string? Signature, Shop? SignedBy);

/// <summary>Makes inputs, endlessly, the same for the same seed.</summary>
/// <remarks>
/// From one webhook of the corpus, dressed anew and mutated as JSON, come several inputs: as it is, and mutated as
/// bytes. Most are signed, so that they get behind the door.
/// </remarks>
internal sealed class Mill(int seed)
{
    private const int BytesPerTree = 6;

    /// <summary>Two accounts of two apps: neither may speak for the other's number.</summary>
    public static readonly IReadOnlyList<Shop> Shops =
    [
        new("106540352242922", "15550783881", "102290129340398", "app1", "the first app's secret"u8.ToArray()),
        new("206540352242923", "15550783882", "202290129340399", "app2", "the second app's secret"u8.ToArray()),
    ];

    /// <summary>Whoever is registered or always there, and so has to apply what concerns them.</summary>
    public static readonly IReadOnlyList<Owner> Owners =
    [
        .. Shops.Select(shop => Owner.Number(shop.PhoneNumberId)), .. Shops.Select(shop => Owner.Account(shop.WabaId)),
        Owner.Unknown, Owner.Unreadable,
    ];

    private static readonly IReadOnlyList<Person> People = [.. Enumerable.Range(1, 40).Select(Person.Of)];

    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 2000 };

    private static readonly byte[] Lone = Encoding.UTF8.GetBytes(TreeMutator.LoneSurrogate);

    private readonly Random _chance = new(seed);
    private readonly Queue<FuzzInput> _ready = new();
    private int _canaries;
    private byte[] _last = Corpus.Bodies[0];

    private Dresser Dresser => field ??= new Dresser(_chance, People, Shops);

    private TreeMutator Trees => field ??= new TreeMutator(_chance);

    private ByteMutator Bytes => field ??= new ByteMutator(_chance);

    /// <summary>The next input.</summary>
    public FuzzInput Next()
    {
        if (_ready.Count == 0)
            Refill();
        return _ready.Dequeue();
    }

    /// <summary>A tree as bytes; what stands for half a surrogate pair becomes one.</summary>
    public static byte[] ToBytes(JsonObject tree)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(tree, Plain);
        return bytes.AsSpan().IndexOf(Lone) < 0
            ? bytes
            : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes)
                .Replace(TreeMutator.LoneSurrogate, "\\ud83d", StringComparison.Ordinal));
    }

    private void Refill()
    {
        var shop = Dresser.AnyShop();
        var tree = Dresser.Dress(AnyTree(), shop);
        if (_chance.Next(10) != 0)
            Trees.Mutate(tree, Dresser.Dress(AnyTree(), _chance.Next(4) == 0 ? Dresser.AnyShop() : shop));
        Mark(tree);
        var body = ToBytes(tree);
        _ready.Enqueue(Sign(body, shop));
        for (var n = 1; n < BytesPerTree; n++)
            _ready.Enqueue(Sign(Bytes.Mutate(body, _last), shop));
        _last = body;
    }

    private JsonObject AnyTree() => Corpus.Trees[_chance.Next(Corpus.Trees.Count)];

    // A canary in every item of a list that could be a message, and in what an edit says: last of all, so that wherever
    // it ends, this is where it came from.
    private void Mark(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var (_, value) in members)
                Mark(value);
        }

        foreach (var item in node as JsonArray ?? [])
        {
            if (item is JsonObject message && IsLikeMessage(message))
                Stamp(message, string.Create(CultureInfo.InvariantCulture, $"cn{_canaries++:D8}"));
            else
                Mark(item);
        }
    }

    private static bool IsLikeMessage(JsonObject item) =>
        item.ContainsKey("type") || item.ContainsKey("timestamp") || item.ContainsKey("from");

    private static void Stamp(JsonObject message, string canary)
    {
        message[Testimony.Canary] = canary;
        if (message["edit"] is JsonObject edit && edit["message"] is JsonObject edited)
            edited[Testimony.Canary] = canary;
    }

    private FuzzInput Sign(byte[] body, Shop shop)
    {
        var signer = _chance.Next(12) == 0 ? Dresser.AnyShop() : shop;
        var right = WebhookSignature.Sign(body, signer.Secret);
        return _chance.Next(40) switch
        {
            0 => new(body, null, null),
            1 => new(body, WebhookSignature.Sign(body, "nobody's"u8), null),
            2 => new(body, right[..^1], null),
            3 => new(body, $"{right}0", null),
            4 => new([.. body, (byte)' '], right, null),
            5 => new(body, right.Replace("sha256", "sha1", StringComparison.Ordinal), null),
            _ => new(body, right, signer),
        };
    }
}
