using Tandem.Console.Numbers;
using Tandem.Console.Words;
using Tandem.Engine.Reading;

namespace Tandem.Console.Tests.Numbers;

public sealed class LinkWordsTests
{
    [Theory]
    [InlineData(null, null, null, "is being asked")]
    [InlineData("confirmed", "parted", null, "confirms it: the Cloud API does not have")]
    [InlineData("denied", "joined", null, "says otherwise: the Cloud API has")]
    [InlineData("confirmed", "unknown", null, "does not know the number")]
    [InlineData("unreachable", null, null, "gave no answer")]
    [InlineData("unreachable", null, 190, "register the number with a new one")]
    public void What_Meta_said_is_one_sentence(string? answer, string? says, int? code, string words)
    {
        var meta = new MetaWordView("parted", Sample.Noon, answer, says, Sample.Noon, code, NextAt: null);

        Assert.Contains(words, LinkWords.Of(meta), StringComparison.Ordinal);
        Assert.Null(LinkWords.Of((MetaWordView?)null));
    }

    [Theory]
    [InlineData("open", "warn", "not asked for yet")]
    [InlineData("uncertain", "warn", "Meta may have taken it")]
    [InlineData("over", "bad", "not asked for in time")]
    [InlineData("used", "plain", "asked for before")]
    [InlineData("arriving", "good", "comes, 40 %")]
    public void A_sync_is_said_in_a_few_words(string state, string key, string words)
    {
        var sync = new SyncView
        {
            State = state,
            Until = null,
            Forbidden = null,
            RequestedAt = null,
            RequestedBy = null,
            RequestId = null,
            DoneAt = null,
            Progress = 40,
        };

        Assert.Contains(words, LinkWords.Of(sync), StringComparison.Ordinal);
        Assert.Equal(key, LinkWords.KeyOf(sync));
    }

    [Fact]
    public void Lags_are_drawn_in_proportion_and_said()
    {
        var lag = new LagView(5, Sample.Noon, 2, 90, 72, [new(1, 4), new(2, 0), new(120, 1)]);

        Assert.Equal(["100%", "4%", "25%"], HealthWords.Bars(lag).Select(bar => bar.Height));
        Assert.Equal("half within 2 s, 95 of 100 within 1.5 min, longest 1.2 min", HealthWords.Numbers(lag));
        Assert.Equal("nothing came yet", HealthWords.Numbers(new LagView(0, null, null, null, null, [])));
        Assert.Equal(("3 h", "2 d"), (Lasting.Of(3 * 3600), Lasting.Of(2 * 86400)));
    }
}
