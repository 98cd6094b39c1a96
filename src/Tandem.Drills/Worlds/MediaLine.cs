using System.Text;
using System.Web;
using Tandem.CloudApi.Graph;
using Tandem.Domain.Media;
using Tandem.Drills.Storing;
using Tandem.Engine.Wire;

namespace Tandem.Drills.Worlds;

/// <summary>The way of one hub process to the bytes of media.</summary>
internal sealed class MediaLine(World world, HubProcess process)
{
    private static readonly GraphCalls Graph = new(GraphCalls.CurrentVersion);

    /// <summary>The bytes at an address of the platform's, whatever happens on the way.</summary>
    public Task<(byte[]? Bytes, MediaFault? Fault)> DownloadAsync(GraphRoute route, string address)
    {
        var end = new TaskCompletionSource<(byte[]?, MediaFault?)>();
        var url = new Uri(new Uri("https://platform.drill"), address);
        var mediaId = HttpUtility.ParseQueryString(url.Query)["mid"] ?? "";
        world.Trace.Note("media is asked for", $"{process.Name} {mediaId}");
        if (world.Outages.IsGraphAway)
        {
            world.Time.After(world.Weather.Delay(1, 20), () => Give((null, MediaFault.NoAnswer), end));
            return end.Task;
        }

        if (world.Weather.Strikes(FaultSite.MediaDeleted, mediaId))
        {
            world.Witness.MediaDeleted.Add(mediaId);
            var (_, _, requestId) = world.Platform.Take(Graph.DeleteMedia(mediaId), route.Token);
            world.Platform.Settle(requestId, reached: true);
        }

        // An address lives five minutes: who comes later finds nothing.
        var wait = world.Weather.Strikes(FaultSite.MediaAsksLate, mediaId)
            ? TimeSpan.FromMinutes(6)
            : world.Weather.Delay(5, 400);
        world.Time.After(wait, () => Act(route, url, mediaId, end));
        return end.Task;
    }

    private void Act(
        GraphRoute route, Uri url, string mediaId, TaskCompletionSource<(byte[]?, MediaFault?)> end)
    {
        if (!process.IsAlive)
            return;

        var query = HttpUtility.ParseQueryString(url.Query);
        var call = new GraphCall(
            "GET", url.AbsolutePath, [.. query.AllKeys.Select(key => KeyValuePair.Create(key!, query[key] ?? ""))],
            [new("User-Agent", "Tandem/1")], default, null);
        var (answer, dueAt, requestId) = world.Platform.Take(call, route.Token);
        world.Platform.Settle(requestId, reached: true);
        var result = Result(answer, mediaId);
        world.Time.After(dueAt - world.Time.Now, () => Give(result, end));
    }

    private void Give((byte[]?, MediaFault?) result, TaskCompletionSource<(byte[]?, MediaFault?)> end)
    {
        if (process.IsAlive)
            end.TrySetResult(result);
    }

    private (byte[]? Bytes, MediaFault? Fault) Result(GraphAnswer answer, string mediaId)
    {
        if (answer.Status != 200)
            return (null, answer.Status == 404 ? MediaFault.AddressExpired : MediaFault.NoAnswer);
        if (world.Weather.Strikes(FaultSite.MediaCut, mediaId))
            return (null, MediaFault.Cut);
        if (world.Weather.Strikes(FaultSite.MediaDiskFull, mediaId))
            return (null, MediaFault.DiskFull);
        if (!world.Weather.Strikes(FaultSite.MediaDamaged, mediaId))
            return (answer.Body.ToArray(), null);

        world.Witness.MediaDamaged.Add(mediaId);
        return (Encoding.UTF8.GetBytes("other bytes"), null);
    }

    /// <summary>The files of a process: its own way, the world's disk.</summary>
    public static MemoryMedia FilesOf(World world, HubProcess process) =>
        new(world.MediaDisk, world.Time, new MediaLine(world, process).DownloadAsync);
}
