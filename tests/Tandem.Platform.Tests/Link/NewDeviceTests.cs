using Tandem.Platform.Link;
using static Tandem.Platform.Tests.Stage;

namespace Tandem.Platform.Tests.Link;

/// <summary>A newly registered device is in its owner's hand, whatever became of the old one.</summary>
public sealed class NewDeviceTests
{
    [Fact]
    public void A_new_device_is_online_with_the_app_open_and_nobody_counts_the_old_ones_silence()
    {
        var stage = LifeTests.Connected();
        stage.Phone(new() { Online = false, AppOpen = false, Battery = 0, Charging = false });
        stage.RunDays(13.99);
        stage.Done(id => new PlatformInput.Reregister(id, NumberId));
        stage.RunDays(1);

        var phone = stage.Mind.Phone(NumberId)!;
        Assert.Equal((true, true), (phone.Online, phone.AppOpen));
        Assert.True(phone.Battery > 0);
        Assert.Equal((LinkState.Connected, null), (stage.Link.State, stage.Link.UnusedSince));
        Assert.Contains(stage.Stage.Ledger, line => line.Kind == LedgerKinds.DeviceOnline);
    }

    [Fact]
    public void A_new_device_that_nobody_uses_loses_the_link_like_the_old_one()
    {
        var stage = LifeTests.Connected(options => options with
        {
            PrimaryInactivity = TimeSpan.FromDays(14),
            ReregistrationTakes = Latency.Seconds(86_400, 86_400),
        });
        stage.Phone(new() { AppOpen = false });
        stage.RunDays(13.5);
        stage.Done(id => new PlatformInput.Reregister(id, NumberId)); // the watch ends while it is registered
        stage.RunDays(2);
        Assert.Equal(LinkState.Connected, stage.Link.State);

        stage.Phone(new() { AppOpen = false });
        stage.RunDays(13.9);
        Assert.Equal(LinkState.Connected, stage.Link.State);
        stage.RunDays(0.2);
        Assert.Equal((LinkState.Removed, "primary_inactivity"), (stage.Link.State, stage.Link.Ending));
    }
}
