using Tandem.Platform.Link;
using static Tandem.Platform.Tests.Stage;

namespace Tandem.Platform.Tests.Link;

public sealed class InactivityTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fourteen_days_without_the_app_end_the_link(bool byShuttingTheApp)
    {
        var stage = LifeTests.Connected();
        stage.RunDays(3);
        stage.Phone(byShuttingTheApp ? new() { AppOpen = false } : new() { Online = false });
        stage.RunDays(13.9);
        Assert.Equal(LinkState.Connected, stage.Link.State);
        stage.RunDays(0.2);

        Assert.Equal((LinkState.Removed, "primary_inactivity"), (stage.Link.State, stage.Link.Ending));
        LifeTests.AssertRemoved(stage, AccountUpdateForm.Number, "PRIMARY_INACTIVITY", "SYSTEM");
        stage.CustomerSays("Hi");
        Assert.Equal(133010, stage.Stage.SendText("x").Code);
    }

    [Fact]
    public void Opening_the_app_on_the_thirteenth_day_begins_the_time_anew()
    {
        var stage = LifeTests.Connected();
        for (var i = 0; i < 4; i++)
        {
            stage.Phone(new() { AppOpen = false });
            stage.RunDays(13);
            stage.Phone(new() { AppOpen = true });
            stage.RunMinutes(5);
        }

        Assert.Equal(LinkState.Connected, stage.Link.State);
        stage.Phone(new() { AppOpen = false });
        stage.RunDays(13);
        stage.OwnerSays("I do look at it");
        stage.RunDays(13);
        Assert.Equal(LinkState.Connected, stage.Link.State);
        stage.RunDays(1);
        Assert.Equal(LinkState.Removed, stage.Link.State);
    }

    [Fact]
    public void A_phone_that_is_offline_every_night_keeps_its_link_for_half_a_year()
    {
        var stage = LifeTests.Connected();
        for (var day = 0; day < 180; day++)
        {
            stage.Phone(new() { Online = false });
            stage.RunDays(0.4);
            stage.Phone(new() { Online = true });
            stage.RunDays(0.6);
        }

        Assert.Equal(LinkState.Connected, stage.Link.State);
        Assert.Empty(stage.AccountEvents);
    }

    [Fact]
    public void An_unused_phone_without_a_link_loses_nothing_and_can_be_onboarded_later()
    {
        var stage = new LinkStage();
        stage.Phone(new() { AppOpen = false });
        stage.RunDays(20);
        Assert.Equal(LinkState.AppOnly, stage.Link.State);
        Assert.Empty(stage.Stage.Posts);
        stage.Onboard();
        stage.RunDays(20);
        Assert.Equal((LinkState.Connected, null), (stage.Link.State, stage.Link.UnusedSince));
    }

    [Fact]
    public void A_companion_offline_for_thirty_days_ends_the_link()
    {
        var stage = LifeTests.Connected();
        var web = stage.Done(id => new PlatformInput.LinkCompanion(id, NumberId, "web"))!;
        stage.Done(id => new PlatformInput.SetCompanion(id, NumberId, web, Online: false));
        stage.RunDays(29);
        stage.Done(id => new PlatformInput.SetCompanion(id, NumberId, web, Online: true));
        stage.RunMinutes(1);
        stage.Done(id => new PlatformInput.SetCompanion(id, NumberId, web, Online: false));
        stage.RunDays(29);
        Assert.Equal(LinkState.Connected, stage.Link.State);
        stage.RunDays(1.1);

        LifeTests.AssertRemoved(stage, AccountUpdateForm.Number, "COMPANION_INACTIVITY", "SYSTEM");
    }

    [Fact]
    public void An_inactive_companion_may_only_be_unlinked()
    {
        var stage = LifeTests.Connected(options => options with { CompanionInactivityEndsLink = false });
        var web = stage.Done(id => new PlatformInput.LinkCompanion(id, NumberId, "web"))!;
        stage.Done(id => new PlatformInput.SetCompanion(id, NumberId, web, Online: false));
        stage.RunDays(31);

        Assert.Equal(LinkState.Connected, stage.Link.State);
        Assert.True(stage.Act(
            id => new PlatformInput.SetCompanion(id, NumberId, web, Online: true)).Refusal!.NotFound);
    }

    [Fact]
    public void Inactivity_can_be_switched_off()
    {
        var stage = LifeTests.Connected(
            options => options with { PrimaryInactivity = null, CompanionInactivity = null });
        stage.Phone(new() { Online = false });
        stage.RunDays(100);

        Assert.Equal(LinkState.Connected, stage.Link.State);
    }
}
