using Tandem.Console.Numbers;
using Tandem.Engine.Reading;

namespace Tandem.Console.Tests.Numbers;

/// <summary>The balance of a number as a bar.</summary>
public sealed class LedgerBarTests
{
    [Fact]
    public void The_bar_shows_every_part_that_is_not_empty()
    {
        var bar = LedgerBar.Of(new LedgerView(100, 5, 80, 10, 5, 0));

        Assert.True(bar.IsBalanced);
        Assert.Equal(["applied", "duplicate", "waiting", "pending"], bar.Segments.Select(segment => segment.Key));
        Assert.Equal(80, bar.Segments[0].Percent);
        Assert.StartsWith("100 received = 80 applied + 10 duplicate", bar.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void More_told_than_received_is_called_what_it_is()
    {
        var bar = LedgerBar.Of(new LedgerView(10, -1, 11, 0, 0, 0));

        Assert.False(bar.IsBalanced);
        Assert.Contains("counted twice", bar.Sentence, StringComparison.Ordinal);
    }
}
