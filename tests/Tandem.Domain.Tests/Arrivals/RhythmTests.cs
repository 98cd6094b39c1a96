using Tandem.Domain.Arrivals;
using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;
using Tandem.Domain.Link;
using Tandem.Domain.Tests.Driving;
using Tandem.Testing;

namespace Tandem.Domain.Tests.Arrivals;

/// <summary>Synthetic shops over a year: when a silence is found, and how often one is found that is none.</summary>
public sealed class RhythmTests
{
    private const int Year = 52 * Rhythm.Hours;

    // A Monday at midnight, so that hour 0 of a week is Monday's first.
    private const long Monday = 2900L * Rhythm.Hours;

    public static TheoryData<string> Shops => ["busy", "office", "slow", "weekend", "night", "moody"];

    [Theory]
    [MemberData(nameof(Shops))]
    public void A_shop_that_goes_on_as_usual_raises_less_than_one_false_alarm_in_ten_years(string shop)
    {
        const int Years = 40;
        var alarms = 0;
        for (var seed = 0; seed < Years; seed++)
            alarms += AlarmsOf(Live(shop, seed, Year));
        Figures.Say($"{shop}: {alarms} false alarms in {Years} years");

        Assert.True(alarms <= Years / 10, $"{shop}: {alarms} in {Years} years");
    }

