using System.Text.RegularExpressions;

namespace Tandem.Architecture.Tests;

/// <summary>The files of this clone as they lie on disk, without what builds and tools put there.</summary>
internal static class Repository
{
    private static readonly HashSet<string> NotOurs = new(StringComparer.Ordinal)
    {
        ".git", ".idea", ".tandem", ".tools", ".vs", "artifacts", "bin", "node_modules", "obj", "TestResults",
    };

    private static readonly string[] TextFiles =
    [
        ".cs", ".razor", ".css", ".js", ".mjs", ".json", ".md", ".props", ".targets", ".csproj", ".slnx", ".sh", ".txt",
        ".yml", ".yaml", ".editorconfig", ".gitignore", ".patch", ".sql", "",
    ];

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>All files under the folder ("" is the whole clone) whose name ends in one of the endings.</summary>
    public static IEnumerable<SourceFile> Files(string folder, params string[] endings)
    {
        var start = new DirectoryInfo(Path.Combine(Root, folder));
        return !start.Exists
            ? []
            : from file in Walk(start)
              where endings.Any(ending => file.Name.EndsWith(ending, StringComparison.Ordinal))
              orderby file.FullName
              select new SourceFile(file.FullName, Path.GetRelativePath(Root, file.FullName));
    }

    /// <summary>Every file a person writes: sources, documents, scripts.</summary>
    public static IEnumerable<SourceFile> Texts() =>
        Files("", "").Where(file => TextFiles.Contains(Path.GetExtension(file.Relative), StringComparer.Ordinal));

    /// <summary>The lines of these files that match, as `path:line  text`.</summary>
    public static IEnumerable<string> LinesMatching(IEnumerable<SourceFile> files, Regex pattern) =>
        LinesWhere(files, pattern.IsMatch);

    /// <summary>The lines of these files that the condition holds for, as `path:line  text`.</summary>
    public static IEnumerable<string> LinesWhere(IEnumerable<SourceFile> files, Func<string, bool> condition) =>
        from file in files
        from line in File.ReadLines(file.Path).Index()
        where condition(line.Item)
        select $"{file.Relative}:{line.Index + 1}  {line.Item.Trim()}";

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Concat(
            folder.EnumerateDirectories().Where(inner => !NotOurs.Contains(inner.Name)).SelectMany(Walk));

    private static string FindRoot(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tandem.slnx")))
            folder = folder.Parent;

        return folder?.FullName ?? throw new InvalidOperationException("The tests must lie inside a clone of Tandem.");
    }
}

/// <summary>A file on disk and its path from the root, with '/' between folders.</summary>
internal sealed record SourceFile(string Path, string Relative);
