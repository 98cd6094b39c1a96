using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;
using Tandem.Domain.Link;
using Tandem.Domain.Sending;
using Tandem.Domain.Tests.Driving;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Link;

/// <summary>Meta's answers and its webhooks overtake one another: what is known afterwards is the same.</summary>
public sealed class LateWordTests
{
    private const int Hour = 3600;

    private readonly Desk _desk = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_removal_from_before_the_onboarding_that_Meta_names_ends_nothing(bool isRemovalFirst)
    {
        var onboardedAt = _desk.Second();
        var removal = new Input.LinkHeard(LinkState.Removed, onboardedAt - Hour, "PRIMARY_INACTIVITY");
        if (isRemovalFirst)
            _desk.Feed(removal);
        else
            _desk.Feed(new Input.LinkAsked(LinkInquiry.Registered));
        _desk.MetaSaysJoined(onboardedAt);
        if (!isRemovalFirst)
            _desk.Feed(removal);

        Assert.Equal(LinkState.Connected, _desk.Number.Link);
        var gap = _desk.OpenGap(GapKind.Disconnected)!;
        Assert.Equal((onboardedAt - Hour, (long?)onboardedAt), (gap.From, gap.Until));
        _desk.Wait(TimeSpan.FromHours(21));
        Assert.NotNull(_desk.OpenGap(GapKind.SyncDue));
    }

    [Fact]
    public void A_webhook_that_comes_after_Meta_was_asked_tells_since_when_and_why()
    {
        var from = _desk.Second();
        _desk.Wait(TimeSpan.FromHours(5));
        _desk.Feed(new Input.LinkAsked("Ana"));
        _desk.MetaSaysParted();
        Assert.Equal(_desk.Second(), _desk.OpenGap(GapKind.Disconnected)!.From);

        _desk.Feed(new Input.LinkHeard(LinkState.Offboarded, from, null));

        Assert.Equal((LinkState.Offboarded, null), (_desk.Number.Link, _desk.Number.LinkReason));
        Assert.Equal(from, _desk.OpenGap(GapKind.Disconnected)!.From);
    }

    [Fact]
    public void A_late_word_of_a_parting_that_is_over_explains_no_other()
    {
        var from = _desk.Second();
        _desk.Wait(TimeSpan.FromHours(2));
        _desk.Hears(LinkState.Connected);
        var back = _desk.Second();
        _desk.Wait(TimeSpan.FromHours(3));
        _desk.Feed(new Input.LinkAsked("Ana"));
        _desk.MetaSaysParted();

        _desk.Feed(new Input.LinkHeard(LinkState.Offboarded, from, null));

        Assert.Equal(
            [(from, back), (_desk.Second(), (long?)null)],
            _desk.All<Gap>().Where(gap => gap.Kind == GapKind.Disconnected).OrderBy(gap => gap.From)
                .Select(gap => (gap.From, gap.Until)));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Two_partings_in_a_row_are_told_for_as_long_as_they_were_in_whatever_order_they_are_heard(int[] order)
    {
        var start = _desk.Second();
        _desk.Wait(TimeSpan.FromHours(9));
        var words = new (LinkState State, int Minute)[]
        {
            (LinkState.Offboarded, 0), (LinkState.Connected, 4), (LinkState.Offboarded, 5), (LinkState.Connected, 9),
        };

        foreach (var one in order)
            _desk.Feed(new Input.LinkHeard(words[one].State, start + (60 * words[one].Minute), null));

        var hours = _desk.All<Gap>().Where(gap => gap.Kind == GapKind.Disconnected).ToList();
        Assert.Equal(LinkState.Connected, _desk.Number.Link);
        Assert.All(((int From, int Until)[])[(0, 4), (5, 9)], parting => Assert.Contains(hours, gap =>
            gap.ClosedAt is null
            && gap.From <= start + (60 * parting.From) && gap.Until >= start + (60 * parting.Until)));
    }

    /// <summary>All orders of four.</summary>
    public static TheoryData<int[]> Orders =>
        new(from a in Enumerable.Range(0, 4)
            from b in Enumerable.Range(0, 4)
            from c in Enumerable.Range(0, 4)
            from d in Enumerable.Range(0, 4)
            let order = (int[])[a, b, c, d]
            where order.Distinct().Count() == 4
            select order);

    [Fact]
    public void A_number_that_Graph_does_not_know_any_more_is_removed_and_nothing_waits_for_it()
    {
        _desk.Hears(LinkState.Offboarded);
        var send = _desk.Feed(Say.Ask(SendLane.Campaign)).Subject!;
        Assert.Equal(SendState.Queued, _desk.Send(send).State);

        _desk.MetaRefuses(100, 33);

        Assert.Equal(LinkState.Removed, _desk.Number.Link);
        Assert.Equal((SendState.Refused, Refusal.Removed), (_desk.Send(send).State, _desk.Send(send).Refusal!.Code));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_a_connection_that_is_over_no_sync_is_asked_for(bool isRemovalFirst)
    {
        var at = _desk.Second();
        Input[] words =
        [
            new Input.LinkHeard(LinkState.Connected, at, null) { IsOnboarding = true },
            new Input.LinkHeard(LinkState.Removed, at + 10, null),
        ];
        foreach (var word in isRemovalFirst ? words.Reverse() : words)
            _desk.Feed(word);
        _desk.Wait(TimeSpan.FromHours(30));

        Assert.Equal(LinkState.Removed, _desk.Number.Link);
        Assert.DoesNotContain(_desk.All<Gap>(), gap => gap.Kind is GapKind.SyncDue or GapKind.SyncMissed);
    }

    [Theory]
    [InlineData(131000, GapKind.SyncDue)] // may be asked for again
    [InlineData(2593108, GapKind.SyncMissed)]
    public void A_sync_that_Meta_refused_is_not_forgotten(int code, GapKind gap)
    {
        _desk.Onboarded();
        _desk.Syncs(SyncKind.Contacts);
        _desk.MetaTakes(SyncKind.Contacts);
        _desk.Syncs(SyncKind.History);
        _desk.MetaRefuses(SyncKind.History, code);
        _desk.Wait(TimeSpan.FromHours(21));

        Assert.Equal("history", _desk.OpenGap(gap)!.Reason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_past_that_came_was_not_declined(bool isDeclinedFirst)
    {
        var declined = new Input.HistoryDeclined(_desk.Second());
        var all = Say.Customer("h1", via: Via.History) with { Progress = 100 };
        _desk.Feed(isDeclinedFirst ? declined : all);
        _desk.Feed(isDeclinedFirst ? all : declined);

        Assert.Null(_desk.OpenGap(GapKind.HistoryDeclined));
    }

    [Fact]
    public void Reconnecting_shares_no_past_anew()
    {
        _desk.Onboarded();
        _desk.Feed(new Input.HistoryDeclined(_desk.Second()));
        _desk.Wait(TimeSpan.FromHours(1));
        _desk.Hears(LinkState.Offboarded);
        _desk.Wait(TimeSpan.FromMinutes(5));
        _desk.Hears(LinkState.Connected);

        Assert.NotNull(_desk.OpenGap(GapKind.HistoryDeclined));
    }
}
