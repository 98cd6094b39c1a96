namespace Tandem.Platform.Link;

/// <summary>The link of a number between its two ends.</summary>
internal sealed class NumberLink(LinkState state, DateTimeOffset now)
{
    public LinkState State { get; private set; } = state;

    public DateTimeOffset Since { get; private set; } = now;

    /// <summary>When the business was onboarded last; syncs are granted for a day from then on.</summary>
    public DateTimeOffset OnboardedAt { get; private set; } = now;

    /// <summary>Sync kinds already asked for since then; each is granted once.</summary>
    public SortedSet<string> SyncsUsed { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the owner let the partner have the chats of the past.</summary>
    public bool SharesHistory { get; private set; } = true;

    /// <summary>How the latest life of the link ended; null: it lasts, or there was none.</summary>
    public LinkEnding? Ending { get; private set; }

    /// <summary>Whether a number without an app is registered for the Cloud API.</summary>
    public bool IsRegistered { get; set; } = true;

    /// <summary>Whether the owner deleted the WhatsApp account: then no phone has the number.</summary>
    public bool AccountDeleted { get; set; }

    /// <summary>Registrations of the phone so far; only the last one can bring the link back.</summary>
    public int Registrations { get; set; }

    /// <summary>Ends told so far; two forms may take turns.</summary>
    public int EndsTold { get; set; }

    /// <summary>What the phone still has to tell of its address book.</summary>
    public SyncLane Contacts { get; } = new();

    /// <summary>What the phone still has to tell of its past.</summary>
    public SyncLane History { get; } = new();

    /// <summary>Whether 1:1 chats reach the Cloud API's webhooks.</summary>
    public bool Mirrors => State == LinkState.Connected || (State == LinkState.CloudOnly && IsRegistered);

    /// <summary>Whether there is an app on a phone.</summary>
    public bool HasApp => State != LinkState.CloudOnly && !AccountDeleted;

    /// <summary>Whether both ends have the number.</summary>
    public bool IsCoexistence => State is LinkState.Connected or LinkState.Offboarded;

    /// <summary>Whether the Cloud API has ever had the number.</summary>
    public bool IsKnownToGraph => State != LinkState.AppOnly;

    public void Move(LinkState state, DateTimeOffset now)
    {
        State = state;
        Since = now;
    }

    /// <summary>Begins a new life of the link: both syncs may be asked for again.</summary>
    public void Onboard(DateTimeOffset now, bool shareHistory)
    {
        Move(LinkState.Connected, now);
        OnboardedAt = now;
        SharesHistory = shareHistory;
        Ending = null;
        SyncsUsed.Clear();
    }

    /// <summary>Ends it; what was still to be told is not.</summary>
    public void End(LinkEnding ending, LinkState state, DateTimeOffset now)
    {
        Move(state, now);
        Ending = ending;
        Contacts.Clear();
        History.Clear();
    }
}
