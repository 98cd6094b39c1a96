namespace Tandem.Bench.Subjects;

/// <summary>The PostgreSQL server that bench/run provides.</summary>
internal static class Postgres
{
    /// <summary>Null where there is none: then only SQLite is measured.</summary>
    public static string? ConnectionString => Environment.GetEnvironmentVariable("TANDEM_TEST_POSTGRES");
}
