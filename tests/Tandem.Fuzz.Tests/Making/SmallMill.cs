using System.Text;
using System.Text.Json.Nodes;

namespace Tandem.Fuzz.Tests.Making;

/// <summary>Makes mutated documents of a few whole ones, endlessly, the same for the same seed.</summary>
/// <param name="seed">Its seed.</param>
/// <param name="whole">JSON objects to begin with.</param>
internal sealed class SmallMill(int seed, IReadOnlyList<string> whole)
{
    private readonly Random _chance = new(seed);

    private TreeMutator Trees => field ??= new TreeMutator(_chance);

    private ByteMutator Bytes => field ??= new ByteMutator(_chance);

    /// <summary>The next document: one in eight as it is, the others mutated as JSON, as bytes, or as both.</summary>
    public byte[] Next()
    {
        var how = _chance.Next(8);
        var tree = AnyTree();
        if (how is > 0 and < 6)
            Trees.Mutate(tree, AnyTree());
        var body = Mill.ToBytes(tree);
        return how > 3 ? Bytes.Mutate(body, Encoding.UTF8.GetBytes(Any())) : body;
    }

    private string Any() => whole[_chance.Next(whole.Count)];

    private JsonObject AnyTree() => JsonNode.Parse(Any())!.AsObject();
}
