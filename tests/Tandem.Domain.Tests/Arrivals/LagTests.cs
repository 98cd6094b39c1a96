using CsCheck;
using Tandem.Domain.Arrivals;
using Tandem.Domain.Deciding;
using Tandem.Domain.Tests.Driving;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Arrivals;

public sealed class LagTests
{
    [Fact]
    public void A_percentile_is_never_below_the_true_one_and_never_a_class_above_it() =>
        Gen.Long[0, 100_000].Array[1, 60].Sample(lags =>
        {
            var lag = lags.Aggregate(new Lag(LagLeg.Echo), (known, one) => known.After(one, Desk.Start)).Shown;
            long[] sorted = [.. lags.Order()];
            foreach (var share in (double[])[0.5, 0.95])
            {
                var truth = sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
                var bound = Lag.Bounds.FirstOrDefault(end => end >= truth, long.MaxValue);
                Assert.InRange(lag.Percentile(share)!.Value, truth, Math.Min(bound, sorted[^1]));
            }

            Assert.Equal((lags.Length, sorted[^1]), (lag.Count, lag.Max));
        });

    [Fact]
    public void What_is_older_than_two_windows_is_forgotten()
    {
        var lag = new Lag(LagLeg.Echo).After(50_000, Desk.Start);
        lag = lag.After(1, Desk.Start + Lag.Window);
        Assert.Equal(50_000, lag.Shown.Max);
        lag = lag.After(1, Desk.Start + (2 * Lag.Window));

        Assert.Equal((2, 1), (lag.Shown.Count, lag.Shown.Max));
    }

    [Fact]
    public void Each_event_counts_once_on_its_leg_and_history_never()
    {
        var desk = new Desk();
        var inbound = Say.Customer("wamid.1") with { ArrivedAt = desk.Now + TimeSpan.FromSeconds(4) };
        desk.Feed(inbound);
        desk.Feed(inbound);
        desk.Feed(Say.Echo("wamid.2") with { ArrivedAt = desk.Now + TimeSpan.FromSeconds(40) });
        desk.Feed(Say.Status("wamid.2", Stage.Read) with { ArrivedAt = desk.Now - TimeSpan.FromSeconds(9) });
        desk.Feed(Say.Customer("wamid.3", via: Via.History) with { ArrivedAt = desk.Now + TimeSpan.FromDays(90) });

        Assert.Equal((1, 4), Known(LagLeg.Inbound));
        Assert.Equal((1, 40), Known(LagLeg.Echo));
        Assert.Equal((1, 0), Known(LagLeg.Status)); // a clock that is ahead makes no negative lag

        (long, long) Known(LagLeg leg) =>
            desk.Find<Lag>(RowRef.Lag(leg))!.Shown is var shown ? (shown.Count, shown.Max) : default;
    }

    [Fact]
    public void A_phone_that_was_offline_shows_as_one_burst_of_late_echoes()
    {
        var desk = new Desk();
        var back = desk.Now + TimeSpan.FromHours(2);
        for (var i = 0; i < 5; i++)
            desk.Feed(Say.Echo($"wamid.{i}", at: 600 * i) with { ArrivedAt = back + TimeSpan.FromSeconds(i) });
        desk.Feed(Say.Customer("wamid.in", at: 7200) with { ArrivedAt = back + TimeSpan.FromSeconds(6) });

        var burst = Assert.Single(desk.Find<Bursts>(RowRef.Bursts)!.Known);
        Assert.True(burst is { IsOne: true, IsOfPhone: true, Echoes: 5, Messages: 0 });
        Assert.Equal((desk.Second(), back), (burst.From, burst.FirstAt));
        Assert.Equal((7200, burst.Id), (desk.Message("wamid.0").LateBy, desk.Message("wamid.0").Burst));
        Assert.Null(desk.Message("wamid.in").LateBy); // it came in time
        Assert.Equal(Via.Live, desk.Message("wamid.0").Via);
        Assert.Equal("phone", desk.Conversation(Say.Ana).Hold!.By); // a late echo takes over from its arrival
        Assert.Equal(desk.Now + desk.Rules.EchoHold, desk.Conversation(Say.Ana).Hold!.Until);
    }

    [Fact]
    public void Single_late_messages_are_no_burst_and_bursts_are_bounded()
    {
        var desk = new Desk();
        for (var day = 0; day < 30; day++)
        {
            var count = day % 2 == 0 ? 1 : 4;
            for (var i = 0; i < count; i++)
                desk.Feed(Say.Customer($"wamid.{day}.{i}") with { ArrivedAt = desk.Now + TimeSpan.FromHours(1) });
            desk.Wait(TimeSpan.FromDays(1));
        }

        var known = desk.Find<Bursts>(RowRef.Bursts)!.Known;
        Assert.InRange(known.Count, 5, Bursts.Most);
        Assert.All(known.SkipLast(1), burst => Assert.True(burst.IsOne));
    }
}
