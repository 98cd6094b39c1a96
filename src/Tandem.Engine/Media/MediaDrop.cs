using Tandem.Engine.Agents;

namespace Tandem.Engine.Media;

/// <summary>A message needs bytes no more, and that is stored: if no other does, the file goes.</summary>
internal static class MediaDrop
{
    /// <summary>Starts it and returns.</summary>
    public static void Start(string sha256, AgentPorts ports) => _ = DropAsync(sha256, ports);

    private static async Task DropAsync(string sha256, AgentPorts ports)
    {
        try
        {
            await new MediaHouse(ports.Book, ports.MediaFiles, ports.Clock).DropAsync(sha256, CancellationToken.None);
        }
        catch (Exception)
        {
            // A book that is away, a disk that refuses: the next sweep finds a file that nobody needs.
        }
    }
}
