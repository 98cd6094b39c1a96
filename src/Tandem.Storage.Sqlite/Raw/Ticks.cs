namespace Tandem.Storage.Sqlite.Raw;

/// <summary>Instants as stored: 100 ns since 1970 UTC, so that a decision is repeated with its exact <c>now</c>.</summary>
internal static class Ticks
{
    public static long Of(DateTimeOffset at) => at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;

    public static DateTimeOffset ToInstant(long ticks) => DateTimeOffset.UnixEpoch.AddTicks(ticks);
}
