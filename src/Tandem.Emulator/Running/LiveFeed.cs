using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Tandem.Platform;

namespace Tandem.Emulator.Running;

/// <summary>What a listener may hear of.</summary>
[Flags]
internal enum FeedKinds
{
    None = 0,

    /// <summary>A line of a chat is new or changed on a screen.</summary>
    Screen = 1,

    /// <summary>A line of the ledger was written.</summary>
    Ledger = 2,

    /// <summary>A webhook was posted, answered or given up.</summary>
    Delivery = 4,

    /// <summary>Clock, switches, faults or accounts changed, or another world took this one's place.</summary>
    World = 8,

    All = Screen | Ledger | Delivery | World,
}

/// <summary>A line of a chat as a screen shows it from now on.</summary>
internal sealed record ShownLine(Screen Screen, string PhoneNumberId, string Customer, ChatLine Line);

/// <summary>Something to hear of: a closed family.</summary>
internal abstract record FeedItem(FeedKinds Kind)
{
    public sealed record Screen(ShownLine Line) : FeedItem(FeedKinds.Screen);

    public sealed record Ledger(LedgerLine Line) : FeedItem(FeedKinds.Ledger);

    public sealed record Delivery(DeliveryView View) : FeedItem(FeedKinds.Delivery);

    /// <summary>Something about the world itself.</summary>
    /// <param name="What"><c>clock</c>, <c>switches</c>, <c>faults</c>, <c>accounts</c>, <c>restored</c> or
    /// <c>reset</c>.</param>
    /// <param name="Clock">The clock as it stands.</param>
    public sealed record World(string What, ClockView Clock) : FeedItem(FeedKinds.World);
}

/// <summary>Tells open pages what changed. A page that reads too slowly misses the oldest changes, and is told how
/// many.</summary>
internal sealed class LiveFeed
{
    private const int MostWaiting = 1000;
    private readonly Lock _gate = new();
    private readonly List<Listening> _listeners = [];
    private volatile FeedKinds _heard;

    /// <summary>Ends all listening when the host stops, which otherwise would wait for open pages.</summary>
    public LiveFeed(IHostApplicationLifetime lifetime) => lifetime.ApplicationStopping.Register(Close);

    /// <summary>Whether anybody listens to this kind.</summary>
    public bool IsHeard(FeedKinds kind) => (_heard & kind) != 0;

    public void Publish(FeedItem item)
    {
        lock (_gate)
        {
            foreach (var listener in _listeners)
                listener.Take(item);
        }
    }

    /// <summary>Hears everything of these kinds from now on, until disposed.</summary>
    public Listening Listen(FeedKinds kinds)
    {
        var listening = new Listening(this, kinds);
        lock (_gate)
        {
            _listeners.Add(listening);
            Count();
        }

        return listening;
    }

    private void Close()
    {
        lock (_gate)
        {
            foreach (var listener in _listeners)
                listener.Close();
        }
    }

    private void Forget(Listening listening)
    {
        lock (_gate)
        {
            _listeners.Remove(listening);
            Count();
        }
    }

    private void Count()
    {
        var heard = FeedKinds.None;
        foreach (var listener in _listeners)
            heard |= listener.Kinds;
        _heard = heard;
    }

    /// <summary>One open page.</summary>
    public sealed class Listening : IDisposable
    {
        private readonly LiveFeed _feed;
        private readonly Channel<FeedItem> _channel;
        private int _missed;

        public Listening(LiveFeed feed, FeedKinds kinds)
        {
            _feed = feed;
            Kinds = kinds;
            _channel = Channel.CreateBounded<FeedItem>(
                new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest },
                _ => Interlocked.Increment(ref _missed));
        }

        public FeedKinds Kinds { get; }

        public ChannelReader<FeedItem> Changes => _channel.Reader;

        /// <summary>How many changes were missed since the last time of asking.</summary>
        public int TakeMissed() => Interlocked.Exchange(ref _missed, 0);

        public void Take(FeedItem item)
        {
            if ((Kinds & item.Kind) != 0)
                _channel.Writer.TryWrite(item);
        }

        public void Close() => _channel.Writer.TryComplete();

        public void Dispose() => _feed.Forget(this);
    }
}
