namespace Tandem.Drills.Checking;

/// <summary>From which event on the hub could know that two names are one person's.</summary>
/// <remarks>
/// A customer has two names, a phone number and a BSUID, and may hide the number for a while. Then one party writes to
/// the number, another to the BSUID, and only the platform knows that both reach one person: what the hub has not been
/// told it cannot keep, so a promise about "this conversation" is judged by what it had been given, not by the truth.
/// Two names are one person's once clues lead from one to the other, however many it takes.
/// </remarks>
internal sealed class Acquaintance
{
    /// <summary>What <see cref="Since"/> says of names that no clue joins.</summary>
    public const long Never = long.MaxValue;

    // A forest, joined in the order of events. Parents never change, and a root is given one later than all below it,
    // so going up the events only rise: the latest event between two names is the one that made them one.
    private readonly Dictionary<string, (string Parent, long Since)> _above = new(StringComparer.Ordinal);

    public Acquaintance(IEnumerable<Clue> clues)
    {
        foreach (var clue in clues.OrderBy(clue => clue.Event))
        {
            foreach (var name in clue.Names.Skip(1))
                Join(clue.Names[0], name, clue.Event);
        }
    }

    /// <summary>The event that told of two names that they are one person's; <see cref="Never"/>: none did.</summary>
    public long Since(string one, string other)
    {
        var known = Upwards(one).ToDictionary(step => step.Name, step => step.Since, StringComparer.Ordinal);
        foreach (var (name, since) in Upwards(other))
        {
            if (known.TryGetValue(name, out var earlier))
                return Math.Max(earlier, since);
        }

        return Never;
    }

    private void Join(string one, string other, long since)
    {
        var (root, joined) = (RootOf(one), RootOf(other));
        if (root != joined)
            _above.Add(joined, (root, since));
    }

    private string RootOf(string name)
    {
        while (_above.TryGetValue(name, out var above))
            name = above.Parent;
        return name;
    }

    // The name itself and all above it, each with the event since which it is the same person's.
    private IEnumerable<(string Name, long Since)> Upwards(string name)
    {
        var step = (Name: name, Since: 0L);
        yield return step;
        while (_above.TryGetValue(step.Name, out var above))
            yield return step = above;
    }
}
