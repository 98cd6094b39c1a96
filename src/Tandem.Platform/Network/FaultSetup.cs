namespace Tandem.Platform.Network;

/// <summary>A fault to be struck by chance for a while.</summary>
public sealed record FaultSetup
{
    /// <summary>One of <see cref="FaultKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>From 0, never, to 1, each time (the default).</summary>
    public double Probability { get; init; } = 1;

    /// <summary>How long it lasts; null: until it is removed.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The one number it strikes; null: all.</summary>
    public string? PhoneNumberId { get; init; }

    /// <summary>For kinds that delay: how long. Default: up to a minute.</summary>
    public Latency? Delay { get; init; }

    /// <summary>For kinds that refuse: Meta's error code. Default: 131000.</summary>
    public int? Code { get; init; }
}

/// <summary>A fault as it stands.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Setup">What was asked for.</param>
/// <param name="Until">When it ends by itself; null: it does not.</param>
/// <param name="Struck">How often it struck.</param>
public sealed record FaultView(long Id, FaultSetup Setup, DateTimeOffset? Until, int Struck);
