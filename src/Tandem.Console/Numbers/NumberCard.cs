using System.Globalization;
using Tandem.Engine.Reading;

namespace Tandem.Console.Numbers;

/// <summary>What the numbers page shows of one number.</summary>
/// <param name="Number">The number.</param>
/// <param name="Link">Its link.</param>
/// <param name="Bar">Its ledger.</param>
/// <param name="Health">How late events come, and its rhythm.</param>
/// <param name="Pace">How fast it may send, and what waits.</param>
/// <param name="Queue">Its unsettled sends, the first page of them.</param>
/// <param name="HasMore">Whether there are more.</param>
public sealed record NumberCard(
    NumberView Number,
    LinkLook Link,
    LedgerBar? Bar,
    HealthView? Health,
    PaceView? Pace,
    IReadOnlyList<SendView> Queue,
    bool HasMore)
{
    /// <summary>How many wait, and how.</summary>
    public string QueueWords => string.Join(", ", Queue.GroupBy(send => send.State).Select(sends =>
        string.Create(CultureInfo.InvariantCulture, $"{sends.Count()}{(HasMore ? "+" : "")} {WordOf(sends.Key)}")));

    private static string WordOf(string state) => state switch
    {
        "queued" => "waiting for their turn",
        "released" => "on the wire",
        "unknown" => "of unknown outcome",
        _ => state,
    };
}
