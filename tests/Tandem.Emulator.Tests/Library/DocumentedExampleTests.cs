namespace Tandem.Emulator.Tests.Library;

/// <summary>What the documents show is what runs here.</summary>
public sealed class DocumentedExampleTests
{
    [Fact]
    public async Task The_example_of_the_documents_is_the_one_that_is_tested()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Tandem.slnx")))
            root = root.Parent!;
        var ct = TestContext.Current.CancellationToken;
        var page = await File.ReadAllTextAsync(Path.Combine(root.FullName, "docs/emulator.md"), ct);
        var code = await File.ReadAllTextAsync(
            Path.Combine(root.FullName, "tests/Tandem.Emulator.Tests/Library/ExampleTests.cs"), ct);

        var shown = page.Split("```csharp\n")[1].Split("```")[0];

        Assert.Equal(code[code.IndexOf("public sealed class", StringComparison.Ordinal)..], shown);
    }
}
