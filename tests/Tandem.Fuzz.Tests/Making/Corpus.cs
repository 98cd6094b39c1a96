using System.Text.Json.Nodes;

namespace Tandem.Fuzz.Tests.Making;

/// <summary>The webhooks of the case folders: what every input begins as.</summary>
internal static class Corpus
{
    /// <summary>Every case as Meta posts it, in the order of their names.</summary>
    public static IReadOnlyList<byte[]> Bodies { get; } =
    [
        .. Directory.EnumerateFiles(Folder("webhooks"), "request.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
    ];

    /// <summary>Those that are JSON objects, read.</summary>
    public static IReadOnlyList<JsonObject> Trees { get; } = [.. Bodies.Select(Read).OfType<JsonObject>()];

    private static string Folder(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "tests", "cases")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("tests/cases is above no folder of ours");
        return Path.Combine(folder.FullName, "tests", "cases", name);
    }

    private static JsonNode? Read(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
