using System.Text.Json;

namespace Tandem.CloudApi.Tests.Webhooks;

/// <summary>A folder of <c>tests/cases/webhooks</c>: a webhook of Meta, and what is to be read from it.</summary>
internal sealed record WebhookCase(string Name, byte[] Request, IReadOnlyList<JsonElement> Expected)
{
    private static readonly string Root = FindRoot();

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateDirectories(Root).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    public static IEnumerable<WebhookCase> All => Names.Select(Read);

    public static WebhookCase Read(string name) => new(
        name,
        File.ReadAllBytes(Path.Combine(Root, name, "request.json")),
        [.. JsonElement.Parse(File.ReadAllBytes(Path.Combine(Root, name, "expected.json"))).EnumerateArray()]);

    public static string SourceOf(string name) => File.ReadAllText(Path.Combine(Root, name, "source.md"));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var cases = Path.Combine(folder.FullName, "tests", "cases", "webhooks");
            if (Directory.Exists(cases))
                return cases;
        }

        throw new DirectoryNotFoundException("No tests/cases/webhooks above " + AppContext.BaseDirectory);
    }
}
