using System.Runtime.InteropServices;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Webhooks;

/// <summary>Finds out whom a webhook concerns and how many items it holds, without reading the items.</summary>
/// <remarks>
/// Runs before a webhook is acknowledged, so it is one pass and allocates little. It counts exactly what
/// <see cref="WebhookReader"/> enumerates: both use the same walk.
/// </remarks>
public static class WebhookScan
{
    /// <summary>Scans a body. Takes any bytes and never throws.</summary>
    public static WebhookScanResult Read(ReadOnlySpan<byte> body)
    {
        var walk = new EnvelopeWalk(LoneSurrogates.Replace(body), itemsToo: false);
        if (!walk.Run())
            return new WebhookScanResult(false, []);

        var found = CollectionsMarshal.AsSpan(walk.Parts);
        var parts = new WebhookPart[found.Length];
        for (var i = 0; i < found.Length; i++)
            parts[i] = found[i].ToPart();

        return new WebhookScanResult(true, parts);
    }
}
