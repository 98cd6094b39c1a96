using Tandem.Drills.Checking;
using Tandem.Drills.Running;
using Tandem.Drills.Storing;
using Tandem.Platform;

namespace Tandem.Drills.Worlds;

/// <summary>Platform, people, hub and bots on one thread, with one seed for everything random.</summary>
internal sealed class World
{
    /// <summary>How long after the storm everything must have come to rest: Meta retries for seven days.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(8);

    // Ten times what the longest worlds have: what goes on after that goes on for ever.
    private const long MostEvents = 250_000;

    // A story has as many acts as it was given.
    private const long MostOfAStory = 5_000_000;

    private static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    private readonly People _people;
    private readonly Bot _bot;
    private readonly Mischief _mischief;
    private readonly Ghosts _ghosts;

    public World(ulong seed, WorldPlan plan, TextWriter? writer = null)
    {
        Seed = seed;
        Plan = plan;
        Time = new VirtualTime(Start);
        Trace = new Trace(Time, writer);
        Pump = new Pump(Time);
        Calendar = new Calendar(Start, plan);
        Weather = new Weather(seed, plan, Calendar, Trace);
        Outages = new Outages(this);
        Witness = new Witness(this);
        Platform = new PlatformSide(this);
        Hub = new HubSite(this);
        Callers = new Callers(this);
        _bot = new Bot(this);
        _people = new People(this);
        _mischief = new Mischief(this);
        _ghosts = new Ghosts(this);
    }

    public ulong Seed { get; }

    public WorldPlan Plan { get; }

    public VirtualTime Time { get; }

    public Trace Trace { get; }

    public Pump Pump { get; }

    public Calendar Calendar { get; }

    public Weather Weather { get; }

    public Outages Outages { get; }

    /// <summary>What survives the hub's crashes.</summary>
    public MemoryDisk Disk { get; } = new();

    /// <summary>Media files, which survive them too.</summary>
    public MediaDisk MediaDisk { get; } = new();

    public PlatformSide Platform { get; }

    public HubSite Hub { get; }

    public Callers Callers { get; }

    public Bot Bot => _bot;

    /// <summary>Sees what crosses the wire and what is stored, for the checks at the end.</summary>
    public Witness Witness { get; }

    /// <summary>When people fall silent and nothing breaks any more.</summary>
    public DateTimeOffset StormEnd => Start + Plan.Storm;

    /// <summary>How much virtual time has passed.</summary>
    public TimeSpan Elapsed => Time.Now - Start;

    /// <summary>A generator of its own for one purpose.</summary>
    public Chance Stream(string purpose) => Chance.Stream(Seed, purpose);

    /// <summary>Runs the storm and what follows until all is quiet.</summary>
    /// <returns>Whether it became quiet in time.</returns>
    public bool Run() => Pump.Run(
        () =>
        {
            Hub.Begin();
            _ghosts.Begin();
            _people.Begin();
            _mischief.Begin();
            Time.After(Plan.Storm, Calm);
        },
        StormEnd + Patience,
        isTooMuch: () => Trace.Count > MostEvents);

    /// <summary>Runs what somebody wrote down instead of a storm, and what follows until all is quiet.</summary>
    /// <param name="story">Acts at its own times; when it is over, nothing breaks any more.</param>
    /// <param name="length">How long the story is.</param>
    /// <returns>Whether it became quiet in time.</returns>
    public bool Play(Func<Task> story, TimeSpan length)
    {
        var limit = Start + length + Patience;
        return Pump.Run(() => _ = PlayAsync(), limit, isTooMuch: () => Trace.Count > MostOfAStory)
            || (Time.Now < limit - TimeSpan.FromDays(1) && Trace.Count <= MostOfAStory && Pump.Escape is null);

        // Something may be due far later, such as the end of a link nobody uses: that is no unrest.

        async Task PlayAsync()
        {
            Hub.Begin();
            await story();
            Trace.Note("calm", "the story is over");
            Weather.IsStormy = false;
            Hub.Recover();
        }
    }

    /// <summary>A minute from now somebody hands back what no time ends.</summary>
    public void SomebodyLooks() =>
        Time.After(TimeSpan.FromMinutes(1), () => _people.HandBackWhatLasts(times: 0));

    private void Calm()
    {
        Trace.Note("calm", "the storm is over");
        Weather.IsStormy = false;
        _ghosts.End();
        Hub.Recover();
        _people.HandBackWhatLasts(times: 60);
    }
}
