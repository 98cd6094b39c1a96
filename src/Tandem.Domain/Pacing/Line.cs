using Tandem.Domain.Sending;

namespace Tandem.Domain.Pacing;

/// <summary>A conversation whose next send could go but for the number: for its pace, its calls, or its link.</summary>
/// <param name="ConversationId">Which.</param>
/// <param name="Lane">The lane of that send: the more urgent goes first.</param>
/// <param name="Ticket">Position at which it joined: within a lane the earlier goes first.</param>
public sealed record InLine(string ConversationId, SendLane Lane, long Ticket);

/// <summary>The order in which conversations of a number wait.</summary>
internal static class Line
{
    /// <summary>Every so many that are called, it is the one that waited longest, whatever its lane: none starves.
    /// </summary>
    public const int FairEvery = 8;

    /// <summary>The line with one more; who stands in it already keeps the place, if the lane is the same.</summary>
    public static ValueList<InLine> Join(ValueList<InLine> line, string conversationId, SendLane lane, long ticket)
    {
        var known = line.FirstOrDefault(one => one.ConversationId == conversationId);
        if (known?.Lane == lane)
            return line;

        var others = known is null ? line : line.Without(one => one == known);
        var joined = new InLine(conversationId, lane, Math.Min(known?.Ticket ?? ticket, ticket));
        var place = others
            .TakeWhile(one => one.Lane < lane || (one.Lane == lane && one.Ticket <= joined.Ticket)).Count();
        return new([.. others.Take(place), joined, .. others.Skip(place)]);
    }

    /// <summary>Who goes next.</summary>
    /// <param name="line">Not empty.</param>
    /// <param name="called">How many were called before.</param>
    public static InLine Next(ValueList<InLine> line, long called) =>
        called % FairEvery == FairEvery - 1 ? line.MinBy(one => one.Ticket)! : line[0];

    /// <summary>Whether somebody in it goes before a send of this lane that comes now.</summary>
    public static bool IsBehind(ValueList<InLine> line, SendLane lane) => line.Count > 0 && line[0].Lane <= lane;
}
