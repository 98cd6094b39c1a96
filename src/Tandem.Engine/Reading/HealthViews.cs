namespace Tandem.Engine.Reading;

/// <summary>How a number fares: its link, how late events come, bursts, and its rhythm.</summary>
/// <param name="PhoneNumberId">The number.</param>
/// <param name="Link">Whether app and API are joined.</param>
/// <param name="Lag">How late events came lately, for each leg.</param>
/// <param name="Bursts">Live messages that came together and late, newest first.</param>
/// <param name="Rhythm">When it is usually spoken to, and whether it is silent against that.</param>
public sealed record HealthView(
    string PhoneNumberId, LinkView Link, LagsView Lag, IReadOnlyList<BurstView> Bursts, RhythmView Rhythm);

/// <summary>Lag of the legs: arrival at this hub minus event time. Clocks differ; below 0 counts as 0.</summary>
/// <param name="Inbound">Customers' messages.</param>
/// <param name="Echo">Messages of the phone and its companions.</param>
/// <param name="Status">Statuses.</param>
public sealed record LagsView(LagView Inbound, LagView Echo, LagView Status);

/// <summary>Lag of one leg over the last six to twelve hours in which something came.</summary>
/// <param name="Count">Events.</param>
/// <param name="Since">When the first of them came; null without any.</param>
/// <param name="P50">Seconds within which half of them came: the upper end of a class.</param>
/// <param name="P95">Seconds within which 95 of 100 came.</param>
/// <param name="Max">The longest, in seconds.</param>
/// <param name="Classes">The counts behind it.</param>
public sealed record LagView(
    long Count, DateTimeOffset? Since, long? P50, long? P95, long? Max, IReadOnlyList<LagClassView> Classes);

/// <summary>A class of lags.</summary>
/// <param name="UpTo">Its upper end in seconds; null for the last, which has none.</param>
/// <param name="Count">Events in it.</param>
public sealed record LagClassView(long? UpTo, long Count);

/// <summary>Live messages that came together and late.</summary>
/// <param name="Id">Messages of it bear it as <c>burst</c>.</param>
/// <param name="From">The earliest event time.</param>
/// <param name="Until">The latest.</param>
/// <param name="FirstArrivedAt">When the first came.</param>
/// <param name="LastArrivedAt">When the last came.</param>
/// <param name="Echoes">Messages of the phone in it.</param>
/// <param name="Messages">Customers' messages in it.</param>
/// <param name="LikelyCause"><c>phone_offline</c> or <c>webhooks_late</c>.</param>
/// <param name="Reason">What that means, in words.</param>
public sealed record BurstView(
    string Id,
    DateTimeOffset From,
    DateTimeOffset Until,
    DateTimeOffset FirstArrivedAt,
    DateTimeOffset LastArrivedAt,
    int Echoes,
    int Messages,
    string LikelyCause,
    string Reason);

/// <summary>When a number is usually spoken to.</summary>
/// <param name="WeeksKnown">Whole weeks that are remembered; three are needed before a silence is judged.</param>
/// <param name="LastHour">The latest hour in which something came; null while nothing has.</param>
/// <param name="SilentAt">When a silence since then would be beyond the number's own pattern; null while no silence
/// would be.</param>
/// <param name="SilentSince">Since when it is silent against its rhythm; null while it is not.</param>
public sealed record RhythmView(
    int WeeksKnown, DateTimeOffset? LastHour, DateTimeOffset? SilentAt, DateTimeOffset? SilentSince);
