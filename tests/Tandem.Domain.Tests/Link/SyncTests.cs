using CsCheck;
using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;
using Tandem.Domain.Link;
using Tandem.Domain.Tests.Driving;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Link;

public sealed class SyncTests
{
    private static readonly Input.ContactSeen Contact = new(Say.Ana, "Ana", null, 1);

    [Fact]
    public void Whatever_is_pressed_and_whatever_Meta_answers_each_sync_is_taken_once_in_a_connection() =>
        Gen.Int[0, 7].Array[1, 25].Sample(acts =>
        {
            var desk = new Desk();
            desk.Onboarded();
            var taken = 0;
            foreach (var act in acts)
            {
                var open = desk.Number.Past is { State: SyncState.Asked or SyncState.Uncertain };
                switch (act)
                {
                    case <= 2:
                        desk.Syncs(SyncKind.History);
                        break;
                    case 3 when open: // Meta keeps its own guard
                        taken += taken == 0 ? 1 : 0;
                        desk.MetaRefuses(SyncKind.History, taken > 0 ? 2593107 : null);
                        break;
                    case 4 when open && taken == 0:
                        taken++;
                        desk.MetaTakes(SyncKind.History);
                        break;
                    case 5 when open && taken == 0:
                        desk.MetaRefuses(SyncKind.History, code: 131000);
                        break;
                    case 6:
                        desk.Wait(TimeSpan.FromMinutes(2));
                        break;
                    default:
                        desk.Syncs(SyncKind.History, isAgain: true);
                        break;
                }

                if (desk.Number.Past is { State: SyncState.Accepted or SyncState.Used })
                    Assert.NotNull(SyncRules.Forbids(desk.Number, SyncKind.History, desk.Now, isAgain: true));
                Assert.InRange(taken, 0, 1);
            }
        });

    [Fact]
    public void What_was_taken_is_refused_a_second_time_until_the_number_is_onboarded_anew()
    {
        var desk = new Desk();
        desk.Onboarded();
        desk.Syncs(SyncKind.Contacts);
        desk.MetaTakes(SyncKind.Contacts);
        Assert.Equal("REQ-1", desk.Number.Contacts!.RequestId);

        Assert.Equal(SyncRules.Once, desk.Syncs(SyncKind.Contacts).Reason);
        desk.Wait(TimeSpan.FromHours(1));
        desk.Hears(LinkState.Offboarded);
        desk.Wait(TimeSpan.FromMinutes(1));
        desk.Hears(LinkState.Connected); // reconnecting grants nothing
        Assert.Equal(SyncRules.Once, desk.Syncs(SyncKind.Contacts).Reason);
        desk.Wait(TimeSpan.FromMinutes(1));
        desk.Hears(LinkState.Removed);
        Assert.Equal(SyncRules.NotConnected, desk.Syncs(SyncKind.Contacts).Reason);
        desk.Wait(TimeSpan.FromMinutes(1));
        desk.Onboarded();
        Assert.Equal(Outcome.Applied, desk.Syncs(SyncKind.Contacts).Outcome);
        Assert.Equal(2, desk.Calls(SyncKind.Contacts));
    }

    [Fact]
    public void It_is_written_before_the_call_and_a_call_that_dies_is_uncertain()
    {
        var desk = new Desk();
        desk.Onboarded();
        desk.Syncs(SyncKind.History);
        Assert.Equal(SyncState.Asked, desk.Number.Past!.State);

        desk.Wait(TimeSpan.FromMinutes(2)); // the process died, nobody answers

        Assert.Equal(SyncState.Uncertain, desk.Number.Past!.State);
        Assert.Equal(SyncRules.Uncertain, desk.Syncs(SyncKind.History).Reason);
        Assert.Equal(1, desk.Calls(SyncKind.History));
        desk.Syncs(SyncKind.History, isAgain: true);
        Assert.Equal(2, desk.Calls(SyncKind.History));
        desk.MetaRefuses(SyncKind.History, 2593107);
        Assert.Equal(SyncState.Used, desk.Number.Past!.State);
    }

    [Fact]
    public void An_uncertain_call_is_settled_by_what_arrives()
    {
        var desk = new Desk();
        desk.Onboarded();
        desk.Syncs(SyncKind.Contacts);
        desk.MetaRefuses(SyncKind.Contacts, code: null);
        Assert.Equal(SyncState.Uncertain, desk.Number.Contacts!.State);

        desk.Feed(Contact);

        Assert.Equal((SyncState.Arriving, 1), (desk.Number.Contacts!.State, desk.Number.Contacts.Received));
        Assert.Equal(SyncRules.Once, desk.Syncs(SyncKind.Contacts, isAgain: true).Reason);
    }

