using Tandem.Console.Timeline;
using Tandem.Console.Words;

namespace Tandem.Console.Tests.Timeline;

/// <summary>The order and the cuts of a timeline.</summary>
public sealed class TimelineModelTests
{
    private readonly TimelineModel _timeline = new();

    [Fact]
    public void Messages_stand_by_second_then_by_first_evidence()
    {
        _timeline.Put(Sample.Message("1-10"));
        _timeline.Put(Sample.Message("1-9"));
        _timeline.Put(Sample.Message("1-11", at: Sample.Noon.AddSeconds(-1)));

        Assert.Equal(["1-11", "1-9", "1-10"], _timeline.Messages.Select(message => message.Id));
    }

    [Fact]
    public void A_changed_message_keeps_its_place_and_stands_once()
    {
        _timeline.Put(Sample.Message("1-1", "before"));
        _timeline.Put(Sample.Message("1-1", "after"));

        Assert.Equal("after", Said.Of(Assert.Single(_timeline.Messages)).Text);
    }

    [Fact]
    public void A_new_voice_begins_a_new_turn()
    {
        _timeline.Put(Sample.Message("1-1"));
        _timeline.Put(Sample.Message("1-2"));
        _timeline.Put(Sample.Message("1-3").From("app"));
        _timeline.Put(Sample.Message("1-4").From("api", "bot", "shop-bot"));
        _timeline.Put(Sample.Message("1-5").From("api", "human", "Ana"));
        _timeline.Put(Sample.Message("1-6").From("api", "human", "Ben"));

        var turns = Assert.Single(_timeline.Days(Sample.Time().Day)).Turns;

        Assert.Equal(["customer", "phone", "bot", "agent", "agent"], turns.Select(turn => turn.Voice.Key));
        Assert.Equal(2, turns[0].Messages.Count);
    }

    [Fact]
    public void Days_are_the_readers_days()
    {
        var time = Sample.Time();
        time.SetZone("Asia/Tokyo");
        _timeline.Put(Sample.Message("1-1", at: new DateTimeOffset(2026, 3, 1, 14, 59, 0, TimeSpan.Zero)));
        _timeline.Put(Sample.Message("1-2", at: new DateTimeOffset(2026, 3, 1, 15, 1, 0, TimeSpan.Zero)));

        Assert.Equal(
            [new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 2)], _timeline.Days(time.Day).Select(day => day.Day));
    }

    [Fact]
    public void A_quote_of_a_message_never_seen_is_looked_up_once()
    {
        _timeline.Put(Sample.Message("1-1") with { RepliesTo = "wamid.elsewhere" });
        Assert.Equal(["wamid.elsewhere"], _timeline.MissingQuotes);

        _timeline.PutQuoted("wamid.elsewhere", null);

        Assert.Empty(_timeline.MissingQuotes);
    }
}
