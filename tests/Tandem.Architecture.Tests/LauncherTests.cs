using System.Diagnostics;
using System.Runtime.Versioning;

namespace Tandem.Architecture.Tests;

/// <summary>The launchers at the root meet machines that lack something: they say what, and how to mend it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LauncherTests : IDisposable
{
    private readonly DirectoryInfo _machine = Directory.CreateTempSubdirectory("tandem-launcher-");

    public void Dispose() => _machine.Delete(recursive: true);

    [Theory]
    [InlineData("tandem")]
    [InlineData("test")]
    [InlineData(".ci/run")]
    public async Task Without_the_sdk_a_launcher_says_so_in_one_line_and_ends_with_2(string launcher)
    {
        var (code, output) = await RunAsync(CopyOf(launcher));

        Assert.Equal(2, code);
        Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(".NET 10 SDK", output, StringComparison.Ordinal);
        Assert.Contains("https://dotnet.microsoft.com", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_an_older_sdk_only_a_launcher_names_the_version_it_needs()
    {
        var launcher = CopyOf("tandem");
        var dotnet = Path.Combine(Tools().FullName, "dotnet");
        await File.WriteAllTextAsync(dotnet, "#!/bin/sh\necho '8.0.400 [/opt/dotnet/sdk]'\n", Ct);
        File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var (code, output) = await RunAsync(launcher);

        Assert.Equal(2, code);
        Assert.Contains("no SDK of version 10", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_option_of_the_tests_shows_how_to_call_them()
    {
        var (code, output) = await RunAsync(CopyOf("test"), "--fast");

        Assert.Equal(2, code);
        Assert.Contains("--full", output, StringComparison.Ordinal);
        Assert.Contains("unknown option '--fast'", output, StringComparison.Ordinal);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The launchers alone in an empty clone, so that nothing is built yet.</summary>
    private string CopyOf(string launcher)
    {
        foreach (var file in new[] { launcher, "eng/dotnet.sh", "eng/test-needs.sh" })
        {
            var copy = Path.Combine(_machine.FullName, "clone", file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(Repository.Root, file), copy);
        }

        return Path.Combine(_machine.FullName, "clone", launcher);
    }

    /// <summary>A folder with the ordinary programs of a machine, and no SDK.</summary>
    private DirectoryInfo Tools()
    {
        var tools = _machine.CreateSubdirectory("bin");
        string[] ordinary = ["bash", "cat", "dirname", "find", "grep", "head", "mkdir", "readlink", "sed", "sh"];
        foreach (var name in ordinary)
        {
            var link = Path.Combine(tools.FullName, name);
            if (!File.Exists(link))
                File.CreateSymbolicLink(link, $"/bin/{name}");
        }

        return tools;
    }

    private async Task<(int Code, string Output)> RunAsync(string launcher, params string[] arguments)
    {
        var start = new ProcessStartInfo(launcher, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Tools().FullName;
        start.Environment["HOME"] = _machine.FullName;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Ct);
        var errors = process.StandardError.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        return (process.ExitCode, await output + await errors);
    }
}
