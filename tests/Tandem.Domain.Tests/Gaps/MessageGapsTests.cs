using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;
using Tandem.Domain.Identity;
using Tandem.Domain.Tests.Driving;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Gaps;

/// <summary>What leaves evidence of something missing is a gap, and closes when the missing piece comes.</summary>
public sealed class MessageGapsTests
{
    private static readonly PeerKeys Ben = new("34600999888", null, null);

    private readonly Desk _desk = new();

    [Fact]
    public void A_stand_in_opens_a_gap_and_the_message_itself_closes_it()
    {
        _desk.Feed(Say.Unavailable("w1"));
        var opened = Only();
        _desk.Feed(Say.Customer("w1"));

        Assert.Equal((GapKind.UnavailableToApi, null), (opened.Kind, opened.ClosedAt));
        Assert.Equal((Desk.Start, null), (Only().ClosedAt, Only().ClosedBy));
        Assert.Equal(2, _desk.Effects.OfType<Effect.TellGap>().Count());
    }

    [Fact]
    public void A_repetition_of_the_evidence_is_no_second_gap()
    {
        _desk.Feed(Say.Unavailable("w1"));
        Assert.Equal(Outcome.Duplicate, _desk.Feed(Say.Unavailable("w1")).Outcome);

        Assert.Single(_desk.All<Gap>());
        Assert.Single(_desk.Effects.OfType<Effect.TellGap>());
    }

    [Theory]
    [InlineData(131051, "unsupported", ContentRank.Unsupported, GapKind.UnsupportedKind)]
    [InlineData(131052, "image", ContentRank.Full, GapKind.MediaNotFetched)]
    [InlineData(null, "media_placeholder", ContentRank.Placeholder, GapKind.MediaNotShared)]
    [InlineData(null, "poll_creation", ContentRank.Unsupported, GapKind.UnsupportedKind)]
    public void Content_that_is_missing_says_how(int? code, string type, ContentRank rank, GapKind kind)
    {
        _desk.Feed(Say.Customer("w1") with { Content = new(type, "{}", rank, code) });

        Assert.Equal(kind, Only().Kind);
    }

    [Fact]
    public void An_answer_to_words_never_seen_names_them_until_they_come()
    {
        _desk.Feed(Say.Customer("reply") with { RepliesTo = "w0" });
        var gap = Only();
        _desk.Feed(Say.Echo("w0", at: -60));

        Assert.Equal(
            (GapKind.NeverSeen, "w0", _desk.Message("reply").Id), (gap.Kind, gap.Wamid, gap.NamedBy));
        Assert.NotNull(Only().ClosedAt);
        Assert.True(_desk.Message("w0").IsOnTimeline);
    }

    [Fact]
    public void Two_people_who_answer_the_same_unseen_words_stay_two()
    {
        _desk.Feed(Say.Customer("a") with { RepliesTo = "status-of-the-shop" });
        _desk.Feed(Say.Customer("b", Ben) with { RepliesTo = "status-of-the-shop" });

        Assert.Equal(2, _desk.Conversations.Count());
        Assert.Single(_desk.All<Gap>());
    }

    [Fact]
    public void Words_that_another_answered_first_stand_in_their_own_conversation()
    {
        _desk.Feed(Say.Customer("b", Ben) with { RepliesTo = "w0" });
        _desk.Feed(Say.Customer("w0"));

        Assert.Equal(_desk.Conversation(Say.Ana).Id, _desk.Message("w0").ConversationId);
        Assert.Equal(2, _desk.Conversations.Count());
    }

    [Fact]
    public void Replies_of_the_past_name_nothing_missing_for_the_past_is_cut_somewhere()
    {
        _desk.Feed(Say.Customer("reply", via: Via.History) with { RepliesTo = "w0" });

        Assert.Empty(_desk.All<Gap>());
    }

    [Fact]
    public void An_edit_of_words_never_seen_is_a_gap_too()
    {
        _desk.Feed(Say.Change("e", "w0", new MessageChange.Edited("{}")));

        Assert.Equal(GapKind.NeverSeen, Only().Kind);
    }

