using System.Text.Json.Serialization;

namespace Tandem.Domain.Takeover;

/// <summary>Somebody speaks for a conversation, so bots do not.</summary>
/// <param name="By"><c>phone</c>, or the sender name of an agent.</param>
/// <param name="Since">When it began, by the hub's clock.</param>
/// <param name="Until">When it ends by itself, by the hub's clock; exclusive.</param>
/// <param name="CausedBy">Id of the message that caused it last; null for a command.</param>
public sealed record Hold(string By, DateTimeOffset Since, DateTimeOffset Until, string? CausedBy)
{
    /// <summary>The name under which the phone (or one of its companions) speaks: which person is unknown.</summary>
    public const string Phone = "phone";

    /// <summary>Nobody speaks: an item of the conversation could not be read, and a person must look first.</summary>
    public const string Review = "review";

    /// <summary>The end of a hold that no time ends: a person does.</summary>
    public static readonly DateTimeOffset NoEnd = DateTimeOffset.MaxValue;

    // A mistake needs a send of ours whose answer is still out, and a conversation has one of those at a time.
    private const int MostKept = 4;

    /// <summary>The item that a person must look at; null for another cause.</summary>
    public string? Item { get; init; }

    /// <summary>What held before this took over: it holds again if this proves a mistake (our own echo).</summary>
    public Hold? Before { get; init; }

    /// <summary>When it ends by itself; null when only a person ends it.</summary>
    [JsonIgnore]
    public DateTimeOffset? End => Until == NoEnd ? null : Until;

    /// <summary>Whether bots are held at this instant.</summary>
    public bool IsActiveAt(DateTimeOffset instant) => instant < Until;

    /// <summary>This and what held before it, newest first.</summary>
    public IEnumerable<Hold> All()
    {
        for (var hold = this; hold is not null; hold = hold.Before)
            yield return hold;
    }

    /// <summary>This hold over what is left of an earlier one at this instant.</summary>
    public Hold Over(Hold? earlier, DateTimeOffset instant) =>
        Stack([this, .. (earlier?.All() ?? []).Where(hold => hold.IsActiveAt(instant))])!;

    /// <summary>What is left at this instant when some of these are over; null when nothing is.</summary>
    public Hold? Without(Func<Hold, bool> isOver, DateTimeOffset instant) =>
        Stack(All().Where(hold => !isOver(hold) && hold.IsActiveAt(instant)));

    /// <summary>Two holds of one person, either of which may be absent: the one that ends later comes first.</summary>
    public static Hold? Join(Hold? a, Hold? b) =>
        Stack((a?.All() ?? []).Concat(b?.All() ?? []).OrderByDescending(hold => hold.Until));

    // What is below the kept ones becomes one hold that nothing lifts before its time: to err is to hold. Whoever looks
    // ends reviews by that, and nobody's word: so there is one of each.
    private static Hold? Stack(IEnumerable<Hold> newestFirst)
    {
        Hold[] holds = [.. newestFirst.Select(hold => hold with { Before = null })];
        if (holds.Length > MostKept)
        {
            var rest = holds[(MostKept - 1)..].GroupBy(hold => hold.By == Review)
                .Select(same => same.MaxBy(hold => hold.Until)! with { CausedBy = null, Item = null });
            holds = [.. holds[..(MostKept - 1)], .. rest];
        }

        return holds.Reverse().Aggregate((Hold?)null, (before, hold) => hold with { Before = before });
    }
}