    [Fact]
    public void After_a_day_it_is_too_late_and_a_call_is_not_made()
    {
        var desk = new Desk();
        desk.Onboarded();
        desk.Wait(TimeSpan.FromHours(24));

        Assert.Equal(SyncRules.TooLate, desk.Syncs(SyncKind.History).Reason);
        Assert.Equal(0, desk.Calls(SyncKind.History));
    }

    [Fact]
    public void Who_does_not_know_when_it_was_onboarded_lets_Meta_judge()
    {
        var desk = new Desk();
        desk.Syncs(SyncKind.History);
        desk.MetaRefuses(SyncKind.History, 2593108);

        Assert.Equal(SyncState.Late, desk.Number.Past!.State);
        Assert.Equal(SyncRules.TooLate, desk.Syncs(SyncKind.History).Reason);
    }

    [Fact]
    public void Meta_tells_when_the_number_was_onboarded()
    {
        var desk = new Desk();
        desk.Feed(new Input.LinkAsked(LinkInquiry.Registered));
        desk.MetaSaysJoined(onboardedAt: desk.Second() - 3600);

        Assert.Equal(desk.Now + TimeSpan.FromHours(23), SyncRules.Until(desk.Number));
        Assert.Equal((LinkVerdict.Confirmed, LinkState.Connected), (desk.Number.Inquiry!.Verdict, desk.Number.Link));
    }

    [Fact]
    public void Four_hours_before_the_time_is_over_a_gap_says_so_and_closes_with_the_last_request()
    {
        var desk = new Desk();
        desk.Onboarded();
        desk.Wait(TimeSpan.FromHours(20) - TimeSpan.FromSeconds(1));
        Assert.Null(desk.OpenGap(GapKind.SyncDue));
        desk.Wait(TimeSpan.FromSeconds(1));
        Assert.Equal("contacts, history", desk.OpenGap(GapKind.SyncDue)!.Reason);

        desk.Syncs(SyncKind.Contacts);
        desk.MetaTakes(SyncKind.Contacts);
        Assert.NotNull(desk.OpenGap(GapKind.SyncDue));
        desk.Syncs(SyncKind.History);
        desk.MetaTakes(SyncKind.History);

        Assert.Null(desk.OpenGap(GapKind.SyncDue));
        desk.Wait(TimeSpan.FromHours(5));
        Assert.Null(desk.OpenGap(GapKind.SyncMissed));
    }

    [Fact]
    public void What_nobody_asked_for_in_time_is_a_gap_until_the_number_is_onboarded_anew()
    {
        var desk = new Desk();
        desk.Onboarded();
        desk.Syncs(SyncKind.Contacts);
        desk.MetaTakes(SyncKind.Contacts);
        desk.Wait(TimeSpan.FromHours(24));

        Assert.Null(desk.OpenGap(GapKind.SyncDue));
        Assert.Equal("history", desk.OpenGap(GapKind.SyncMissed)!.Reason);
        desk.Hears(LinkState.Removed);
        desk.Wait(TimeSpan.FromMinutes(1));
        desk.Onboarded();
        Assert.Null(desk.OpenGap(GapKind.SyncMissed));
    }

    [Fact]
    public void The_past_is_followed_to_its_end()
    {
        var desk = new Desk();
        desk.Onboarded();
        desk.Syncs(SyncKind.History);
        desk.MetaTakes(SyncKind.History);
        desk.Feed(Say.Customer("wamid.H", via: Via.History) with { Progress = 40, Phase = 0 });
        Assert.Equal((SyncState.Arriving, 40, 0), Past());
        desk.Feed(new Input.HistoryTold(100) { Phase = 2 });
        Assert.Equal((SyncState.Done, 100, 2), Past());

        (SyncState, int, int?) Past() =>
            (desk.Number.Past!.State, desk.Number.Past.Progress, desk.Number.Past.Phase);
    }

    [Fact]
    public void A_past_that_the_owner_does_not_share_is_declined_and_not_asked_for_again()
    {
        var desk = new Desk();
        desk.Onboarded();
        desk.Syncs(SyncKind.History);
        desk.MetaTakes(SyncKind.History);
        desk.Feed(new Input.HistoryDeclined(desk.Second()));

        Assert.Equal(SyncState.Declined, desk.Number.Past!.State);
        Assert.Equal(SyncRules.Once, desk.Syncs(SyncKind.History).Reason);
    }

    [Fact]
    public void An_answer_of_an_earlier_connection_is_not_taken_for_this_one()
    {
        var desk = new Desk();
        desk.Onboarded();
        desk.Syncs(SyncKind.History);
        var old = desk.Number.Past!.AskId!;
        desk.Wait(TimeSpan.FromSeconds(5));
        desk.Hears(LinkState.Removed);
        desk.Wait(TimeSpan.FromSeconds(5));
        desk.Onboarded();

        Assert.Equal(Outcome.Duplicate, desk.Feed(new Input.SyncAnswered(SyncKind.History, old, "REQ", null)).Outcome);
        Assert.Null(desk.Number.Past);
    }
}
