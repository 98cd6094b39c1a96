using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tandem.Fuzz.Tests.Judging;

/// <summary>
/// What a webhook's JSON itself says about who is who and who said what, read by a walk that knows nothing of the
/// hub's: the judge must be able to disagree.
/// </summary>
/// <param name="businesses">The businesses' own numbers, which are nobody's name.</param>
internal sealed partial class Testimony(IReadOnlySet<string> businesses)
{
    /// <summary>The member that marks an object, so that it is found again wherever it ends.</summary>
    public const string Canary = "x_canary";

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 512 };

    /// <summary>Groups of names that one object, or a thread and what is in it, gives to one person.</summary>
    public List<IReadOnlyCollection<string>> Links { get; } = [];

    /// <summary>By canary: the names an object gives to its two ends; where it gives none, all in it and beside
    /// it.</summary>
    public Dictionary<string, HashSet<string>> Stated { get; } = new(StringComparer.Ordinal);

    /// <summary>By canary: the numbers it may belong to.</summary>
    public Dictionary<string, HashSet<string>> Numbers { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads a body; says nothing of one that is no JSON.</summary>
    public static Testimony Of(ReadOnlySpan<byte> body, IReadOnlySet<string> businesses)
    {
        try
        {
            // What is no character in UTF-8 or UTF-16 stands for the one that says so.
            return Of(Surrogates().Replace(
                Encoding.UTF8.GetString(body), match => match.Length > 6 ? match.Value : "\\ufffd"), businesses);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return new Testimony(businesses);
        }
    }

    /// <summary>Reads a text that is JSON.</summary>
    public static Testimony Of(string json, IReadOnlySet<string> businesses)
    {
        using var document = JsonDocument.Parse(json, Deep);
        return Of(document.RootElement, businesses);
    }

    /// <summary>The ASCII digits of a text; null when there are none.</summary>
    public static string? Digits(string? text) =>
        text is not null && string.Concat(text.Where(char.IsAsciiDigit)) is { Length: > 0 } digits ? digits : null;

    private static Testimony Of(JsonElement root, IReadOnlySet<string> businesses)
    {
        var testimony = new Testimony(businesses);
        testimony.Visit(root, new Scope([], []));
        return testimony;
    }

    private void Visit(JsonElement at, Scope scope)
    {
        if (at.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in at.EnumerateArray())
                Visit(item, scope);
        }

        if (at.ValueKind != JsonValueKind.Object)
            return;

        var own = OwnNames(at);
        var isOwners = own.Overlaps(businesses);
        own.ExceptWith(businesses);
        var isThread = Has(at, "messages", JsonValueKind.Array)
            && (Has(at, "id", JsonValueKind.String) || Has(at, "context", JsonValueKind.Object));
        if (isThread)
            own.UnionWith(ThreadNames(at));
        if (own.Count > 0)
            Links.Add(own);
        if (scope.Thread is { } thread && own.Count > 0)
            Links.Add([.. thread, .. own]);
        var inner = new Scope(
            [.. scope.Numbers, .. NumbersOf(at)],
            [.. scope.Beside, .. ContactsOf(at), .. isThread ? own : []],
            isThread ? own : scope.Thread,
            Testify(at, own, scope, isOwners) || scope.IsHeard,
            scope.IsEchoes);
        foreach (var member in at.EnumerateObject())
            Visit(member.Value, inner with { IsEchoes = inner.IsEchoes || member.Name == "message_echoes" });
    }

    // What an edit says has its message's canary: the message around it is heard, and names people.
    private bool Testify(JsonElement at, HashSet<string> own, Scope scope, bool isOwners)
    {
        var isHeard = false;
        foreach (var member in at.EnumerateObject())
        {
            if (member.Name != Canary || Text(member.Value) is not { } canary || scope.IsHeard)
                continue;
            isHeard = true;
            AddTo(Stated, canary, scope.Thread ?? []);
            if (isOwners)
                AddTo(Stated, canary, businesses);
            AddTo(Stated, canary, Ends(at, scope.IsEchoes) is { Count: > 0 } ends ? ends : [.. own, .. scope.Beside]);
            AddTo(Numbers, canary, scope.Numbers);
        }

        return isHeard;
    }

    // Who sent it and whom it went to: where that is said, nothing beside the message counts. An echo was sent by the
    // business, whatever it names as its sender.
    private HashSet<string> Ends(JsonElement at, bool isEcho)
    {
        var ends = at.EnumerateObject()
            .Where(member => member.Name.Split('_')[0] is var end && (end is "to" || (end is "from" && !isEcho)))
            .Select(Name).OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        ends.ExceptWith(businesses);
        return ends;
    }

    private static void AddTo(Dictionary<string, HashSet<string>> all, string key, IEnumerable<string> more)
    {
        if (!all.TryGetValue(key, out var known))
            all[key] = known = new(StringComparer.Ordinal);
        known.UnionWith(more);
    }

    // Its own members, and those of objects in it: not of lists, which hold other people.
    private static HashSet<string> OwnNames(JsonElement at, int depth = 0)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in at.EnumerateObject())
        {
            if (Name(member) is { } name)
                names.Add(name);
            else if (member.Value.ValueKind == JsonValueKind.Object && depth < 3 && !IsAboutOthers(member))
                names.UnionWith(OwnNames(member.Value, depth + 1));
        }

        return names;
    }

    // A quotation names who wrote what is quoted.
    private static bool IsAboutOthers(JsonProperty member) =>
        member.Name is "value" or "metadata" or "entry" or "changes"
        || (member.Name == "context" && Has(member.Value, "id", JsonValueKind.String));

    private static string? Name(JsonProperty member) =>
        Making.Names.Numbers.Contains(member.Name) ? Digits(Text(member.Value))
        : Making.Names.Users.Contains(member.Name) ? Text(member.Value) is { Length: > 0 } id ? id : null
        : null;

    private static IEnumerable<string> ThreadNames(JsonElement thread)
    {
        foreach (var member in thread.EnumerateObject())
        {
            if (member.Name == "id" && Text(member.Value) is { Length: > 0 } id)
            {
                yield return id;
                if (Digits(id) is { } digits)
                    yield return digits;
            }
        }
    }

    private static IEnumerable<string> NumbersOf(JsonElement at) =>
        at.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Object)
            .SelectMany(member => member.Value.EnumerateObject())
            .Concat(at.EnumerateObject())
            .Where(member => member.Name == "phone_number_id")
            .Select(member => Text(member.Value)).OfType<string>();

    private static IEnumerable<string> ContactsOf(JsonElement at) =>
        at.EnumerateObject()
            .Where(member => member.Name == "contacts" && member.Value.ValueKind == JsonValueKind.Array)
            .SelectMany(member => member.Value.EnumerateArray())
            .Where(contact => contact.ValueKind == JsonValueKind.Object)
            .SelectMany(contact => OwnNames(contact));

    private static bool Has(JsonElement at, string name, JsonValueKind kind) =>
        at.EnumerateObject().Any(member => member.Name == name && member.Value.ValueKind == kind);

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    [GeneratedRegex(@"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}")]
    private static partial Regex Surrogates();

    private sealed record Scope(
        IReadOnlyCollection<string> Numbers,
        IReadOnlyCollection<string> Beside,
        IReadOnlyCollection<string>? Thread = null,
        bool IsHeard = false,
        bool IsEchoes = false);
}
