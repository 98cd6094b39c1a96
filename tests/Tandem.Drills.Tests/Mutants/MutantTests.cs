namespace Tandem.Drills.Tests.Mutants;

/// <summary>
/// Goal: an exploration that finds nothing means something.
/// Method: take one safeguard after the other out of a copy of the sources; the exploration must find each one missing.
/// </summary>
public sealed class MutantTests(MutatedSources sources) : IClassFixture<MutatedSources>
{
    private const int MostSeeds = 200;

    /// <summary>The sources as they are run through 200 seeds elsewhere; here only the copy is in question.</summary>
    private const int SeedsOfTheCopy = 40;

    [Theory]
    [InlineData("dedup-removed", "P")]
    [InlineData("gate-removed", "P4")]
    [InlineData("acknowledged-before-stored", "P1")]
    [InlineData("resent-blindly", "P5")]
    [InlineData("wire-never-freed", "liveness")]
    public async Task A_safeguard_that_is_missing_is_found(string mutant, string promise)
    {
        var found = await sources.ExploreAsync(mutant, MostSeeds, TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper!.WriteLine(found);
        Assert.Matches($"^found at seed [0-9]+: [^:]*{promise}", found);
    }

    [Fact]
    public async Task The_copy_as_it_is_breaks_nothing()
    {
        var found = await sources.ExploreAsync(patch: null, SeedsOfTheCopy, TestContext.Current.CancellationToken);

        Assert.Equal("every promise held", found.TrimEnd());
    }

    [Fact]
    public void A_patch_that_does_not_apply_says_so()
    {
        var root = Directory.CreateTempSubdirectory("tandem-patch-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(root, "a.cs"), "one\ntwo\n");

            Assert.Throws<InvalidOperationException>(() => new Patch("a.cs", "three\n", "four\n").Apply(root));
            new Patch("a.cs", "two\n", "four\n").Apply(root);

            Assert.Equal("one\nfour\n", File.ReadAllText(Path.Combine(root, "a.cs")));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
