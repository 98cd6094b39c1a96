using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Tandem.Platform;

namespace Tandem.Emulator.Running;

/// <summary>Tells open pages what changed on the screens. A page that reads too slowly misses the oldest
/// changes.</summary>
internal sealed class LiveFeed
{
    private const int MostWaiting = 1000;
    private readonly Lock _gate = new();
    private readonly List<Channel<ShownLine>> _listeners = [];

    /// <summary>Ends all listening when the host stops, which otherwise would wait for open pages.</summary>
    public LiveFeed(IHostApplicationLifetime lifetime) => lifetime.ApplicationStopping.Register(Close);

    /// <summary>Whether anybody listens.</summary>
    public bool IsHeard
    {
        get
        {
            lock (_gate)
                return _listeners.Count > 0;
        }
    }

    public void Publish(ShownLine change)
    {
        lock (_gate)
        {
            foreach (var listener in _listeners)
                listener.Writer.TryWrite(change);
        }
    }

    /// <summary>Hears everything from now on, until disposed.</summary>
    public Listening Listen()
    {
        var channel = Channel.CreateBounded<ShownLine>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate)
            _listeners.Add(channel);
        return new(this, channel);
    }

    private void Close()
    {
        lock (_gate)
        {
            foreach (var listener in _listeners)
                listener.Writer.TryComplete();
        }
    }

    private void Forget(Channel<ShownLine> channel)
    {
        lock (_gate)
            _listeners.Remove(channel);
    }

    /// <summary>One open page.</summary>
    public sealed class Listening(LiveFeed feed, Channel<ShownLine> channel) : IDisposable
    {
        public ChannelReader<ShownLine> Changes => channel.Reader;

        public void Dispose() => feed.Forget(channel);
    }
}

/// <summary>A line of a chat as a screen shows it from now on.</summary>
internal sealed record ShownLine(Screen Screen, string PhoneNumberId, string Customer, ChatLine Line);
