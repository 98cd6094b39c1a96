using Tandem.Engine.Intake;
using Tandem.Hub.Hosting;

namespace Tandem.Hub.Tests;

/// <summary>Turns of agents wait for a flood of webhooks, and never long.</summary>
public sealed class GivingWayTests
{
    private readonly IntakeGauge _gauge = new();
    private readonly HastyTime _time = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_full_number_sends_delays_no_turn()
    {
        Enter(5);

        await new GivingWay(_gauge, _time).WaitAsync(Ct);

        Assert.Equal(TimeSpan.Zero, _time.Waited);
    }

    [Fact]
    public async Task A_flood_delays_a_turn_by_a_second_and_no_longer()
    {
        Enter(64);

        await new GivingWay(_gauge, _time).WaitAsync(Ct);

        Assert.Equal(TimeSpan.FromSeconds(1), _time.Waited);
    }

    [Fact]
    public async Task A_turn_goes_on_once_the_flood_has_passed()
    {
        Enter(64);
        _time.Waiting = () => Leave(16);

        await new GivingWay(_gauge, _time).WaitAsync(Ct);

        Assert.InRange(_time.Waited, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(200));
    }

    private void Enter(int webhooks)
    {
        for (var n = 0; n < webhooks; n++)
            _gauge.Enter();
    }

    private void Leave(int webhooks)
    {
        for (var n = 0; n < webhooks; n++)
            _gauge.Leave();
    }

    // Every timer is due at once; how long it should have taken is remembered.
    private sealed class HastyTime : TimeProvider
    {
        public TimeSpan Waited { get; private set; }

        public Action Waiting { get; set; } = () => { };

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waited += dueTime;
            Waiting();
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
