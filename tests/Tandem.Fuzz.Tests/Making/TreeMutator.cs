using System.Text.Json.Nodes;

namespace Tandem.Fuzz.Tests.Making;

/// <summary>Changes a webhook as JSON: members dropped, moved, swapped, of another type; parts of others.</summary>
internal sealed class TreeMutator(Random chance)
{
    /// <summary>Stands for half a surrogate pair, which no string can hold until the bytes are written.</summary>
    public const string LoneSurrogate = "@@lone@@";

    private const int DeepestNest = 80;

    private static readonly string[] Kinds =
    [
        "text", "image", "reaction", "edit", "revoke", "system", "unsupported", "media_placeholder", "contacts",
        "interactive", "order", "request_welcome", "nobody_knows_this", "",
    ];

    private static readonly string[] Fields =
    [
        "messages", "smb_message_echoes", "history", "smb_app_state_sync", "account_update", "user_preferences",
        "user_id_update", "message_template_status_update", "standby", "nobody_knows_this",
    ];

    private static readonly string[] Times =
        ["0", "-1", "99999999999999999999", "1e400", "1749416383000", "", "now", "1749416383.5", "١٢٣"];

    /// <summary>Changes a tree in a few places.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="other">Another one, for parts of it.</param>
    public void Mutate(JsonObject tree, JsonObject other)
    {
        for (var times = 1 + chance.Next(3); times > 0; times--)
            MutateOnce(tree, other);
    }

    private void MutateOnce(JsonObject tree, JsonObject other)
    {
        var places = new List<Place>();
        Collect(tree, places);
        if (places.Count == 0)
            return;

        var place = places[chance.Next(places.Count)];
        switch (chance.Next(12))
        {
            case 0:
                place.Drop();
                break;
            case 1:
                place.Double(chance);
                break;
            case 2 or 3:
                Swap(places, IsNaming);
                break;
            case 4:
                Swap(places, at => at.Name == place.Name);
                break;
            case 5:
                place.Put(Odd());
                break;
            case 6:
                Retag(places);
                break;
            case 7:
                place.Put(AnyOf(other));
                break;
            case 8:
                place.Put(Nest(place.Value));
                break;
            case 9:
                Borrow(places, other);
                break;
            case 10:
                AnyNamed(places, "contacts")?.Drop();
                break;
            default:
                AnyNamed(places, "timestamp")?.Put(JsonValue.Create(Times[chance.Next(Times.Length)]));
                break;
        }
    }

    private static bool IsNaming(Place at) => Names.OfPeople(at.Name) || at.Name is "id" or "message_id";

    private void Swap(List<Place> places, Func<Place, bool> which)
    {
        var some = places.Where(which).ToList();
        if (some.Count < 2)
            return;

        var (a, b) = (some[chance.Next(some.Count)], some[chance.Next(some.Count)]);
        var (first, second) = (a.Value?.DeepClone(), b.Value?.DeepClone());
        if (a.IsThere && b.IsThere)
        {
            a.Put(second);
            if (b.IsThere)
                b.Put(first);
        }
    }

    private void Retag(List<Place> places)
    {
        if (chance.Next(2) == 0)
            AnyNamed(places, "type")?.Put(JsonValue.Create(Kinds[chance.Next(Kinds.Length)]));
        else
            AnyNamed(places, "field")?.Put(JsonValue.Create(Fields[chance.Next(Fields.Length)]));
    }

    // Items of another webhook's list of the same name, or of any list of it.
    private void Borrow(List<Place> places, JsonObject other)
    {
        var theirs = new List<Place>();
        Collect(other, theirs);
        var lists = places.Where(at => at.Value is JsonArray).ToList();
        var others = theirs.Where(at => at.Value is JsonArray { Count: > 0 }).ToList();
        if (lists.Count == 0 || others.Count == 0)
            return;

        var list = lists[chance.Next(lists.Count)];
        var from = others.FirstOrDefault(at => at.Name == list.Name) ?? others[chance.Next(others.Count)];
        foreach (var item in ((JsonArray)from.Value!).ToList())
            ((JsonArray)list.Value!).Add(item?.DeepClone());
    }

    private Place? AnyNamed(List<Place> places, string name)
    {
        var some = places.Where(at => at.Name == name).ToList();
        return some.Count == 0 ? null : some[chance.Next(some.Count)];
    }

    private JsonNode? AnyOf(JsonObject tree)
    {
        var places = new List<Place>();
        Collect(tree, places);
        return places.Count == 0 ? null : places[chance.Next(places.Count)].Value?.DeepClone();
    }

    private JsonNode? Odd() => chance.Next(12) switch
    {
        0 => null,
        1 => JsonValue.Create(true),
        2 => JsonValue.Create(-1),
        3 => JsonNode.Parse("1e400"),
        4 => JsonNode.Parse("123456789012345678901234567890123456789012345678901234567890"),
        5 => JsonValue.Create(""),
        6 => JsonValue.Create(new string('x', chance.Next(1, 5000))),
        7 => new JsonArray(),
        8 => new JsonObject(),
        9 => JsonValue.Create(LoneSurrogate),
        10 => JsonValue.Create("\0␀\u202E\uFEFF\u2028"),
        _ => JsonValue.Create("..\\/%00'\"; DROP TABLE rows; --"),
    };

    private JsonNode? Nest(JsonNode? value)
    {
        var nested = value?.DeepClone();
        var isList = chance.Next(2) == 0;
        for (var depth = chance.Next(1, DeepestNest); depth > 0; depth--)
            nested = isList ? new JsonArray(nested) : new JsonObject { ["a"] = nested };
        return nested;
    }

    private static void Collect(JsonNode node, List<Place> places)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, value) in members.ToList())
            {
                places.Add(new Place(name, value, members, -1));
                if (value is not null)
                    Collect(value, places);
            }
        }
        else if (node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                places.Add(new Place("", items[i], items, i));
                if (items[i] is { } item)
                    Collect(item, places);
            }
        }
    }

    private sealed record Place(string Name, JsonNode? Value, JsonNode Parent, int Index)
    {
        public bool IsThere =>
            Parent is JsonObject members ? members.ContainsKey(Name) : Index < ((JsonArray)Parent).Count;

        public void Put(JsonNode? value)
        {
            if (Parent is JsonObject members)
                members[Name] = value;
            else if (IsThere)
                ((JsonArray)Parent)[Index] = value;
        }

        public void Drop()
        {
            if (Parent is JsonObject members)
                members.Remove(Name);
            else if (IsThere)
                ((JsonArray)Parent).RemoveAt(Index);
        }

        public void Double(Random chance)
        {
            if (Parent is JsonArray items)
                items.Insert(chance.Next(items.Count + 1), Value?.DeepClone());
            else if (Value is JsonArray { Count: > 0 } list)
                list.Add(list[chance.Next(list.Count)]?.DeepClone());
        }
    }
}
