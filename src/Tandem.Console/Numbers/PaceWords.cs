using System.Globalization;
using Tandem.Domain.Sending;
using Tandem.Engine.Reading;

namespace Tandem.Console.Numbers;

/// <summary>Who spends a number's throughput, in words and as a bar.</summary>
public static class PaceWords
{
    /// <summary>The last minute in one sentence.</summary>
    public static string Of(PaceView pace) => string.Create(
        CultureInfo.InvariantCulture,
        $"Of {pace.MessagesPerSecond} messages a second, {Percent(pace.LastMinute.Share)} were used in the last "
        + $"minute; the phone took {Percent(pace.LastMinute.PhoneShare)}.");

    /// <summary>What holds a send.</summary>
    public static string Of(HeldView held) => held.Code switch
    {
        Refusal.NumberPace => "waits for the number's throughput",
        Refusal.PairPace => "waits, because this person was sent much at once",
        Refusal.PutBack => "goes again, because Meta said “too fast”",
        Refusal.Offboarded => "waits until app and API are joined again",
        _ => $"held by {held.By}",
    };

    /// <summary>What waits, lane by lane.</summary>
    public static string Waiting(BacklogView backlog) => string.Join(", ", Lanes(backlog)
        .Where(lane => lane.Count > 0)
        .Select(lane => string.Create(CultureInfo.InvariantCulture, $"{lane.Count:N0} {lane.Name}")));

    /// <summary>The parts of the bar: who took how much of a minute.</summary>
    public static IReadOnlyList<PacePart> Parts(SpentView spent, int perSecond) =>
    [
        Part("ours", "through the hub", spent.Ours, perSecond),
        Part("phone", "from the phone", spent.Phone, perSecond),
        Part("customers", "from customers", spent.Customers, perSecond),
    ];

    private static (string Name, int Count)[] Lanes(BacklogView backlog) =>
    [
        ("of people", backlog.Human),
        ("of bots", backlog.Bot),
        ("notifications", backlog.Notification),
        ("of campaigns", backlog.Campaign),
    ];

    private static PacePart Part(string key, string who, int count, int perSecond) => new(
        key,
        Math.Min(100, 100.0 * count / (perSecond * 60)).ToString("0.#", CultureInfo.InvariantCulture) + "%",
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {who}"));

    private static string Percent(double share) => share.ToString("0.#%", CultureInfo.InvariantCulture);
}

/// <summary>A part of the bar.</summary>
/// <param name="Key">Names its colour.</param>
/// <param name="Width">As a style sheet writes it.</param>
/// <param name="Title">What it stands for.</param>
public sealed record PacePart(string Key, string Width, string Title);
