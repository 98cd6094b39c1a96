namespace Tandem.EndToEnd.Tests.Running;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder(string prefix) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory(prefix);

    public string Path => _folder.FullName;

    /// <summary>Writes a file; gives its path.</summary>
    public async Task<string> WriteAsync(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
