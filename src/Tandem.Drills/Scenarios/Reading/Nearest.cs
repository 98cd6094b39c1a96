namespace Tandem.Drills.Scenarios.Reading;

/// <summary>Finds what somebody may have meant.</summary>
internal static class Nearest
{
    /// <summary>What to do about a word that is none: the nearest known one, or all of them.</summary>
    public static string Remedy(string word, IReadOnlyCollection<string> known) =>
        known.Count == 0 ? "leave it out"
        : To(word, known) is { } near ? $"did you mean {near}?"
        : $"write one of {string.Join(", ", known)}";

    private static string? To(string word, IEnumerable<string> known)
    {
        var (best, steps) = known.Select(one => (one, Distance(word.ToLowerInvariant(), one))).MinBy(one => one.Item2);
        return steps <= Math.Max(2, word.Length / 2) ? best : null;
    }

    // Letters to be added, removed or changed (Levenshtein).
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
