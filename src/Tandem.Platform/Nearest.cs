namespace Tandem.Platform;

/// <summary>Finds what somebody may have meant who names something of the platform's wrongly.</summary>
public static class Nearest
{
    /// <summary>The known name that looks most like the given one; null: none does.</summary>
    /// <param name="name">As somebody wrote it.</param>
    /// <param name="known">All there are, in lower case.</param>
    public static string? To(string name, IEnumerable<string> known)
    {
        var (best, steps) = known
            .Select(candidate => (candidate, Distance(name.ToLowerInvariant(), candidate)))
            .DefaultIfEmpty(("", int.MaxValue))
            .MinBy(found => found.Item2);
        return steps <= Math.Max(2, name.Length / 2) ? best : null;
    }

    /// <summary>How many letters have to be added, removed or changed (Levenshtein).</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var changed = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j - 1], row[j]) + 1);
            }
        }

        return row[^1];
    }
}