    [Fact]
    public void Another_senders_message_is_known_by_its_statuses_only()
    {
        _desk.Feed(Say.Status("w1", Stage.Sent));
        Assert.Equal(GapKind.ContentUnknown, Only().Kind);

        _desk.Feed(Say.Echo("w1"));
        Assert.NotNull(Only().ClosedAt);
    }

    [Fact]
    public void An_uncertain_send_is_a_gap_until_a_status_settles_it()
    {
        var send = _desk.Feed(Say.Ask()).Subject!;
        _desk.Feed(new Input.AnswerLost(send, null));
        Assert.Equal((GapKind.SendUnknown, null), (Only().Kind, Only().ClosedAt));

        _desk.Feed(Say.Status("w1", Stage.Sent, sendId: send));
        Assert.NotNull(Only().ClosedAt);
    }

    [Fact]
    public void What_was_accepted_and_never_sent_is_found_after_half_an_hour()
    {
        var send = _desk.Feed(Say.Ask()).Subject!;
        _desk.Feed(Say.Accepted(send, "w1"));
        _desk.Wait(TimeSpan.FromMinutes(29));
        Assert.Empty(_desk.All<Gap>());

        _desk.Wait(TimeSpan.FromMinutes(1));
        Assert.Equal((GapKind.AcceptedNotSent, null), (Only().Kind, Only().ClosedAt));

        _desk.Feed(Say.Status("w1", Stage.Delivered, sendId: send));
        Assert.NotNull(Only().ClosedAt);
    }

    [Fact]
    public void What_was_sent_in_time_is_watched_no_longer()
    {
        var send = _desk.Feed(Say.Ask()).Subject!;
        _desk.Feed(Say.Accepted(send, "w1"));
        _desk.Feed(Say.Status("w1", Stage.Sent, sendId: send));

        Assert.DoesNotContain(_desk.All<Deciding.Timer>(), timer => timer.Name.StartsWith("sent/"));
        _desk.Wait(TimeSpan.FromHours(1));
        Assert.Empty(_desk.All<Gap>());
    }

    [Fact]
    public void A_gap_that_a_person_closed_stays_closed_until_something_else_is_missing()
    {
        _desk.Feed(Say.Unavailable("w1"));
        _desk.Feed(new Input.GapClosed(Only().Id, "anna"));
        Assert.Equal("anna", Only().ClosedBy);

        _desk.Feed(Say.Change("r", "w1", new MessageChange.Reacted("👍")));
        Assert.Equal("anna", Only().ClosedBy);

        _desk.Feed(Say.Customer("w1") with { Content = new("image", "{}", ContentRank.Full, 131052) });
        Assert.Equal((GapKind.MediaNotFetched, null), (Only().Kind, Only().ClosedAt));
    }

    [Fact]
    public void A_stand_in_that_proves_to_be_our_own_send_is_missing_no_longer()
    {
        var send = _desk.Feed(Say.Ask()).Subject!;
        _desk.Feed(Say.Customer("reply") with { RepliesTo = "w1" });
        Assert.Equal(GapKind.NeverSeen, Only().Kind);

        _desk.Feed(Say.Accepted(send, "w1"));
        Assert.NotNull(Only().ClosedAt);
    }

    [Fact]
    public void A_later_word_of_a_reply_that_names_nothing_is_decided_as_well()
    {
        _desk.Feed(Say.Customer("reply") with { RepliesTo = "w0" });
        var again = _desk.Feed(Say.Customer("reply", at: -5));

        Assert.Equal((Outcome.Applied, "w0"), (again.Outcome, _desk.Message("reply").RepliesTo));
    }

    [Fact]
    public void A_gap_of_a_row_that_was_taken_in_keeps_what_it_was_about()
    {
        var send = _desk.Feed(Say.Ask()).Subject!;
        _desk.Feed(Say.Customer("reply") with { RepliesTo = "w1" });
        var open = Only();
        _desk.Feed(Say.Accepted(send, "w1"));

        Assert.Equal(open with { ClosedAt = _desk.Now }, Only());
    }

    private Gap Only() => Assert.Single(_desk.All<Gap>());
}
