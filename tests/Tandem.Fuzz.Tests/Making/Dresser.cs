using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.Fuzz.Tests.Judging;

namespace Tandem.Fuzz.Tests.Making;

/// <summary>
/// Gives a webhook of the corpus new people, numbers and message ids, the same everywhere in it: who was one person
/// stays one, so that whatever is filed wrongly afterwards is the hub's doing or a mutation's.
/// </summary>
internal sealed class Dresser(Random chance, IReadOnlyList<Person> people, IReadOnlyList<Shop> shops)
{
    private int _count;

    /// <summary>A new webhook of a shop, made from a case.</summary>
    public JsonObject Dress(JsonObject template, Shop shop)
    {
        var tree = (JsonObject)template.DeepClone();
        var suffix = Suffix();
        var business = DisplayNumbers(tree);
        var wardrobe = new Wardrobe(shop, Cast(tree, business), business, suffix);
        wardrobe.Walk(tree, inEntry: false);
        return tree;
    }

    // Mostly shared with the webhooks around it, so that edits, reactions and replies meet what they are about.
    private string? Suffix()
    {
        _count++;
        return chance.Next(20) switch
        {
            0 => null,
            < 6 => string.Create(CultureInfo.InvariantCulture, $"-own{_count}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"-story{_count / 24}"),
        };
    }

    /// <summary>Any shop.</summary>
    public Shop AnyShop() => shops[chance.Next(shops.Count)];

    // Names that some object of the webhook gives to one person get one of ours.
    private Dictionary<string, Person> Cast(JsonObject tree, IReadOnlySet<string> business)
    {
        var groups = new Kinship();
        foreach (var link in Testimony.Of(tree.ToJsonString(), business).Links)
            groups.Join(link);
        var cast = groups.Names.Select(groups.RootOf).Distinct()
            .ToDictionary(root => root, _ => people[chance.Next(people.Count)], StringComparer.Ordinal);
        return groups.Names.ToDictionary(name => name, name => cast[groups.RootOf(name)], StringComparer.Ordinal);
    }

    private static HashSet<string> DisplayNumbers(JsonNode? node)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        Find(node);
        return found;

        void Find(JsonNode? at)
        {
            if (at is JsonArray array)
                array.ToList().ForEach(Find);
            foreach (var (name, value) in at as JsonObject ?? [])
            {
                if (name == "display_phone_number" && Testimony.Digits(value?.ToString()) is { } digits)
                    found.Add(digits);
                Find(value);
            }
        }
    }

    private sealed class Wardrobe(
        Shop shop, Dictionary<string, Person> cast, IReadOnlySet<string> business, string? suffix)
    {
        public void Walk(JsonNode? node, bool inEntry)
        {
            if (node is JsonArray array)
            {
                foreach (var item in array)
                    Walk(item, inEntry);
            }

            if (node is not JsonObject members)
                return;

            foreach (var (name, value) in members.ToList())
            {
                if (value is JsonValue text && text.TryGetValue<string>(out var said))
                    members[name] = Replace(name, said, members, inEntry);
                else
                    Walk(value, inEntry: name == "entry");
            }
        }

        private string Replace(string name, string said, JsonObject owner, bool inEntry) => name switch
        {
            "phone_number_id" => shop.PhoneNumberId,
            "display_phone_number" => shop.Digits,
            "waba_id" => shop.WabaId,
            "id" when inEntry && owner.ContainsKey("changes") => shop.WabaId,
            "id" when owner.ContainsKey("messages") => Somebody(said) ?? said,
            _ when said.StartsWith("wamid.", StringComparison.Ordinal) => suffix is null ? said : said + suffix,
            _ when Names.OfPeople(name) => Somebody(said) ?? said,
            _ => said,
        };

        private string? Somebody(string said)
        {
            if (Testimony.Digits(said) is { } digits && business.Contains(digits) && !said.Contains('.'))
                return shop.Digits;
            return cast.TryGetValue(said, out var person)
                || cast.TryGetValue(Testimony.Digits(said) ?? "", out person)
                ? said.Contains(".ENT.", StringComparison.Ordinal) ? person.ParentUserId
                    : said.Contains('.', StringComparison.Ordinal) ? person.UserId
                    : said.StartsWith('+') ? "+" + person.WaId
                    : person.WaId
                : null;
        }
    }
}
