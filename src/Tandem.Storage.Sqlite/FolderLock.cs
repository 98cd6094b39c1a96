using Tandem.Engine.Storing;

namespace Tandem.Storage.Sqlite;

/// <summary>Keeps a second process out of a data folder. The operating system lets go of it when we die.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    public static FolderLock Take(string folder)
    {
        var path = Path.Combine(folder, "tandem.lock");
        try
        {
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new StorageRefusedException(
                $"The data folder {folder} is in use or cannot be written: {path} could not be locked. One process "
                + "uses a folder at a time; stop the other one, or name another folder.",
                refusal);
        }
    }

    public void Dispose() => _file.Dispose();
}
