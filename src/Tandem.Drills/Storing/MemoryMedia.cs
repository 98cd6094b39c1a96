using System.Security.Cryptography;
using Tandem.Domain.Media;
using Tandem.Engine.Media;
using Tandem.Engine.Wire;

namespace Tandem.Drills.Storing;

/// <summary>Media files in memory: one process's way to a disk, and to bytes that somebody else brings.</summary>
/// <param name="disk">What survives the process.</param>
/// <param name="clock">The time.</param>
/// <param name="download">The bytes at an address; or why there are none.</param>
public sealed class MemoryMedia(
    MediaDisk disk, TimeProvider clock, Func<GraphRoute, string, Task<(byte[]? Bytes, MediaFault? Fault)>> download)
    : IMediaFiles
{
    private readonly Dictionary<string, int> _held = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<MediaBrought> BringAsync(
        GraphRoute route, string address, IReadOnlyList<string> hashes, CancellationToken ct)
    {
        var (bytes, fault) = await download(route, address);
        if (bytes is null)
            return MediaBrought.Of(fault ?? MediaFault.NoAnswer);

        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (hashes.Any(expected => expected != hash))
            return MediaBrought.Of(MediaFault.HashMismatch);

        var file = new MediaFile(hash, bytes.Length, MediaSniffer.TypeOf(bytes));
        disk.Files.TryAdd(hash, (file, clock.GetUtcNow()));
        Hold(hash);
        return MediaBrought.Of(file);
    }

    /// <inheritdoc/>
    public Task<MediaFile?> HoldAsync(string sha256, CancellationToken ct)
    {
        if (!disk.Files.TryGetValue(sha256, out var found))
            return Task.FromResult<MediaFile?>(null);

        Hold(sha256);
        return Task.FromResult<MediaFile?>(found.File);
    }

    /// <inheritdoc/>
    public void Release(string sha256)
    {
        if (--_held[sha256] == 0)
            _held.Remove(sha256);
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveAsync(string sha256, Func<Task<bool>> isNeeded, CancellationToken ct) =>
        !_held.ContainsKey(sha256)
        && !await isNeeded()
        && !_held.ContainsKey(sha256) // one thread: nobody takes hold between this look and the removal
        && disk.Files.Remove(sha256);

    /// <inheritdoc/>
    public IEnumerable<string> KeptBefore(DateTimeOffset time) =>
        disk.Files.Where(pair => pair.Value.KeptAt < time).Select(pair => pair.Key).ToList();

    private void Hold(string sha256) => _held[sha256] = _held.GetValueOrDefault(sha256) + 1;
}
