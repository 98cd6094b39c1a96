using Tandem.Domain.Mirroring;
using Tandem.Domain.Sending;
using Tandem.Domain.Tests.Driving;

namespace Tandem.Domain.Tests.Sending;

/// <summary>Behind a closed window nothing goes but templates: judged when it is asked for, and when it would leave.
/// </summary>
public sealed class WindowTests
{
    private static readonly TimeSpan Open = Circumstances.WindowLength - Preflight.WindowMargin;

    private readonly Desk _desk = new();

    [Theory]
    [InlineData(SendLane.Human)]
    [InlineData(SendLane.Bot)]
    [InlineData(SendLane.Notification)]
    [InlineData(SendLane.Campaign)]
    public void Nobody_speaks_freely_a_day_after_the_customer_did_and_it_says_since_when(SendLane lane)
    {
        _desk.Feed(Say.Customer("wamid.A"));
        _desk.Wait(Open);

        var send = Ask(lane);

        Assert.Equal((SendState.Refused, Refusal.WindowClosed), (send.State, send.Refusal!.Code));
        Assert.Equal(Desk.Start + Open, send.Refusal.Since);
        Assert.Null(send.Refusal.Until);
        Assert.Empty(_desk.Calls);
    }

    [Fact]
    public void Up_to_the_margin_it_goes() =>
        Assert.Equal(SendState.Released, AskAfter(Open - TimeSpan.FromTicks(1)).State);

    [Fact]
    public void A_template_goes_at_any_time()
    {
        _desk.Feed(Say.Customer("wamid.A"));
        _desk.Wait(TimeSpan.FromDays(3));
        var asked = Say.Ask(SendLane.Campaign);

        var send = _desk.Feed(asked with { Draft = asked.Draft with { Type = "template" } }).Subject!;

        Assert.Equal(SendState.Released, _desk.Send(send).State);
    }

    [Fact]
    public void What_waits_is_judged_when_it_would_leave()
    {
        _desk.Feed(Say.Customer("wamid.A"));
        _desk.Wait(Open - TimeSpan.FromMinutes(20));
        _desk.Feed(Say.Echo("wamid.B", at: (long)(Open - TimeSpan.FromMinutes(20)).TotalSeconds));
        var campaign = Ask(SendLane.Campaign);
        Assert.Equal(SendState.Queued, campaign.State);

        _desk.Wait(TimeSpan.FromHours(1)); // the hold is over, and so is the window

        Assert.Equal(
            (SendState.Refused, Refusal.WindowClosed),
            (_desk.Send(campaign.Id).State, _desk.Send(campaign.Id).Refusal!.Code));
        Assert.Empty(_desk.Calls);
    }

    [Fact]
    public void The_customer_opens_it_again()
    {
        _desk.Feed(Say.Customer("wamid.A"));
        _desk.Wait(TimeSpan.FromDays(2));
        _desk.Feed(Say.Customer("wamid.B", at: 2 * 86_400));

        Assert.Equal(SendState.Released, Ask(SendLane.Bot).State);
    }

    [Fact]
    public void Where_nothing_was_heard_of_a_window_Meta_judges() =>
        Assert.Equal(SendState.Released, Ask(SendLane.Bot).State);

    private Send AskAfter(TimeSpan time)
    {
        _desk.Feed(Say.Customer("wamid.A"));
        _desk.Wait(time);
        return Ask(SendLane.Bot);
    }

    private Send Ask(SendLane lane) => _desk.Send(_desk.Feed(Say.Ask(lane)).Subject!);
}
