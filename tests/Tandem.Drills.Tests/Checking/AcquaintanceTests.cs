using Tandem.Drills.Checking;

namespace Tandem.Drills.Tests.Checking;

/// <summary>Since when two names are known to be one person's, whatever it took to know it.</summary>
public sealed class AcquaintanceTests
{
    [Fact]
    public void Names_that_nothing_joins_are_never_one_person()
    {
        var acquaintance = new Acquaintance([new Clue(1, ["a", "b"]), new Clue(2, ["c", "d"])]);

        Assert.Equal(Acquaintance.Never, acquaintance.Since("a", "c"));
        Assert.Equal(Acquaintance.Never, acquaintance.Since("a", "nobody"));
    }

    [Fact]
    public void A_name_is_its_own_from_the_beginning() =>
        Assert.Equal(0, new Acquaintance([]).Since("a", "a"));

    [Fact]
    public void The_first_clue_that_carries_both_names_counts()
    {
        var acquaintance = new Acquaintance([new Clue(9, ["a", "b"]), new Clue(4, ["b", "x", "a"])]);

        Assert.Equal(4, acquaintance.Since("a", "b"));
        Assert.Equal(4, acquaintance.Since("b", "a"));
    }

    [Fact]
    public void Of_a_chain_of_clues_the_latest_counts_and_of_two_chains_the_earlier()
    {
        var acquaintance = new Acquaintance(
        [
            new Clue(1, ["a", "b"]), new Clue(3, ["d", "e"]), new Clue(5, ["c", "d"]), new Clue(7, ["b", "c"]),
            new Clue(8, ["a", "e"]),
        ]);

        Assert.Equal(7, acquaintance.Since("a", "e"));
        Assert.Equal(5, acquaintance.Since("c", "e"));
        Assert.Equal(1, acquaintance.Since("b", "a"));
    }
}