    [Theory]
    [InlineData("busy", 4, 9)]
    [InlineData("night", 4, 60)] // it may die when nobody is there, and two nights must show it
    [InlineData("slow", 12, 240)]
    public void A_shop_whose_webhook_died_is_noticed(string shop, int fromHours, int toHours)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var rhythm = Learn(Live(shop, seed, 15 * Rhythm.Hours));
            Assert.InRange(
                (rhythm.SilentAt()!.Value - Rhythm.InstantOf(rhythm.Last + 1)).TotalHours, fromHours, toHours);
        }
    }

    [Fact]
    public void An_office_that_died_on_a_working_morning_is_noticed_the_same_day_or_the_next()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var dies = Monday + (10 * Rhythm.Hours) + 24 + 10; // a Tuesday at ten
            var rhythm = Learn(Live("office", seed, Year).TakeWhile(hour => hour < dies));
            Assert.InRange((rhythm.SilentAt()!.Value - Rhythm.InstantOf(dies)).TotalHours, 3, 30);
        }
    }

    [Fact]
    public void Nights_and_weekends_say_nothing()
    {
        var rhythm = Learn(Every(hour => hour % 24 is >= 9 and < 18 && hour / 24 % 7 < 5, 10));
        var friday = Learn(Every(hour => hour % 24 is >= 9 and < 18 && hour / 24 % 7 < 5, 10)
            .TakeWhile(hour => hour < Monday + (9 * Rhythm.Hours) + (4 * 24) + 18));

        Assert.Equal(0, rhythm.Share(Monday + (20 * Rhythm.Hours) + 3)); // at three in the night
        var opening = Rhythm.InstantOf(Monday + (10 * Rhythm.Hours) + 9); // on Monday
        Assert.True(friday.SilentAt() > opening);
    }

    [Fact]
    public void Nothing_is_judged_before_three_whole_weeks_are_known()
    {
        var hours = Every(_ => true, 5).ToList();
        Assert.Null(Learn(hours.Take(4 * Rhythm.Hours)).SilentAt());
        Assert.NotNull(Learn(hours).SilentAt());
    }

    [Fact]
    public void A_silence_is_a_gap_with_evidence_and_closes_with_the_next_message()
    {
        var desk = Busy();
        desk.Wait(TimeSpan.FromHours(30));
        var gap = desk.OpenGap(GapKind.Silence)!;
        Assert.StartsWith("silent for", gap.Reason, StringComparison.Ordinal);

        desk.Feed(Say.Customer("wamid.again"));

        Assert.Null(desk.OpenGap(GapKind.Silence));
        var closed = desk.All<Gap>().Single(one => one.Id == gap.Id);
        Assert.Equal((desk.Now, null, desk.Second()), (closed.ClosedAt, closed.ClosedBy, closed.Until));
        Assert.Single(desk.All<Deciding.Timer>(), timer => timer.Name == SilenceTimer);
    }

    [Fact]
    public void One_silence_is_one_gap_also_after_a_person_has_looked()
    {
        var desk = Busy();
        desk.Wait(TimeSpan.FromHours(30));
        desk.Feed(new Input.GapClosed(desk.OpenGap(GapKind.Silence)!.Id, "Ana"));
        desk.Wait(TimeSpan.FromDays(3));
        desk.Feed(Say.Customer("wamid.again"));

        Assert.Equal("Ana", Assert.Single(desk.All<Gap>(), gap => gap.Kind == GapKind.Silence).ClosedBy);
    }

    [Fact]
    public void While_app_and_API_are_parted_silence_is_explained()
    {
        var desk = Busy();
        desk.Hears(LinkState.Removed);
        desk.Wait(TimeSpan.FromHours(30));

        Assert.Null(desk.OpenGap(GapKind.Silence));
    }

    [Fact]
    public void A_silence_that_began_while_parted_is_noticed_once_they_are_joined_again()
    {
        var desk = Busy();
        desk.Hears(LinkState.Offboarded);
        desk.Wait(TimeSpan.FromHours(30)); // its timer comes due meanwhile
        desk.Hears(LinkState.Connected);
        desk.Wait(TimeSpan.FromHours(3));

        Assert.NotNull(desk.OpenGap(GapKind.Silence));
    }

    [Fact]
    public void A_timer_that_was_under_way_when_something_came_finds_no_silence()
    {
        var desk = Busy();
        desk.Wait(TimeSpan.FromHours(3));
        desk.Feed(Say.Customer("wamid.again"));
        desk.Feed(new Input.TimerDue(SilenceTimer));
        Assert.Null(desk.OpenGap(GapKind.Silence));

        desk.Wait(TimeSpan.FromHours(30));
        Assert.NotNull(desk.OpenGap(GapKind.Silence));
    }

    [Fact]
    public void A_hub_that_was_away_waits_for_what_comes_again_before_it_judges()
    {
        var desk = Busy();
        desk.Since = desk.Now + TimeSpan.FromHours(30); // its timers fire only after it is back
        desk.Wait(TimeSpan.FromHours(30));
        Assert.Null(desk.OpenGap(GapKind.Silence));

        desk.Wait(TimeSpan.FromHours(5));
        Assert.NotNull(desk.OpenGap(GapKind.Silence));
    }

    [Fact]
    public void History_and_private_people_are_no_rhythm()
    {
        var desk = new Desk();
        desk.Feed(Say.Customer("wamid.h", via: Domain.Timeline.Via.History));
        desk.Feed(new Input.MarkedPrivate(Say.Ana, true, "owner"));
        desk.Feed(Say.Customer("wamid.p"));

        Assert.Empty(desk.All<Rhythm>());
        Assert.Empty(desk.All<Lag>());
    }

    private const string SilenceTimer = "rhythm";

    // Something comes every hour, day and night, for six weeks.
    private static Desk Busy()
    {
        var desk = new Desk();
        for (var hour = 0; hour < 6 * Rhythm.Hours; hour++)
        {
            desk.Feed(Say.Customer($"wamid.{hour}"));
            desk.Wait(TimeSpan.FromHours(1));
        }

        return desk;
    }

    private static Rhythm Learn(IEnumerable<long> hours) =>
        hours.Aggregate(new Rhythm(), (known, hour) => known.After(hour));

    private static int AlarmsOf(IEnumerable<long> hours)
    {
        var rhythm = new Rhythm();
        var alarms = 0;
        foreach (var hour in hours)
        {
            if (rhythm.Active.Count > 0 && rhythm.SilentAt() <= Rhythm.InstantOf(hour))
                alarms++;
            rhythm = rhythm.After(hour);
        }

        return alarms;
    }

    private static IEnumerable<long> Every(Func<long, bool> isOpen, int weeks)
    {
        for (var hour = Monday; hour < Monday + (weeks * Rhythm.Hours); hour++)
        {
            if (isOpen(hour - Monday))
                yield return hour;
        }
    }

    // Hours in which something comes: by chance, with days that are better and days that are worse.
    private static IEnumerable<long> Live(string shop, int seed, int hours)
    {
        var random = new Random(seed);
        var mood = 1.0;
        for (var i = 0; i < hours; i++)
        {
            if (i % 24 == 0)
                mood = shop == "moody" ? 0.35 + (1.3 * random.NextDouble()) : 0.8 + (0.4 * random.NextDouble());
            if (random.NextDouble() < 1 - Math.Exp(-PerHour(shop, i) * mood))
                yield return Monday + i;
        }
    }

    private static double PerHour(string shop, int i)
    {
        var (hour, day) = (i % 24, i / 24 % 7);
        return shop switch
        {
            "busy" => 4,
            "office" => day < 5 && hour is >= 9 and < 18 ? 3 : 0.02,
            "slow" => day < 6 && hour is >= 9 and < 19 ? 0.35 : 0.005,
            "weekend" => day >= 5 && hour is >= 10 and < 22 ? 2 : 0.01,
            "night" => hour is >= 20 or < 3 ? 2.5 : 0.03,
            _ => day < 6 && hour is >= 9 and < 18 ? 2 : 0.02, // moody: some days hardly anybody comes
        };
    }
}
