using Tandem.Domain.Media;
using Tandem.Engine.Wire;

namespace Tandem.Engine.Media;

/// <summary>
/// The hub's files of media, each named by the hash of its bytes, and the way their bytes come. The hub has a folder
/// and HttpClient, a drill has memory.
/// </summary>
/// <remarks>
/// Which message needs which file is in the book. What is brought or held stays, whatever the book says, until it
/// is released: between the file and the commit that names it lies a turn.
/// </remarks>
public interface IMediaFiles
{
    /// <summary>Brings bytes from an address of the platform's; keeps them if they are what they should be.</summary>
    /// <param name="route">Whose token opens it.</param>
    /// <param name="address">As Graph gave it; the token goes to the platform's own hosts only.</param>
    /// <param name="hashes">What the bytes must hash to: 64 lower-case hex digits each; none means that the platform
    /// gave no hash.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The file, held; or why there is none. It does not throw for what the wire or the disk do.</returns>
    Task<MediaBrought> BringAsync(
        GraphRoute route, string address, IReadOnlyList<string> hashes, CancellationToken ct);

    /// <summary>The file of these bytes if it is here; it is held then.</summary>
    Task<MediaFile?> HoldAsync(string sha256, CancellationToken ct);

    /// <summary>Whoever brought or held a file needs it no more, or the book names it by now.</summary>
    void Release(string sha256);

    /// <summary>Removes a file, unless somebody holds it or needs it.</summary>
    /// <param name="sha256">Which.</param>
    /// <param name="isNeeded">Asks the book; meanwhile nobody can take hold of the file.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Whether it was removed.</returns>
    Task<bool> RemoveAsync(string sha256, Func<Task<bool>> isNeeded, CancellationToken ct);

    /// <summary>Files that were kept before a time, by hash, in no promised order.</summary>
    IEnumerable<string> KeptBefore(DateTimeOffset time);
}

/// <summary>A file of media.</summary>
/// <param name="Sha256">The hash of its bytes, 64 lower-case hex digits.</param>
/// <param name="Size">How many they are.</param>
/// <param name="Type">What they are, by their beginning: a MIME type.</param>
public sealed record MediaFile(string Sha256, long Size, string Type);

/// <summary>What became of an attempt to bring bytes.</summary>
/// <param name="File">The file; null when there is none.</param>
/// <param name="Fault">Why there is none.</param>
public readonly record struct MediaBrought(MediaFile? File, MediaFault? Fault)
{
    /// <summary>The bytes are here.</summary>
    public static MediaBrought Of(MediaFile file) => new(file, null);

    /// <summary>They are not.</summary>
    public static MediaBrought Of(MediaFault fault) => new(null, fault);
}
