using Tandem.Engine.Media;

namespace Tandem.Drills.Storing;

/// <summary>Files of media as they survive a crash, by the hash of their bytes.</summary>
public sealed class MediaDisk
{
    /// <summary>What is there, and since when.</summary>
    public SortedDictionary<string, (MediaFile File, DateTimeOffset KeptAt)> Files { get; } =
        new(StringComparer.Ordinal);
}
