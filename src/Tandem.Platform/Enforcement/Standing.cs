namespace Tandem.Platform.Enforcement;

/// <summary>Something an account may not do for a while.</summary>
/// <param name="Type">As <c>restriction_info</c> names it.</param>
/// <param name="Until">When it ends.</param>
internal sealed record Restriction(string Type, DateTimeOffset Until);

/// <summary>How an account stands with Meta's policies.</summary>
internal sealed class Standing
{
    /// <summary>Steps of <see cref="Ladder"/> climbed so far.</summary>
    public int Steps { get; set; }

    /// <summary>Restrictions in force, oldest first.</summary>
    public List<Restriction> Restrictions { get; } = [];

    /// <summary>Locked until Meta grants an appeal.</summary>
    public bool Locked { get; set; }

    /// <summary>Disabled for good.</summary>
    public bool Disabled { get; set; }

    public DateTimeOffset? ViolatedAt { get; set; }

    public bool Has(string restriction) => Restrictions.Exists(entry => entry.Type == restriction);

    /// <summary>In one word: <c>good</c>, <c>warned</c>, <c>restricted</c>, <c>locked</c> or <c>disabled</c>.</summary>
    public string Name => Disabled ? "disabled"
        : Locked ? "locked"
        : Restrictions.Count > 0 ? "restricted"
        : Steps > 0 ? "warned"
        : "good";
}
