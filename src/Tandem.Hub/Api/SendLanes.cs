using Tandem.Domain.Sending;

namespace Tandem.Hub.Api;

/// <summary>Lanes as bodies name them.</summary>
internal static class SendLanes
{
    /// <summary>All of them, most urgent first.</summary>
    public static IReadOnlyDictionary<string, SendLane> ByName { get; } = new Dictionary<string, SendLane>
    {
        ["human"] = SendLane.Human,
        ["bot"] = SendLane.Bot,
        ["notification"] = SendLane.Notification,
        ["campaign"] = SendLane.Campaign,
    };
}
