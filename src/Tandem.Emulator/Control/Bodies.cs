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
    public static ActRefusal? Objection(JsonElement json, JsonTypeInfo type, string path)
    {
        var field = path.Length > 0 ? path : "body";
        if (type.Kind == JsonTypeInfoKind.Object)
            return json.ValueKind == JsonValueKind.Object
                ? OnMembers(json, type, path)
                : new(field, $"it is a JSON object with {NamesOf(type)}", "send one");
        if (type is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element }
            && json.ValueKind == JsonValueKind.Array)
            return json.EnumerateArray()
                .Select((item, i) => Objection(item, type.Options.GetTypeInfo(element), $"{path}[{i}]"))
                .FirstOrDefault(objection => objection is not null);
        try
        {
            json.Deserialize(type);
            return null;
        }
        catch (JsonException)
        {
            return new(field, $"it is {Describe(type.Type)}", "change it or leave it out");
        }
    }

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

    private static ActRefusal? OnMembers(JsonElement json, JsonTypeInfo type, string path)
    {
        var prefix = path.Length > 0 ? path + "." : "";
        foreach (var member in json.EnumerateObject())
        {
            var name = prefix + member.Name;
            if (type.Properties.FirstOrDefault(known => known.Name == member.Name) is not { } property)
                return Unknown(
                    name,
                    path.Length > 0 ? $"{path} has" : "the body has",
                    [.. type.Properties.Select(known => known.Name)],
                    member.Name);
            var inner = type.Options.GetTypeInfo(property.PropertyType);
            if (member.Value.ValueKind == JsonValueKind.Null)
            {
                if (property.IsSetNullable)
                    continue;
                return new(name, $"it is {Describe(property.PropertyType)}", "change it or leave it out");
            }

            if (Objection(member.Value, inner, name) is { } objection)
                return objection;
        }

        var missing = type.Properties.FirstOrDefault(
            known => known.IsRequired && !json.TryGetProperty(known.Name, out _));
        return missing is not null
            ? new(prefix + missing.Name, $"it is {Describe(missing.PropertyType)}", "add it")
            : null;
    }

    private static string NamesOf(JsonTypeInfo type) =>
        string.Join(", ", type.Properties.Select(property => property.Name));
}
