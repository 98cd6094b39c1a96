using Tandem.EndToEnd.Tests.Running;

namespace Tandem.EndToEnd.Tests.Disk;

/// <summary>Starts the program under strace, which shows its system calls or spoils them.</summary>
internal static class Tracing
{
    /// <summary>strace where the platform has one; the tests that need it are skipped elsewhere.</summary>
    private static readonly string Strace =
        Environment.GetEnvironmentVariable("TANDEM_TEST_STRACE") is { Length: > 0 } told ? told : "/usr/bin/strace";

    /// <summary>The program with a data folder, its calls written to <paramref name="log"/>.</summary>
    public static Task<TandemProcess> WatchAsync(string data, string log) => StartAsync(data,
        "-e", "trace=fsync,fdatasync,pwrite64,recvmsg,recvfrom,read,sendmsg,sendto,write",
        "-y", "-s", "6000", "-o", log);

    /// <summary>The program, with a fault put into a call on the journal's write-ahead log.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="fault">As strace writes it: <c>fsync:error=EIO:when=30+</c>.</param>
    public static Task<TandemProcess> SpoilAsync(string data, string fault) => StartAsync(data,
        "-P", Path.Combine(data, "journal.db-wal"),
        "-e", $"trace={fault[..fault.IndexOf(':', StringComparison.Ordinal)]}", "-e", $"inject={fault}",
        "-o", "/dev/null");

    private static Task<TandemProcess> StartAsync(string data, params string[] flags)
    {
        Assert.SkipUnless(File.Exists(Strace), "platform: strace is not there");
        return TandemProcess.StartUnderAsync(
            [Strace, "-f", "-qq", "--seccomp-bpf", .. flags], "up", "--data", data, "--port", "0");
    }
}
