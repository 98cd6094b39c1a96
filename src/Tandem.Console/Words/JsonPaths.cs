using System.Text.Json;

namespace Tandem.Console.Words;

/// <summary>Looks into JSON of others without trusting its shape.</summary>
internal static class JsonPaths
{
    /// <summary>The text or number at a path; null if anything on the way is missing or of another sort.</summary>
    public static string? TextAt(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            _ => null,
        };

    /// <summary>Whether there is a <c>true</c> at a path.</summary>
    public static bool FlagAt(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.True };

    /// <summary>The elements of the list at a path; none if there is no list.</summary>
    public static IReadOnlyList<JsonElement> ItemsAt(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    private static JsonElement? At(this JsonElement element, ReadOnlySpan<string> path)
    {
        var found = element;
        foreach (var name in path)
        {
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(name, out found))
                return null;
        }

        return found;
    }
}
