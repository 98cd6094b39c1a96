using System.Text;
using System.Text.Json;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Graph;

/// <summary>What the usage headers of an answer say about quotas.</summary>
public static class GraphUsage
{
    /// <summary>Quotas per business; percentages, and minutes until access returns.</summary>
    public const string HeaderName = "X-Business-Use-Case-Usage";

    /// <summary>How long until access returns: the longest of all entries; null when nothing is said or it is not
    /// blocked.</summary>
    public static TimeSpan? RegainAccessAfter(GraphAnswer answer)
    {
        if (answer.Header(HeaderName) is not { } header
            || WireJson.TryParseObject(Encoding.UTF8.GetBytes(header)) is not { } businesses)
            return null;

        var minutes = businesses.EnumerateObject()
            .Where(business => business.Value.ValueKind == JsonValueKind.Array)
            .SelectMany(business => business.Value.EnumerateArray())
            .Select(usage => WireJson.Integer(usage, "estimated_time_to_regain_access") ?? 0)
            .DefaultIfEmpty(0)
            .Max();
        return minutes > 0 ? TimeSpan.FromMinutes(minutes) : null;
    }
}
