using System.Diagnostics;

namespace Tandem.Drills.Tests.Mutants;

/// <summary>
/// A copy of the sources with a small program that explores; patched and built again for each mutant.
/// </summary>
public sealed class MutatedSources : IDisposable
{
    private const string Runner = "Tandem.Mutants.Runner";

    private readonly string _root = Directory.CreateTempSubdirectory("tandem-mutants-").FullName;

    public MutatedSources()
    {
        var repository = RepositoryRoot();
        foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props",
            "global.json" })
            File.Copy(Path.Combine(repository, file), Path.Combine(_root, file));
        foreach (var room in new[] { "CloudApi", "Domain", "Engine", "Platform", "Drills" })
            Copy(Path.Combine(repository, "src", $"Tandem.{room}"), Path.Combine(_root, "src", $"Tandem.{room}"));
        Copy(Path.Combine(repository, "eng"), Path.Combine(_root, "eng"));

        var runner = Directory.CreateDirectory(Path.Combine(_root, "src", Runner)).FullName;
        File.Copy(Path.Combine(Folder, "Runner.txt"), Path.Combine(runner, "Program.cs"));
        File.WriteAllText(
            Path.Combine(runner, $"{Runner}.csproj"),
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TieredPGO>false</TieredPGO></PropertyGroup>
              <ItemGroup><ProjectReference Include="../Tandem.Drills/Tandem.Drills.csproj" /></ItemGroup>
            </Project>
            """);
    }

    /// <summary>Where the patches are.</summary>
    public static string Folder => Path.Combine(RepositoryRoot(), "tests", "Tandem.Drills.Tests", "Mutants");

    /// <summary>What an exploration of the sources finds, patched or as they are.</summary>
    public async Task<string> ExploreAsync(string? patch, int seeds, CancellationToken ct)
    {
        var change = patch is null ? null : Patch.Read(Path.Combine(Folder, $"{patch}.patch"));
        change?.Apply(_root);
        try
        {
            // Analyzers judge people's code; a mutant only has to compile. No server stays behind.
            await RunAsync(
                ct, "build", $"src/{Runner}", "-c", "Release", "-v", "q", "--nologo", "-p:RunAnalyzers=false",
                "-p:EnforceCodeStyleInBuild=false", "-p:UseSharedCompilation=false", "-p:TreatWarningsAsErrors=false",
                "-nodeReuse:false");
            var program = Path.Combine(_root, "artifacts", "bin", Runner, "release", $"{Runner}.dll");
            return await RunAsync(ct, program, $"{seeds}");
        }
        finally
        {
            change?.Revert(_root);
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private async Task<string> RunAsync(CancellationToken ct, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host
            && Path.GetFileNameWithoutExtension(host) == "dotnet"
            ? host : "dotnet", arguments)
        {
            WorkingDirectory = _root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(ct);
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return process.ExitCode == 0
                ? output
                : throw new InvalidOperationException(
                    $"dotnet {arguments[0]} ended with {process.ExitCode}:\n{output}{await error}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from))
        {
            if (Path.GetFileName(folder) is not ("obj" or "bin"))
                Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tandem.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("These tests run inside the repository.");
    }
}
