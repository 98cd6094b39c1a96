using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;
using Tandem.Domain.Identity;
using Tandem.Domain.Media;
using Tandem.Domain.Sending;
using Tandem.Domain.Tests.Driving;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Media;

/// <summary>Media is fetched while the platform has it, and its message waits for nothing.</summary>
public sealed class MediaDeskTests
{
    private const string Hash = "aa11";

    private static readonly PeerKeys Ana = new("34600111222", null, null);

    private readonly Desk _desk = new();

    private MediaCopy? Copy => _desk.Message("w1").Media;

    private IEnumerable<string> Fetched => _desk.Effects.OfType<Effect.FetchMedia>().Select(fetch => fetch.MediaId);

    private IEnumerable<string> Dropped => _desk.Effects.OfType<Effect.DropMedia>().Select(drop => drop.Sha256);

    [Fact]
    public void A_message_with_media_is_on_the_timeline_and_its_media_is_due_at_once()
    {
        _desk.Feed(Picture());
        var due = Copy;
        _desk.Wait(TimeSpan.Zero);

        Assert.True(_desk.Message("w1").IsOnTimeline);
        Assert.Equal((MediaState.Waiting, Desk.Start), (due!.State, due.NextAt));
        Assert.Null(Copy!.NextAt);
        Assert.Equal(["7"], Fetched);
    }

    [Fact]
    public void Bytes_that_came_leave_no_timer_and_say_which_file_is_needed()
    {
        Keep();

        Assert.Equal(
            (MediaState.Kept, Hash, 3L, "image/png"), (Copy!.State, Copy.Sha256, Copy.Size, Copy.Type));
        Assert.Equal(Hash, Assert.Single(_desk.All<MediaUse>()).Sha256);
        Assert.Empty(_desk.All<Deciding.Timer>());
        Assert.Empty(_desk.All<Gap>());
    }

    [Fact]
    public void A_repeated_webhook_fetches_nothing_again()
    {
        Keep();
        Assert.Equal(Outcome.Duplicate, _desk.Feed(Picture()).Outcome);
        _desk.Wait(TimeSpan.FromDays(8));

        Assert.Single(Fetched);
    }

    [Fact]
    public void Late_media_fills_the_placeholder_of_its_message()
    {
        _desk.Feed(Say.Customer("w1", via: Via.History) with
        {
            Content = new("media_placeholder", "{}", ContentRank.Placeholder, null),
        });
        var before = (Copy, Gap());
        _desk.Feed(Picture(via: Via.History));
        _desk.Wait(TimeSpan.Zero);
        _desk.Feed(Kept());

        Assert.Equal((null, GapKind.MediaNotShared), before);
        Assert.Equal(MediaState.Kept, Copy!.State);
        Assert.Null(Gap());
        Assert.Equal(0, _desk.Conversation(Ana).Unread);
    }

    [Theory]
    [InlineData(MediaFault.NoAnswer)]
    [InlineData(MediaFault.AddressExpired)]
    [InlineData(MediaFault.Cut)]
    [InlineData(MediaFault.DiskFull)]
    [InlineData(MediaFault.NoPermission)]
    [InlineData(MediaFault.Throttled)]
    public void What_may_pass_is_tried_until_the_id_is_dead_and_never_after(MediaFault fault)
    {
        _desk.Feed(Picture());
        for (var i = 0; i < 60 && Copy!.State == MediaState.Waiting; i++)
        {
            _desk.Wait(Copy.NextAt!.Value - _desk.Now);
            _desk.Feed(new Input.MediaMissed(_desk.Message("w1").Id, "7", fault));
        }

        Assert.Equal((MediaState.Failed, MediaFault.Expired), (Copy!.State, Copy.Fault));
        Assert.Equal(Desk.Start + TimeSpan.FromDays(7), _desk.Now);
        Assert.InRange(Fetched.Count(), 10, 40);
        Assert.Equal(GapKind.MediaExpired, Gap());
        Assert.Empty(_desk.All<Deciding.Timer>());
    }

    [Theory]
    [InlineData(MediaFault.Gone, 3, GapKind.MediaExpired)]
    [InlineData(MediaFault.HashMismatch, 3, GapKind.MediaDamaged)]
    [InlineData(MediaFault.TooLarge, 1, GapKind.MediaTooLarge)]
    public void What_does_not_pass_is_given_up_and_shown(MediaFault fault, int tries, GapKind gap)
    {
        _desk.Feed(Picture());
        Miss(fault, tries);

        Assert.Equal((MediaState.Failed, fault, tries), (Copy!.State, Copy.Fault, Copy.Attempts));
        Assert.Equal(gap, Gap());
        Assert.Empty(_desk.All<Deciding.Timer>());
    }

    [Fact]
    public void One_word_of_the_platform_between_failures_of_the_network_gives_nothing_up()
    {
        _desk.Feed(Picture());
        Miss(MediaFault.NoAnswer, 2);
        Miss(MediaFault.Gone, 2);
        Assert.Equal(MediaState.Waiting, Copy!.State);

        Miss(MediaFault.Gone, 1);

        Assert.Equal((MediaState.Failed, MediaFault.Gone, 5), (Copy!.State, Copy.Fault, Copy.Attempts));
    }

