using Tandem.Drills.Running;

namespace Tandem.Drills.Tests.Running;

public sealed class PumpTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private readonly VirtualTime _time = new(Start);

    [Fact]
    public void Timers_fire_one_at_a_time_by_due_time_and_then_in_the_order_they_were_set()
    {
        var fired = new List<string>();
        void At(int seconds, string name) =>
            _time.After(TimeSpan.FromSeconds(seconds), () => fired.Add($"{name}@{(_time.Now - Start).TotalSeconds}"));

        new Pump(_time).Run(
            () =>
            {
                At(3, "c");
                At(1, "a");
                At(3, "d");
                At(2, "b");
            },
            Start.AddDays(1));

        Assert.Equal(["a@1", "b@2", "c@3", "d@3"], fired);
    }

    [Fact]
    public void What_awaits_goes_on_on_the_same_thread_in_virtual_time()
    {
        var home = Environment.CurrentManagedThreadId;
        var seen = new List<(int Thread, TimeSpan At)>();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var pump = new Pump(_time);

        async Task LiveAsync()
        {
            await Task.Delay(TimeSpan.FromMinutes(5), _time);
            seen.Add((Environment.CurrentManagedThreadId, _time.Now - Start));
            await asked.Task;
            seen.Add((Environment.CurrentManagedThreadId, _time.Now - Start));
        }

        var became = pump.Run(
            () =>
            {
                _ = LiveAsync();
                _time.After(TimeSpan.FromHours(1), asked.SetResult);
            },
            Start.AddDays(1));

        Assert.True(became);
        Assert.Null(pump.Escape);
        Assert.Equal([(home, TimeSpan.FromMinutes(5)), (home, TimeSpan.FromHours(1))], seen);
    }

    [Fact]
    public void Code_that_leaves_the_thread_is_found_out()
    {
        var pump = new Pump(_time);
        using var awaited = new ManualResetEventSlim();

        // Were it over before it is awaited, nothing would have to be posted.
        async Task LeaveAsync() => await Task.Run(awaited.Wait, TestContext.Current.CancellationToken);

        pump.Run(
            () =>
            {
                _ = LeaveAsync();
                awaited.Set();
                SpinWait.SpinUntil(() => pump.Escape is not null, TimeSpan.FromSeconds(30));
            },
            Start.AddDays(1));

        Assert.NotNull(pump.Escape);
    }

    [Fact]
    public void A_run_that_never_comes_to_rest_is_given_up_at_its_limit()
    {
        void Again() => _time.After(TimeSpan.FromMinutes(1), Again);

        Assert.False(new Pump(_time).Run(Again, Start.AddHours(1)));
        Assert.True(_time.Now <= Start.AddHours(1));
    }

    [Fact]
    public void A_timer_can_be_moved_and_stopped()
    {
        var fired = new List<TimeSpan>();
        var timer = _time.CreateTimer(_ =>
            fired.Add(_time.Now - Start), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        _time.After(TimeSpan.FromSeconds(2.5), () => timer.Change(TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan));
        _time.After(TimeSpan.FromSeconds(20), () => timer.Change(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)));
        _time.After(TimeSpan.FromSeconds(20.5), timer.Dispose);

        new Pump(_time).Run(() => { }, Start.AddHours(1));

        Assert.Equal([1, 2, 12.5], fired.Select(at => at.TotalSeconds));
    }
}
