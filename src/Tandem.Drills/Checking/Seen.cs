namespace Tandem.Drills.Checking;

/// <summary>A webhook's 200.</summary>
/// <param name="Event">Its place in the order of events.</param>
/// <param name="At">When.</param>
/// <param name="Body">The webhook.</param>
internal sealed record Acknowledgement(long Event, DateTimeOffset At, ReadOnlyMemory<byte> Body);

/// <summary>A send that a turn let go.</summary>
/// <param name="SendId">Which.</param>
/// <param name="Began">The event at which the release began: the turn's look at live deliveries.</param>
/// <param name="BeganAt">When that was: no decision of the turn is earlier.</param>
/// <param name="CommittedAt">When the turn was committed: no decision of it is later.</param>
internal sealed record Release(string SendId, long Began, DateTimeOffset BeganAt, DateTimeOffset CommittedAt)
{
    /// <summary>The event at which its call left the hub.</summary>
    public long Left { get; init; }

    /// <summary>The hub process it left.</summary>
    public string Process { get; init; } = "";
}

/// <summary>A call that arrived at Graph.</summary>
/// <param name="RequestId">The platform's name for it.</param>
/// <param name="Mark">The hub's mark.</param>
/// <param name="CallId">The caller's own name for it.</param>
internal sealed record ArrivedCall(long RequestId, string Mark, string? CallId);

/// <summary>A person's command on a conversation.</summary>
/// <param name="Number">Phone number id.</param>
/// <param name="Customer">The customer's digits.</param>
/// <param name="Asked">The event at which it was given.</param>
/// <param name="HoldsUntil">When the takeover ends; null: a hand-back.</param>
internal sealed record Command(string Number, string Customer, long Asked, DateTimeOffset? HoldsUntil)
{
    /// <summary>The event at which the person was told that it is done; never, if the hub died first.</summary>
    public long Done { get; set; } = long.MaxValue;

    /// <summary>When it was given, as early as the hub's clock may have shown; the beginning of time where nobody says.
    /// </summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>When the person was told, by the hub's clock.</summary>
    public DateTimeOffset DoneAt { get; set; } = DateTimeOffset.MaxValue;
}

/// <summary>A message that was said before the hub came, and told by history.</summary>
internal sealed record OldMessage(string Number, string Customer, string Wamid, bool IsFromBusiness);

/// <summary>An echo of the phone's that lacks its id: stored, and nobody knows what it says.</summary>
/// <param name="Number">Phone number id.</param>
/// <param name="Customer">Whom the owner wrote to.</param>
/// <param name="Posted">The event at which it was posted first.</param>
/// <param name="Body">The webhook.</param>
internal sealed record UnreadableEcho(string Number, string Customer, long Posted, ReadOnlyMemory<byte> Body)
{
    /// <summary>The event of its 200; never, if there was none.</summary>
    public long Told { get; set; } = long.MaxValue;
}
