using Tandem.Domain.Takeover;

namespace Tandem.Hub.Api;

/// <summary>What rules of a number may say.</summary>
internal static class RulesBodyRules
{
    /// <summary>Most automatic texts of a number.</summary>
    public const int MostAutomatic = 50;

    /// <summary>Longest text message (Meta, "Text messages").</summary>
    public const int LongestText = 4096;

    private const int LongestHoldSeconds = 7 * 24 * 3600;
    private const int MostMessagesPerSecond = 1_000; // Meta's highest throughput
    private const int MostWords = 20;
    private const int LongestWord = 80;

    /// <summary>What is wrong with them, without repeating words; null when nothing is.</summary>
    public static string? Mistake(RulesBody body)
    {
        if (body.Mode is not (null or "observe" or "guard"))
            return "mode: must be observe or guard.";
        if (body.EchoHoldSeconds is < 0 or > LongestHoldSeconds)
            return $"echo_hold_seconds: must be from 0 to {LongestHoldSeconds}.";
        if (body.AgentHoldSeconds is < 0 or > LongestHoldSeconds)
            return $"agent_hold_seconds: must be from 0 to {LongestHoldSeconds}.";
        if (body.UnknownSilenceSeconds is < 60 or > LongestHoldSeconds)
            return $"unknown_silence_seconds: must be from 60 to {LongestHoldSeconds}.";
        if (body.MessagesPerSecond is < 1 or > MostMessagesPerSecond)
            return $"messages_per_second: must be from 1 to {MostMessagesPerSecond}; Meta gives 20 to a number that is "
                + "on the app, too.";
        if (body.ResendLanes?.Any(lane => lane is null || !SendLanes.ByName.ContainsKey(lane)) == true)
            return $"resend_lanes: name any of {string.Join(", ", SendLanes.ByName.Keys)}.";
        return Mistake("hand_back_words", body.HandBackWords, MostWords, LongestWord)
            ?? Mistake("take_over_words", body.TakeOverWords, MostWords, LongestWord)
            ?? Mistake("automatic_texts", body.AutomaticTexts, MostAutomatic, LongestText);
    }

    /// <summary>What is wrong with all rules of a number together; null when nothing is.</summary>
    public static string? Contradiction(
        IReadOnlyList<string>? handBack, IReadOnlyList<string>? takeOver, IReadOnlyList<string>? automatic)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (field, texts) in (IEnumerable<(string, IReadOnlyList<string>?)>)
            [("hand_back_words", handBack), ("take_over_words", takeOver), ("automatic_texts", automatic)])
        {
            foreach (var text in texts ?? [])
            {
                if (!said.TryAdd(PhoneWords.Canonical(text), field) && said[PhoneWords.Canonical(text)] != field)
                    return $"{field}: one text stands in {said[PhoneWords.Canonical(text)]}, too; a text means one "
                        + "thing: take it out of one of the two.";
            }
        }

        return null;
    }

    private static string? Mistake(string field, IReadOnlyList<string>? texts, int most, int longest) =>
        texts is null ? null
        : texts.Count > most ? $"{field}: at most {most}; leave out those that are not needed."
        : texts.Any(text => string.IsNullOrWhiteSpace(text) || text.Length > longest)
            ? $"{field}: each must have from 1 to {longest} characters that are not all spaces."
            : null;
}
