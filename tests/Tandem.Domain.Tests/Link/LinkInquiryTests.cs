using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;
using Tandem.Domain.Link;
using Tandem.Domain.Sending;
using Tandem.Domain.Tests.Driving;

namespace Tandem.Domain.Tests.Link;

public sealed class LinkInquiryTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_disconnection_that_Meta_confirms_stays_and_is_asked_about_ever_more_rarely()
    {
        var desk = new Desk();
        desk.Hears(LinkState.Removed, "PRIMARY_INACTIVITY");
        desk.MetaSaysParted();
        var after = desk.Number.Inquiry!;
        Assert.Equal((LinkVerdict.Confirmed, LinkState.Removed), (after.Verdict, desk.Number.Link));

        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 9; i++)
        {
            var at = desk.Now;
            desk.Wait(desk.Number.Inquiry!.NextAt!.Value - at);
            pauses.Add(desk.Now - at);
            desk.MetaSaysParted();
        }

        Assert.Equal(pauses.Order(), pauses);
        Assert.Equal(TimeSpan.FromHours(24), pauses[^1]);
    }

    [Fact]
    public void A_disconnection_that_Meta_denies_twice_is_none()
    {
        var desk = new Desk();
        desk.Hears(LinkState.Offboarded);
        desk.MetaSaysJoined();
        Assert.Equal((LinkVerdict.Denied, LinkState.Offboarded), (desk.Number.Inquiry!.Verdict, desk.Number.Link));

        desk.Wait(Minute);
        desk.MetaSaysJoined();

        Assert.Equal(LinkState.Connected, desk.Number.Link);
        Assert.Null(desk.Number.Inquiry!.NextAt);
        Assert.NotNull(desk.OpenGap(GapKind.Disconnected)!.Until); // whoever wants to know may look at these hours
        Assert.Empty(desk.All<Deciding.Timer>());
    }

    [Theory]
    [InlineData(-3, LinkState.Removed, "PRIMARY_INACTIVITY")]
    [InlineData(-300, LinkState.Offboarded, "said_by_meta")] // of a connection before
    public void A_removal_told_after_Meta_was_asked_is_one(int seconds, LinkState state, string reason)
    {
        var desk = new Desk();
        desk.Onboarded();
        desk.Wait(Minute);
        desk.Feed(new Input.LinkAsked("Ana"));
        desk.MetaSaysParted();

        desk.Feed(new Input.LinkHeard(LinkState.Removed, desk.Second() + seconds, "PRIMARY_INACTIVITY"));

        Assert.Equal((state, reason), (desk.Number.Link, desk.Number.LinkReason));
        var gap = desk.All<Gap>().Single(gap => gap is { Kind: GapKind.Disconnected, Until: null });
        Assert.Equal(reason, gap.Reason);
        Assert.Equal(desk.Second() + (state == LinkState.Removed ? seconds : 0), gap.From);
    }

    [Fact]
    public void A_word_about_another_number_of_the_account_leaves_no_gap()
    {
        var desk = new Desk();
        desk.Hears(LinkState.Offboarded, isGuess: true);
        desk.MetaSaysJoined();
        desk.Wait(Minute);
        desk.MetaSaysJoined();

        Assert.Equal(LinkState.Connected, desk.Number.Link);
        Assert.Null(desk.OpenGap(GapKind.Disconnected));
    }

    [Fact]
    public void Without_an_answer_it_is_asked_again_until_there_is_one()
    {
        var desk = new Desk();
        desk.Hears(LinkState.Removed);
        desk.Wait(TimeSpan.FromMinutes(10)); // each answer is lost, as if the hub had died each time

        Assert.InRange(desk.Asks(), 5, 11);
        Assert.Equal(LinkVerdict.Unreachable, desk.Number.Inquiry!.Verdict);
        Assert.Equal(LinkState.Removed, desk.Number.Link);
        desk.MetaSaysParted();
        Assert.Equal(LinkVerdict.Confirmed, desk.Number.Inquiry!.Verdict);
    }

    [Fact]
    public void A_token_that_does_not_work_says_nothing_about_the_link()
    {
        var desk = new Desk();
        desk.Hears(LinkState.Removed);
        desk.MetaRefuses(code: 190);

        Assert.Equal((LinkVerdict.Unreachable, 190), (desk.Number.Inquiry!.Verdict, desk.Number.Inquiry.Code));
    }

    [Fact]
    public void A_send_refused_because_of_the_number_makes_the_hub_ask_and_believe_Meta()
    {
        var desk = new Desk();
        var send = desk.Feed(Say.Ask()).Subject!;
        desk.Feed(Say.Rejected(send) with { DoubtsLink = true });
        Assert.Equal((1, LinkInquiry.Refused), (desk.Asks(), desk.Number.Inquiry!.Cause));

        desk.MetaRefuses(code: 100, subcode: 33);

        Assert.Equal((LinkState.Removed, "said_by_meta"), (desk.Number.Link, desk.Number.LinkReason));
        Assert.Equal(LinkVerdict.Confirmed, desk.Number.Inquiry!.Verdict);
        Assert.NotNull(desk.OpenGap(GapKind.Disconnected));
    }

    [Fact]
    public void Many_refusals_in_one_minute_are_one_question()
    {
        var desk = new Desk();
        for (var i = 0; i < 5; i++)
        {
            var send = desk.Feed(Say.Ask()).Subject!;
            desk.Feed(Say.Rejected(send) with { DoubtsLink = true });
        }

        desk.MetaSaysJoined();
        desk.Feed(Say.Rejected(desk.Feed(Say.Ask()).Subject!) with { DoubtsLink = true });
        Assert.Equal(1, desk.Asks());
    }

    [Fact]
    public void An_answer_about_an_earlier_connection_does_not_disturb_this_one()
    {
        var desk = new Desk();
        desk.Hears(LinkState.Removed);
        var old = desk.Number.Inquiry!.Id;
        desk.Wait(TimeSpan.FromSeconds(30));
        desk.Onboarded();

        var late = desk.Feed(new Input.LinkAnswered(old, null, 100, 33));

        Assert.Equal(Outcome.Duplicate, late.Outcome);
        Assert.Equal(LinkState.Connected, desk.Number.Link);
    }

    [Fact]
    public void Sends_wait_while_the_phone_registers_anew_and_go_when_it_is_back()
    {
        var desk = new Desk();
        desk.Hears(LinkState.Offboarded);
        var bot = desk.Feed(Say.Ask(SendLane.Bot)).Subject!;
        var human = desk.Feed(Say.Ask(SendLane.Human, peer: new("15550001", null, null))).Subject!;
        Assert.Empty(desk.Calls);
        Assert.Equal((SendState.Queued, Refusal.Offboarded), (desk.Send(bot).State, desk.Send(bot).Refusal!.Code));

        desk.Wait(Minute);
        desk.Hears(LinkState.Connected);

        Assert.Equal([bot, human], desk.Calls.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Sends_are_refused_with_the_reason_when_the_link_is_gone_also_those_that_waited()
    {
        var desk = new Desk();
        desk.Hears(LinkState.Offboarded);
        var waited = desk.Feed(Say.Ask(SendLane.Notification)).Subject!;
        desk.Wait(Minute);
        desk.Hears(LinkState.Removed, "USER_RE_REGISTERED");
        var asked = desk.Feed(Say.Ask(SendLane.Human)).Subject!;

        Assert.Empty(desk.Calls);
        Assert.All([waited, asked], id => Assert.Equal(
            (SendState.Refused, Refusal.Removed), (desk.Send(id).State, desk.Send(id).Refusal!.Code)));
        Assert.Empty(desk.Number.Line);
    }

    [Fact]
    public void A_number_that_only_observes_lets_sends_pass()
    {
        var desk = new Desk(isGuarding: false);
        desk.Hears(LinkState.Offboarded);
        desk.Feed(Say.Ask());

        Assert.Single(desk.Calls);
    }
}
