using Tandem.Engine.Media;

namespace Tandem.Hub.Media;

/// <summary>
/// The folder of media files, each named by the hash of its bytes: <c>media/ab/cd/abcd…</c>. What is not whole yet
/// lies in <c>media/tmp</c>, and is nobody's after a start.
/// </summary>
internal sealed class MediaFolder
{
    private readonly string _root;
    private readonly string _temporary;
    private long _last;

    public MediaFolder(string dataFolder)
    {
        _root = Path.Combine(dataFolder, "media");
        _temporary = Path.Combine(_root, "tmp");
        if (Directory.Exists(_temporary))
            Directory.Delete(_temporary, recursive: true); // a process died in the middle of these
        Directory.CreateDirectory(_temporary);
    }

    /// <summary>A new file for bytes that come; whoever made it moves or deletes it.</summary>
    public FileStream NewTemporary() => new(
        Path.Combine(_temporary, $"{Interlocked.Increment(ref _last)}"), FileMode.CreateNew, FileAccess.ReadWrite,
        FileShare.None, 64 * 1024, FileOptions.Asynchronous);

    /// <summary>Gives a whole file its name; bytes that are there already stay as they are.</summary>
    public void Keep(FileStream temporary, string sha256)
    {
        temporary.Flush(flushToDisk: true);
        temporary.Dispose();
        var path = PathOf(sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(temporary.Name, path, overwrite: true); // the same bytes by their name
    }

    /// <summary>Opens a file to be read; null if there is none.</summary>
    public FileStream? Open(string sha256)
    {
        try
        {
            return new FileStream(
                PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024,
                FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Removes a file.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(string sha256)
    {
        var path = PathOf(sha256);
        if (!File.Exists(path))
            return false;

        File.Delete(path);
        return true;
    }

    /// <summary>What a file is; null if there is none.</summary>
    public async Task<MediaFile?> DescribeAsync(string sha256, CancellationToken ct)
    {
        await using var file = Open(sha256);
        if (file is null)
            return null;

        var start = new byte[MediaSniffer.Length];
        var length = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        return new MediaFile(sha256, file.Length, MediaSniffer.TypeOf(start.AsSpan(0, length)));
    }

    /// <summary>Files that were written before a time.</summary>
    public IEnumerable<string> WrittenBefore(DateTimeOffset time) =>
        from first in Directory.EnumerateDirectories(_root)
        where Path.GetFileName(first).Length == 2
        from second in Directory.EnumerateDirectories(first)
        from file in Directory.EnumerateFiles(second)
        where File.GetLastWriteTimeUtc(file) < time.UtcDateTime
        select Path.GetFileName(file);

    private string PathOf(string sha256) => sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(_root, sha256[..2], sha256[2..4], sha256)
        : throw new ArgumentException("A media file is named by 64 lower-case hex digits.", nameof(sha256));
}
