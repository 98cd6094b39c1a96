using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;
using Tandem.Domain.Link;
using Tandem.Domain.Tests.Driving;

namespace Tandem.Domain.Tests.Link;

/// <summary>A word that names no number, of an account with several: until Meta has spoken it ends and begins
/// nothing.</summary>
public sealed class GuessTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Desk _desk = new();

    [Fact]
    public void A_guess_that_Meta_confirmed_leaves_its_hours_when_the_number_is_joined_again()
    {
        _desk.Hears(LinkState.Offboarded, isGuess: true);
        _desk.MetaSaysParted();
        _desk.Wait(Minute);
        MetaSaysJoinedTwice();

        Assert.Equal(LinkState.Connected, _desk.Number.Link);
        var gap = _desk.OpenGap(GapKind.Disconnected)!;
        Assert.True(gap.Until > gap.From);
    }

    [Fact]
    public void A_guess_that_Meta_denies_when_the_phone_may_be_back_leaves_its_hours()
    {
        var from = _desk.Second();
        _desk.Hears(LinkState.Offboarded, isGuess: true);
        _desk.Wait(5 * Minute);
        MetaSaysJoinedTwice();

        var gap = _desk.OpenGap(GapKind.Disconnected)!;
        Assert.Equal(LinkState.Connected, _desk.Number.Link);
        Assert.True(gap.From == from && gap.Until >= from + 300, $"{gap.From - from} to {gap.Until - from}");
    }

    [Fact]
    public void Who_was_joined_when_a_guess_was_made_was_not_parted_whatever_is_asked_later()
    {
        _desk.Hears(LinkState.Offboarded, isGuess: true);
        _desk.MetaSaysJoined();
        _desk.Wait(5 * Minute);
        Guess(isOnboarding: false); // some number is back, before Meta was asked a second time
        MetaSaysJoinedTwice();

        Assert.Equal(LinkState.Connected, _desk.Number.Link);
        Assert.Null(_desk.OpenGap(GapKind.Disconnected));
    }

    [Fact]
    public void Hours_end_no_earlier_than_some_number_of_the_account_was_back()
    {
        _desk.Hears(LinkState.Offboarded, isGuess: true);
        _desk.Wait(5 * Minute);
        Guess(isOnboarding: false);
        var back = _desk.Second();
        _desk.Wait(-2 * Minute); // our clock is set back
        MetaSaysJoinedTwice();

        Assert.True(_desk.OpenGap(GapKind.Disconnected)!.Until >= back);
    }

    [Fact]
    public void A_guess_about_a_sibling_does_not_unsay_a_sure_word()
    {
        _desk.Onboarded();
        _desk.Wait(Minute);
        _desk.Hears(LinkState.Removed, "PRIMARY_INACTIVITY");
        _desk.Wait(Minute);
        _desk.Hears(LinkState.Offboarded, isGuess: true);

        Assert.Equal(LinkState.Removed, _desk.Number.Link);
        MetaSaysJoinedTwice();
        Assert.NotNull(_desk.OpenGap(GapKind.Disconnected)!.Until);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sibling_that_is_joined_again_does_not_join_this_number(bool isOnboarding)
    {
        _desk.Hears(LinkState.Offboarded);
        _desk.Wait(Minute);
        var asks = _desk.Asks();
        Guess(isOnboarding);

        Assert.Equal((LinkState.Offboarded, asks + 1), (_desk.Number.Link, _desk.Asks()));
        Assert.Null(_desk.OpenGap(GapKind.Disconnected)!.Until);

        MetaSaysJoinedTwice();
        Assert.Equal(LinkState.Connected, _desk.Number.Link);
    }

    [Fact]
    public void A_sibling_that_is_onboarded_begins_no_connection_here()
    {
        _desk.Onboarded();
        var onboardedAt = _desk.Number.OnboardedAt;
        _desk.Syncs(SyncKind.Contacts);
        _desk.MetaTakes(SyncKind.Contacts);
        _desk.Syncs(SyncKind.History);
        _desk.MetaTakes(SyncKind.History);
        _desk.Wait(TimeSpan.FromHours(2));

        Guess(isOnboarding: true);
        _desk.MetaSaysJoined(onboardedAt);
        _desk.Wait(TimeSpan.FromHours(30));

        Assert.Equal(onboardedAt, _desk.Number.OnboardedAt);
        Assert.Equal(SyncState.Accepted, _desk.Number.Contacts!.State);
        Assert.DoesNotContain(_desk.All<Gap>(), gap => gap.Kind is GapKind.SyncDue or GapKind.SyncMissed);
    }

    [Fact]
    public void An_onboarding_that_was_this_number_s_is_known_by_Meta_s_answer()
    {
        _desk.Onboarded();
        _desk.Wait(TimeSpan.FromDays(3));
        Guess(isOnboarding: true);

        _desk.MetaSaysJoined(_desk.Second());

        Assert.Equal(_desk.Second(), _desk.Number.OnboardedAt);
    }

    [Fact]
    public void A_removal_that_Meta_denies_leaves_the_watch_over_syncs_and_past_as_it_was()
    {
        _desk.Onboarded();
        _desk.Feed(new Input.HistoryDeclined(_desk.Second()));
        _desk.Wait(TimeSpan.FromHours(1));
        _desk.Hears(LinkState.Removed, isGuess: true);
        _desk.MetaSaysJoined();
        _desk.Wait(Minute);
        _desk.MetaSaysJoined();
        Assert.Equal(LinkState.Connected, _desk.Number.Link);

        _desk.Wait(TimeSpan.FromHours(20));

        Assert.NotNull(_desk.OpenGap(GapKind.SyncDue));
        Assert.NotNull(_desk.OpenGap(GapKind.HistoryDeclined));
        Assert.Null(_desk.OpenGap(GapKind.Disconnected));
    }

    private void Guess(bool isOnboarding) =>
        _desk.Feed(new Input.LinkHeard(LinkState.Connected, _desk.Second(), null)
        {
            IsOnboarding = isOnboarding,
            IsGuess = true,
        });

    private void MetaSaysJoinedTwice()
    {
        _desk.MetaSaysJoined();
        _desk.Wait(Minute);
        _desk.MetaSaysJoined();
    }
}
