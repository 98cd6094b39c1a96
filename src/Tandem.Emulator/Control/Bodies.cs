using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Tandem.Emulator.Graph;
using Tandem.Platform;

namespace Tandem.Emulator.Control;

/// <summary>
/// Reads JSON and says precisely what is wrong with it: which member, which rule, what to do. Names and types are
/// checked one by one, because the serializer's own words name neither rule nor remedy.
/// </summary>
internal static class Bodies
{
    /// <summary>The body, or why it is none.</summary>
    public static async Task<(T? Body, ActRefusal? Refusal)> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        var bytes = await GraphBody.AllAsync(request.Body, request.HttpContext.RequestAborted);
        try
        {
            return Read(JsonElement.Parse(bytes), type);
        }
        catch (JsonException fault)
        {
            return (null, new(
                "body",
                $"it is a JSON object with {NamesOf(type)}",
                bytes.Length > 0 && fault.LineNumber is { } line
                    ? $"mend line {line + 1}, where it stops being JSON"
                    : "send one"));
        }
    }

    /// <summary>A value of a type, or why the JSON is none.</summary>
    public static (T? Value, ActRefusal? Refusal) Read<T>(JsonElement json, JsonTypeInfo<T> type, string path = "")
        where T : class =>
        Objection(json, type, path) is { } refusal ? (null, refusal) : (json.Deserialize(type), null);

    /// <summary>Why the JSON is no value of a type; null: it is one.</summary>
    /// <param name="json">The value.</param>
    /// <param name="type">Of what.</param>
    /// <param name="path">What the value itself is called; empty for a whole body.</param>
    public static ActRefusal? Objection(JsonElement json, JsonTypeInfo type, string path) =>
        Objections(json, type, path).FirstOrDefault();

    /// <summary>All that is wrong with a value.</summary>
    /// <param name="json">The value.</param>
    /// <param name="type">Of what.</param>
    /// <param name="path">What the value itself is called; empty for a whole body.</param>
    public static IEnumerable<ActRefusal> Objections(JsonElement json, JsonTypeInfo type, string path) =>
        (type.Kind, json.ValueKind) switch
        {
            (JsonTypeInfoKind.Object, JsonValueKind.Object) => OnMembers(json, type, path),
            (JsonTypeInfoKind.Object, _) =>
                [new(path.Length > 0 ? path : "body", $"it is an object with {NamesOf(type)}", "send one")],
            (JsonTypeInfoKind.Dictionary, JsonValueKind.Object) when type.ElementType is { } element =>
                json.EnumerateObject().SelectMany(member => Objections(
                    member.Value, type.Options.GetTypeInfo(element), $"{path}.{member.Name}")),
            (JsonTypeInfoKind.Enumerable, JsonValueKind.Array) when type.ElementType is { } element =>
                json.EnumerateArray().SelectMany((item, i) => Objections(
                    item, type.Options.GetTypeInfo(element), $"{path}[{i}]")),
            _ => OnValue(json, type, path),
        };

    /// <summary>What a value of a type looks like, in words.</summary>
    public static string Describe(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Describe(inner) + ", or null";
        if (type.IsEnum)
            return "one of " + string.Join(
                ", ", Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName));
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return $"a list; each entry is {Describe(type.GetGenericArguments()[0])}";
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>))
            return $"an object of names; each is {Describe(type.GetGenericArguments()[1])}";
        return Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => "true or false",
            TypeCode.Int32 or TypeCode.Int64 or TypeCode.UInt64 => "a whole number",
            TypeCode.Double => "a number",
            TypeCode.String => "a text",
            _ when type == typeof(TimeSpan) => "a number of seconds, 0 or more",
            _ when type == typeof(DateTimeOffset) => "a time like 2026-01-31T12:00:00Z",
            _ when type == typeof(Latency) => "an object of seconds: min, max, and maybe tail_chance, tail_max",
            _ => "an object",
        };
    }

    /// <summary>Refuses a name that is not known, with the one that was probably meant.</summary>
    /// <param name="field">What was named wrongly.</param>
    /// <param name="rule">What comes before the known names.</param>
    /// <param name="known">The known names.</param>
    /// <param name="given">What was given.</param>
    public static ActRefusal Unknown(string field, string rule, IReadOnlyCollection<string> known, string given) => new(
        field,
        $"{rule} {string.Join(", ", known)}",
        Nearest.To(given, known) is { } near ? $"did you mean {near}?" : "leave it out");

    private static IEnumerable<ActRefusal> OnMembers(JsonElement json, JsonTypeInfo type, string path)
    {
        var prefix = path.Length > 0 ? path + "." : "";
        foreach (var member in json.EnumerateObject())
        {
            var name = prefix + member.Name;
            if (type.Properties.FirstOrDefault(known => known.Name == member.Name) is not { } property)
                yield return Unknown(
                    name,
                    path.Length > 0 ? $"{path} has" : "there are",
                    [.. type.Properties.Select(known => known.Name)],
                    member.Name);
            else if (member.Value.ValueKind != JsonValueKind.Null)
                foreach (var objection in Objections(
                    member.Value, type.Options.GetTypeInfo(property.PropertyType), name))
                    yield return objection;
            else if (!property.IsSetNullable)
                yield return new(name, $"it is {Describe(property.PropertyType)}", "change it or leave it out");
        }

        foreach (var property in type.Properties.Where(known => known.IsRequired))
        {
            if (!json.TryGetProperty(property.Name, out _))
                yield return new(prefix + property.Name, $"it is {Describe(property.PropertyType)}", "add it");
        }
    }

    private static IEnumerable<ActRefusal> OnValue(JsonElement json, JsonTypeInfo type, string path)
    {
        try
        {
            json.Deserialize(type);
            return [];
        }
        catch (JsonException)
        {
            return [new(path, $"it is {Describe(type.Type)}", "change it or leave it out")];
        }
    }

    private static string NamesOf(JsonTypeInfo type) =>
        string.Join(", ", type.Properties.Select(property => property.Name));
}
