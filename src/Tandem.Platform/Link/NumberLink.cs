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

    /// <summary>Whether 1:1 chats reach the Cloud API's webhooks.</summary>
    public bool Mirrors => State is LinkState.Connected or LinkState.CloudOnly;

    /// <summary>Whether there is an app on a phone.</summary>
    public bool HasApp => State != LinkState.CloudOnly;

    /// <summary>Whether both ends have the number.</summary>
    public bool IsCoexistence => State is LinkState.Connected or LinkState.Offboarded;

    public void Move(LinkState state, DateTimeOffset now)
    {
        State = state;
        Since = now;
    }

    /// <summary>Begins a new life of the link: both syncs may be asked for again.</summary>
    public void Onboard(DateTimeOffset now)
    {
        Move(LinkState.Connected, now);
        OnboardedAt = now;
        SyncsUsed.Clear();
    }
}
