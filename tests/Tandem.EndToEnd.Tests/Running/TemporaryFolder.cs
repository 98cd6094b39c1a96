namespace Tandem.EndToEnd.Tests.Running;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder(string prefix) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory(prefix);

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
