using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Tandem.Drills.Tests.Mutants;

/// <summary>
/// A copy of the rooms that can be mutated. Only the changed room is built again: it and the program that explores are
/// compiled against the libraries these tests run with, and take their place beside them.
/// </summary>
public sealed partial class Workshop : IDisposable
{
    private const string Runner = "Tandem.Mutants.Runner";

    private static readonly string[] Rooms = ["Tandem.Domain", "Tandem.Engine"];

    private readonly string _root = Directory.CreateTempSubdirectory("tandem-mutants-").FullName;
    private readonly HashSet<string> _restored = [];

    public Workshop()
    {
        var repository = RepositoryRoot();
        foreach (var file in new[] { "Directory.Build.props", "Directory.Packages.props", "global.json" })
            File.Copy(Path.Combine(repository, file), Path.Combine(_root, file));
        foreach (var room in Rooms)
        {
            Copy(Path.Combine(repository, "src", room), Path.Combine(_root, "src", room));
            var project = Path.Combine(_root, "src", room, $"{room}.csproj");
            File.WriteAllText(project, ProjectReferences().Replace(File.ReadAllText(project), ReferenceTo));
        }

        var runner = Directory.CreateDirectory(Path.Combine(_root, "src", Runner)).FullName;
        File.Copy(Path.Combine(Folder, "Runner.txt"), Path.Combine(runner, "Program.cs"));
        File.WriteAllText(
            Path.Combine(runner, $"{Runner}.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TieredPGO>false</TieredPGO>
                <ServerGarbageCollection>true</ServerGarbageCollection>
              </PropertyGroup>
              <ItemGroup><Reference Include="{AppContext.BaseDirectory}Tandem.*.dll" /></ItemGroup>
            </Project>
            """);
    }

    /// <summary>Where the patches are.</summary>
    public static string Folder => Path.Combine(RepositoryRoot(), "tests", "Tandem.Drills.Tests", "Mutants");

    /// <summary>What an exploration finds with this patch.</summary>
    internal async Task<string> ExploreAsync(Patch patch, int seeds, CancellationToken ct)
    {
        if (!_restored.Contains(Runner))
            await BuildAsync(Runner, ct);
        var room = patch.Path.Split('/')[1];
        var (own, mutated) = ($"{AppContext.BaseDirectory}{room}.dll", Path.Combine(OutputOf(Runner), $"{room}.dll"));
        var before = patch.Apply(_root);
        try
        {
            await BuildAsync(room, ct);
            File.Copy(Path.Combine(OutputOf(room), $"{room}.dll"), mutated, overwrite: true);
            return (await RunAsync(ct, Path.Combine(OutputOf(Runner), $"{Runner}.dll"), $"{seeds}")).TrimEnd();
        }
        finally
        {
            File.WriteAllText(Path.Combine(_root, patch.Path), before);
            File.Copy(own, mutated, overwrite: true);
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    // Analyzers judge people's code; a mutant only has to compile. No server stays behind.
    private async Task BuildAsync(string project, CancellationToken ct)
    {
        string[] restored = _restored.Contains(project) ? ["--no-restore"] : [];
        await RunAsync(ct, [
            "build", $"src/{project}", "-c", "Release", "-v", "q", "--nologo", "-p:RunAnalyzers=false",
            "-p:EnforceCodeStyleInBuild=false", "-p:TreatWarningsAsErrors=false", "-p:GenerateDocumentationFile=false",
            "-p:RestorePackagesWithLockFile=false", "-p:UseSharedCompilation=false", "-nodeReuse:false", .. restored]);
        _restored.Add(project);
    }

    private string OutputOf(string project) => Path.Combine(_root, "artifacts", "bin", project, "release");

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
        {
            if (Path.GetFileName(file) != "packages.lock.json") // a library in a project's place is not what it locks
                File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.EnumerateDirectories(from))
        {
            if (Path.GetFileName(folder) is not ("obj" or "bin"))
                Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }

    private static string ReferenceTo(Match reference) =>
        $"<Reference Include=\"{AppContext.BaseDirectory}{reference.Groups["room"].Value}.dll\" />";

    [GeneratedRegex("""<ProjectReference Include="[^"]*/(?<room>[^/"]+)\.csproj" />""")]
    private static partial Regex ProjectReferences();

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tandem.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("These tests run inside the repository.");
    }
}
