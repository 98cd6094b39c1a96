using Tandem.Engine.Agents;
using Tandem.Engine.Storing;

namespace Tandem.Hub.Hosting;

/// <summary>Where the agent of one owner sits: it has at most one turn at a time, and forgets no wake-up.</summary>
internal sealed class Seat(Owner owner, IAgent agent)
{
    private readonly Lock _gate = new();
    private bool _isQueued;
    private bool _isRunning;
    private bool _isWoken;

    /// <summary>Whose seat.</summary>
    public Owner Owner => owner;

    /// <summary>Its agent.</summary>
    public IAgent Agent => agent;

    /// <summary>Turns that failed in a row.</summary>
    public int Failures { get; set; }

    /// <summary>When it wants to be called without being woken; null when only news can wake it.</summary>
    public DateTimeOffset? WakeAt { get; private set; }

    /// <summary>No turn before this time, whoever wakes it: it failed.</summary>
    private DateTimeOffset? RestsUntil { get; set; }

    /// <summary>Notes a wake-up.</summary>
    /// <returns>Whether the seat must be put in the line now: it is neither there nor at its turn.</returns>
    public bool Wake(DateTimeOffset now)
    {
        lock (_gate)
        {
            _isWoken = true;
            return MayQueue(now);
        }
    }

    /// <summary>Whether the seat's own time has come; then it must be put in the line.</summary>
    public bool IsDue(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (WakeAt <= now)
            {
                WakeAt = null;
                _isWoken = true;
            }

            return _isWoken && MayQueue(now);
        }
    }

    /// <summary>Its turn begins.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            (_isQueued, _isRunning, _isWoken, WakeAt) = (false, true, false, null);
        }
    }

    /// <summary>Its turn is over.</summary>
    /// <param name="hasMore">It wants the next turn at once.</param>
    /// <param name="wakeAt">When it wants one at the latest.</param>
    /// <param name="restsUntil">No turn before.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether the seat must be put in the line again now.</returns>
    public bool End(bool hasMore, DateTimeOffset? wakeAt, DateTimeOffset? restsUntil, DateTimeOffset now)
    {
        lock (_gate)
        {
            _isRunning = false;
            _isWoken |= hasMore;
            (WakeAt, RestsUntil) = (wakeAt, restsUntil);
            return _isWoken && MayQueue(now);
        }
    }

    private bool MayQueue(DateTimeOffset now)
    {
        if (_isQueued || _isRunning || RestsUntil > now)
            return false;

        _isQueued = true;
        return true;
    }
}
