using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Npgsql;
using Tandem.EndToEnd.Tests.Running;

namespace Tandem.EndToEnd.Tests.Chaos;

/// <summary>A PostgreSQL server of the test's own, which it may stop, start and exhaust.</summary>
/// <remarks>The one that <c>./test</c> starts is shared by all tests of a run. Durability is on, as in
/// production.</remarks>
internal sealed class PostgresCluster : IAsyncDisposable
{
    // PostgreSQL refuses to run as root.
    private static readonly string? RunAs = Environment.UserName != "root" ? null
        : File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres"
        : "nobody";

    private readonly TemporaryFolder _folder = new("tandem-cluster-");
    private readonly string _password = RandomNumberGenerator.GetHexString(24);
    private readonly int _port = FreePort.Find();
    private readonly int _mostConnections;

    private PostgresCluster(int mostConnections) => _mostConnections = mostConnections;

    /// <summary>Of an ordinary role that is not the hub's.</summary>
    public string Stranger => As("stranger", "postgres", pooling: false);

    // Some connections are always kept free for it.
    private string Superuser => As("tandem", "postgres", pooling: false);

    private string Data => Path.Combine(_folder.Path, "data");

    public static async Task<PostgresCluster> StartNewAsync(int mostConnections = 100)
    {
        var cluster = new PostgresCluster(mostConnections);
        var password = await cluster._folder.WriteAsync("password", cluster._password);
        if (RunAs is not null)
            await RunAsync("chown", "-R", RunAs, cluster._folder.Path);
        await cluster.RunProgramAsync(
            "initdb", "-D", cluster.Data, "-U", "tandem", "--encoding=UTF8", "--locale=C", "--auth=scram-sha-256",
            $"--pwfile={password}");
        await cluster.StartAsync();
        return cluster;
    }

    /// <summary>A database and the role of a hub in it, which is no superuser's.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        await SqlAsync(
            $"CREATE ROLE hub LOGIN PASSWORD '{_password}'", $"CREATE ROLE stranger LOGIN PASSWORD '{_password}'",
            "CREATE DATABASE hub OWNER hub");
        return As("hub", "hub", pooling: true);
    }

    public Task StartAsync() => RunProgramAsync(
        "pg_ctl", "-D", Data, "-w", "-t", "60", "-l", Path.Combine(_folder.Path, "server.log"), "-o",
        $"-h 127.0.0.1 -p {_port} -k {_folder.Path} -c fsync=on -c max_connections={_mostConnections}", "start");

    /// <param name="mode"><c>fast</c>: connections are cut, then it shuts down; <c>immediate</c>: as after a
    /// crash.</param>
    public Task StopAsync(string mode) => RunProgramAsync("pg_ctl", "-D", Data, "-w", "-m", mode, "stop");

    /// <summary>Runs statements as superuser.</summary>
    public async Task SqlAsync(params string[] statements)
    {
        await using var database = NpgsqlDataSource.Create(Superuser);
        foreach (var statement in statements)
        {
            await using var command = database.CreateCommand(statement);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    /// <summary>Ends sessions of the hub.</summary>
    public Task CutAsync(double share = 1) => TellAsync("pg_terminate_backend", share);

    /// <summary>Breaks off the statements that sessions of the hub run now; the sessions stay.</summary>
    public Task CancelAsync(double share) => TellAsync("pg_cancel_backend", share);

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            await StopAsync("immediate");
        _folder.Dispose();
    }

    private Task TellAsync(string what, double share) => SqlAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"SELECT {what}(pid) FROM pg_stat_activity WHERE usename = 'hub' AND random() < {share}"));

    private string As(string role, string database, bool pooling) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = _port,
        Username = role,
        Password = _password,
        Database = database,
        Pooling = pooling,
    }.ConnectionString;

    private static string Folder() =>
        Directory.Exists("/usr/lib/postgresql")
            && Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal)
                .Select(version => Path.Combine(version, "bin"))
                .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb"))) is { } found
            ? found
            : throw new InvalidOperationException("No PostgreSQL server is installed: ./test installs one.");

    private Task RunProgramAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Folder(), program);
        return RunAs is null
            ? RunAsync(path, arguments)
            : RunAsync("runuser", ["-u", RunAs, "--", path, .. arguments]);
    }

    // Output goes to a file: a server that was started keeps what it inherits, and a pipe would never end.
    private static async Task RunAsync(string program, params string[] arguments)
    {
        string[] shell = ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null", program];
        var how = new ProcessStartInfo("/bin/sh", [.. shell, .. arguments]) { WorkingDirectory = "/" };
        using var process = Process.Start(how)!;
        await process.WaitForExitAsync(CancellationToken.None);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: code {process.ExitCode}");
    }
}
