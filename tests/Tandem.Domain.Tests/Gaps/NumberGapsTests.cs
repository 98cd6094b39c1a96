using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;
using Tandem.Domain.Link;
using Tandem.Domain.Tests.Driving;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Gaps;

/// <summary>Hours of disconnection and a past that was not told are gaps of the number.</summary>
public sealed class NumberGapsTests
{
    private readonly Desk _desk = new();

    [Fact]
    public void Hours_of_disconnection_are_shown_with_their_end_until_somebody_has_looked()
    {
        _desk.Feed(new Input.LinkHeard(LinkState.Offboarded, 100, null));
        _desk.Feed(new Input.LinkHeard(LinkState.Removed, 200, "PRIMARY_INACTIVITY"));
        Assert.Equal((GapKind.Disconnected, 100L, null), (Only().Kind, Only().From, Only().Until));

        _desk.Feed(new Input.LinkHeard(LinkState.Connected, 300, null));
        Assert.Equal((300L, null), (Only().Until, Only().ClosedAt));

        _desk.Feed(new Input.GapClosed(Only().Id, "anna"));
        Assert.Equal("anna", Only().ClosedBy);
    }

    [Fact]
    public void Late_word_of_hours_that_are_over_is_told_once()
    {
        _desk.Feed(new Input.LinkHeard(LinkState.Connected, 300, null));
        var late = new Input.LinkHeard(LinkState.Offboarded, 100, null);

        Assert.Equal(Outcome.Applied, _desk.Feed(late).Outcome);
        Assert.Equal(Outcome.Duplicate, _desk.Feed(late).Outcome);
        Assert.Equal((100L, 300L), (Only().From, Only().Until));
        Assert.Equal(LinkState.Connected, _desk.Number.Link);
    }

    [Fact]
    public void A_parting_that_is_told_again_after_the_reconnection_is_no_news()
    {
        var parting = new Input.LinkHeard(LinkState.Offboarded, 100, null);
        _desk.Feed(parting);
        _desk.Feed(new Input.LinkHeard(LinkState.Connected, 300, null));

        Assert.Equal(Outcome.Duplicate, _desk.Feed(parting).Outcome);
        Assert.Single(_desk.All<Gap>());
    }

    [Fact]
    public void A_past_that_was_declined_is_a_gap_that_a_later_past_closes()
    {
        _desk.Feed(new Input.HistoryDeclined(100));
        Assert.Equal(Outcome.Duplicate, _desk.Feed(new Input.HistoryDeclined(100)).Outcome);
        Assert.Equal(GapKind.HistoryDeclined, Only().Kind);

        _desk.Feed(Say.Customer("w1", via: Via.History) with { Progress = 100 });
        Assert.NotNull(Only().ClosedAt);
    }

    [Fact]
    public void A_past_that_stops_half_way_is_found_after_a_day_and_closed_by_what_follows()
    {
        _desk.Feed(Say.Customer("w1", via: Via.History) with { Progress = 40 });
        _desk.Wait(TimeSpan.FromHours(23));
        _desk.Feed(Say.Customer("w2", via: Via.History) with { Progress = 60 });
        _desk.Wait(TimeSpan.FromHours(23));
        Assert.Empty(_desk.All<Gap>());

        _desk.Wait(TimeSpan.FromHours(1));
        Assert.Equal((GapKind.HistoryCut, "60 % came"), (Only().Kind, Only().Reason));

        _desk.Feed(new Input.HistoryTold(100));
        Assert.NotNull(Only().ClosedAt);
        _desk.Wait(TimeSpan.FromDays(2));
        Assert.NotNull(Only().ClosedAt);
    }

    [Fact]
    public void A_whole_past_leaves_nothing_to_watch()
    {
        _desk.Feed(Say.Customer("w1", via: Via.History) with { Progress = 40 });
        _desk.Feed(Say.Customer("w2", via: Via.History) with { Progress = 100 });

        Assert.Empty(_desk.All<Deciding.Timer>());
    }

    [Fact]
    public void Hours_after_somebody_looked_are_a_gap_of_their_own()
    {
        _desk.Feed(new Input.LinkHeard(LinkState.Removed, 100, null));
        _desk.Feed(new Input.GapClosed(Only().Id, "anna"));
        _desk.Feed(new Input.LinkHeard(LinkState.Connected, Desk.Start.ToUnixTimeSeconds() + 9000, null));

        var second = Assert.Single(_desk.All<Gap>(), gap => gap.ClosedAt is null);
        Assert.Equal(
            (Desk.Start.ToUnixTimeSeconds(), Desk.Start.ToUnixTimeSeconds() + 9000), (second.From, second.Until));
    }

    [Fact]
    public void A_past_of_which_all_is_known_already_still_says_that_it_is_whole()
    {
        _desk.Feed(Say.Customer("w1", via: Via.History) with { Progress = 40 });
        _desk.Feed(new Input.LinkHeard(LinkState.Removed, 100, null));
        _desk.Feed(new Input.LinkHeard(LinkState.Connected, 200, null));
        _desk.Feed(Say.Customer("w2", via: Via.History) with { Progress = 5 });
        _desk.Feed(Say.Customer("w1", via: Via.History) with { Progress = 100 });
        _desk.Wait(TimeSpan.FromDays(3));

        Assert.DoesNotContain(_desk.All<Gap>(), gap => gap.Kind == GapKind.HistoryCut);
    }

    [Fact]
    public void A_piece_that_is_told_again_closes_nothing_and_a_new_one_without_progress_keeps_watch()
    {
        _desk.Feed(Say.Customer("w1", via: Via.History) with { Progress = 12 });
        _desk.Wait(TimeSpan.FromHours(20));
        _desk.Feed(Say.Customer("w2", via: Via.History) with { Progress = 12 });
        _desk.Wait(TimeSpan.FromHours(20));
        Assert.Empty(_desk.All<Gap>());

        _desk.Wait(TimeSpan.FromHours(20));
        _desk.Feed(new Input.HistoryTold(12));
        _desk.Feed(Say.Customer("w1", via: Via.History) with { Progress = 12 });
        Assert.Null(Only().ClosedAt);
    }

    [Fact]
    public void What_was_declined_belongs_to_its_link()
    {
        _desk.Feed(new Input.HistoryDeclined(100));
        _desk.Feed(new Input.GapClosed(Only().Id, "anna"));
        _desk.Feed(new Input.LinkHeard(LinkState.Removed, 200, null));
        _desk.Feed(new Input.LinkHeard(LinkState.Connected, 300, null));
        _desk.Feed(new Input.HistoryDeclined(400));

        Assert.Equal(2, _desk.All<Gap>().Count(gap => gap.Kind == GapKind.HistoryDeclined));
    }

    private Gap Only() => Assert.Single(_desk.All<Gap>());
}
