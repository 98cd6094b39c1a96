using Tandem.Platform;

namespace Tandem.Drills.Scenarios.Reading;

/// <summary>Advises whoever wrote a word that is none.</summary>
internal static class Advice
{
    /// <summary>What to do about it: the nearest known one, or all of them.</summary>
    public static string On(string word, IReadOnlyCollection<string> known) =>
        known.Count == 0 ? "leave it out"
        : Nearest.To(word, known) is { } near ? $"did you mean {near}?"
        : $"write one of {string.Join(", ", known)}";
}
