using System.Diagnostics;
using System.Globalization;

namespace Tandem.Drills.Tests.Mutants;

/// <summary>
/// Goal: an exploration that finds nothing means something.
/// Method: take one safeguard after the other out of a copy of the sources; the exploration must find each one missing.
/// </summary>
[Collection(nameof(WholeMachine))]
public sealed class MutantTests(Workshop workshop) : IClassFixture<Workshop>
{
    private const int MostSeeds = 1_000;

    /// <summary>One of what the customer gets and one of what is shown, found within the first seeds; with
    /// <c>TANDEM_TEST_FULL=1</c> all there are. <c>TANDEM_MUTANT</c> names some, with commas between them.
    /// </summary>
    private static readonly string[] Standing = ["resent-blindly", "reply-names-nothing"];

    public static TheoryData<string> Mutants =>
    [
        .. Environment.GetEnvironmentVariable("TANDEM_MUTANT") is { Length: > 0 } named ? named.Split(',')
            : Environment.GetEnvironmentVariable("TANDEM_TEST_FULL") == "1" ? All
            : Standing,
    ];

    private static string[] All =>
        [.. Directory.EnumerateFiles(Workshop.Folder, "*.patch").Select(NameOf).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Mutants))]
    public async Task A_safeguard_that_is_missing_is_found(string mutant)
    {
        var began = Stopwatch.GetTimestamp();
        var patch = Patch.Read(Path.Combine(Workshop.Folder, $"{mutant}.patch"));

        var found = await workshop.ExploreAsync(patch, MostSeeds, TestContext.Current.CancellationToken);

        Tell(string.Create(
            CultureInfo.InvariantCulture, $"{mutant} ({Stopwatch.GetElapsedTime(began).TotalSeconds:0} s): {found}"));
        Assert.Matches($"^found at seed [0-9]+: [^:]*{patch.Promise}", found);
    }

    [Fact]
    public void There_are_mutants_of_every_promise_and_each_says_which_safeguard_it_takes_away()
    {
        var patches = All.Select(name => Path.Combine(Workshop.Folder, $"{name}.patch")).ToList();
        var promises = patches.Select(file => Patch.Read(file).Promise).Distinct().Order(StringComparer.Ordinal);

        string[] all = ["P1", "P2", "P3", "P4", "P5", "P6", "attention", "liveness", "media", "replay"];
        Assert.Equal(all, promises);
        Assert.All(patches, file => Assert.Contains("Safeguard: ", File.ReadAllText(file)));
        Assert.True(patches.Count >= 40, $"{patches.Count} mutants");
        Assert.Subset(All.ToHashSet(), Standing.ToHashSet());
    }

    [Fact]
    public void A_patch_that_does_not_apply_says_so()
    {
        var root = Directory.CreateTempSubdirectory("tandem-patch-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(root, "a.cs"), "one\ntwo\n");

            Assert.Throws<InvalidOperationException>(() => new Patch("a.cs", "three\n", "four\n", "P1").Apply(root));
            var before = new Patch("a.cs", "two\n", "four\n", "P1").Apply(root);

            Assert.Equal("one\ntwo\n", before);
            Assert.Equal("one\nfour\n", File.ReadAllText(Path.Combine(root, "a.cs")));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void Every_patch_applies_to_the_sources_as_they_are()
    {
        var sources = Path.Combine(Workshop.Folder, "..", "..", "..");
        foreach (var name in All)
        {
            var patch = Patch.Read(Path.Combine(Workshop.Folder, $"{name}.patch"));
            var text = File.ReadAllText(Path.Combine(sources, patch.Path));

            Assert.True(text.Split(patch.Old).Length == 2, $"{name}: its text does not stand once in {patch.Path}");
            Assert.NotEqual(patch.Old, patch.New);
        }
    }

    // Whoever watches the run sees each as it ends.
    private static void Tell(string line)
    {
        TestContext.Current.TestOutputHelper!.WriteLine(line);
        TestContext.Current.SendDiagnosticMessage(line);
    }

    private static string NameOf(string file) => Path.GetFileNameWithoutExtension(file);
}
