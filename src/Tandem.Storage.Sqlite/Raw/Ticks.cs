namespace Tandem.Storage.Sqlite.Raw;

/// <summary>Instants as stored: 100 ns since 1970 UTC, so that replay decides with the exact <c>now</c>.</summary>
internal static class Ticks
{
    public static long Of(DateTimeOffset at) => at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;

    public static DateTimeOffset ToInstant(long ticks) => DateTimeOffset.UnixEpoch.AddTicks(ticks);
}
