namespace Tandem.Engine.Tests.Reading;

/// <summary>The files that the documentation is made of.</summary>
internal static class Repository
{
    /// <summary>Where Tandem.slnx is.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new DirectoryNotFoundException("The repository is not above the test.")
        : File.Exists(Path.Combine(folder.FullName, "Tandem.slnx")) ? folder.FullName
        : Find(folder.Parent);
}
