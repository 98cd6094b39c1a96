namespace Tandem.Storage.PostgreSql;

/// <summary>How values look in the database.</summary>
internal static class Stored
{
    private const char Escape = '\u2400'; // SYMBOL FOR NULL

    /// <summary>PostgreSQL's text cannot hold NUL; a webhook's strings can. Any text survives the round trip.</summary>
    public static string Text(string text) => text.AsSpan().ContainsAny('\0', Escape)
        ? text.Replace("\u2400", "\u2400\u2400", StringComparison.Ordinal)
            .Replace("\0", "\u24000", StringComparison.Ordinal)
        : text;

    public static string? TextOrNull(string? text) => text is null ? null : Text(text);

    public static string ToText(string stored)
    {
        if (!stored.Contains(Escape, StringComparison.Ordinal))
            return stored;

        var text = new System.Text.StringBuilder(stored.Length);
        for (var i = 0; i < stored.Length; i++)
            text.Append(stored[i] != Escape ? stored[i] : stored[++i] == Escape ? Escape : '\0');

        return text.ToString();
    }

    /// <summary>100 ns since 1970 UTC: replay needs the exact <c>now</c>, which timestamptz would round.</summary>
    public static long Ticks(DateTimeOffset at) => at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;

    public static DateTimeOffset ToInstant(long ticks) => DateTimeOffset.UnixEpoch.AddTicks(ticks);
}