    [Fact]
    public void A_gap_of_late_media_closes_when_the_bytes_come()
    {
        _desk.Feed(Picture());
        Miss(MediaFault.NoAnswer, 3);
        var early = Gap();
        Miss(MediaFault.NoAnswer, 1);
        var late = Gap();
        _desk.Wait(Copy!.NextAt!.Value - _desk.Now);
        _desk.Feed(Kept());

        Assert.Equal((null, GapKind.MediaLate, null), (early, late, Gap()));
    }

    [Fact]
    public void A_person_may_have_it_tried_again_and_the_gap_closes_with_the_bytes()
    {
        _desk.Feed(Picture());
        Miss(MediaFault.Gone, 3);
        _desk.Feed(new Input.MediaAsked(_desk.Message("w1").Id, "anna"));
        _desk.Wait(TimeSpan.Zero);
        _desk.Feed(Kept());

        Assert.Equal(MediaState.Kept, Copy!.State);
        Assert.Null(Gap());
        Assert.Equal(4, Fetched.Count());
    }

    [Fact]
    public void A_file_that_was_lost_is_fetched_again_and_one_that_is_there_is_not()
    {
        Keep();
        var id = _desk.Message("w1").Id;
        Assert.Equal(Outcome.Duplicate, _desk.Feed(new Input.MediaAsked(id, "anna")).Outcome);
        _desk.Feed(new Input.MediaAsked(id, "hub", IsLost: true));

        Assert.Equal(MediaState.Waiting, Copy!.State);
        Assert.Empty(_desk.All<MediaUse>());
    }

    [Fact]
    public void The_same_message_with_another_id_keeps_its_bytes_unless_their_hash_is_another()
    {
        Keep(hash: Hash);
        _desk.Feed(Picture(id: "8", json: "{b}", hash: Hash));
        var same = Copy;
        _desk.Feed(Picture(id: "9", json: "{c}", hash: "bb22"));

        Assert.Equal(("8", MediaState.Kept), (same!.MediaId, same.State));
        Assert.Equal(("9", MediaState.Waiting), (Copy!.MediaId, Copy.State));
        Assert.Equal([Hash], Dropped);
    }

    [Fact]
    public void Of_a_private_conversation_nothing_is_fetched()
    {
        _desk.Feed(new Input.MarkedPrivate(Ana, IsPrivate: true, "owner"));
        _desk.Feed(Picture());
        _desk.Wait(TimeSpan.FromDays(1));

        Assert.Null(Copy);
        Assert.Empty(Fetched);
    }

    [Fact]
    public void A_mark_afterwards_throws_the_bytes_away_also_those_on_their_way()
    {
        Keep();
        _desk.Feed(Picture("w2", id: "8"));
        _desk.Wait(TimeSpan.Zero);
        _desk.Feed(new Input.MarkedPrivate(Ana, IsPrivate: true, "owner"));
        var late = _desk.Feed(new Input.MediaKept(_desk.Message("w2").Id, "8", "cc33", 3, "image/png"));

        Assert.Null(Copy);
        Assert.Null(_desk.Message("w2").Media);
        Assert.Empty(_desk.All<MediaUse>());
        Assert.Empty(_desk.All<Deciding.Timer>());
        Assert.Equal([Hash, "cc33"], Dropped);
        Assert.True(late.IsPrivate);
    }

    [Fact]
    public void What_was_kept_long_enough_goes_and_is_no_gap()
    {
        Keep();
        _desk.Feed(new Input.MediaOutdated([_desk.Message("w1").Id, "1-999"]));

        Assert.Equal((MediaState.Failed, MediaFault.Outdated), (Copy!.State, Copy.Fault));
        Assert.Equal([Hash], Dropped);
        Assert.Empty(_desk.All<MediaUse>());
        Assert.Null(Gap());
    }

    [Fact]
    public void An_echo_that_proves_our_own_send_gives_its_media_up()
    {
        _desk.Feed(Say.Ask(SendLane.Human));
        var sendId = _desk.Calls[0];
        _desk.Feed(Picture(direction: Direction.Out));
        Keep(seen: false);
        _desk.Feed(Say.Accepted(sendId, "w1"));

        Assert.Null(Copy); // what we sent we know without fetching it
        Assert.Equal([Hash], Dropped);
        Assert.Empty(_desk.All<MediaUse>());
    }

    private void Keep(string? hash = null, bool seen = true)
    {
        if (seen)
            _desk.Feed(Picture(hash: hash));
        _desk.Wait(TimeSpan.Zero);
        _desk.Feed(Kept());
    }

    private Input.MediaKept Kept() => new(_desk.Message("w1").Id, "7", Hash, 3, "image/png");

    private void Miss(MediaFault fault, int times)
    {
        for (var i = 0; i < times; i++)
        {
            _desk.Wait(Copy!.NextAt!.Value - _desk.Now);
            _desk.Feed(new Input.MediaMissed(_desk.Message("w1").Id, "7", fault));
        }
    }

    private GapKind? Gap() => _desk.All<Gap>().SingleOrDefault(gap => gap.ClosedAt is null)?.Kind;

    private static Input.MessageSeen Picture(
        string wamid = "w1", string id = "7", string json = "{a}", string? hash = null, Via via = Via.Live,
        Direction direction = Direction.In) => Say.Customer(wamid, via: via) with
        {
            Direction = direction,
            Content = new("image", json, via == Via.Live ? ContentRank.Full : ContentRank.FromHistory, null)
            {
                Media = new MediaRef(id, "image/png", hash, null),
            },
        };
}
