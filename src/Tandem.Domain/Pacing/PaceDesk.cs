using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Link;
using Tandem.Domain.Sending;

namespace Tandem.Domain.Pacing;

/// <summary>Lets sends go no faster than Meta takes them, and the more urgent first.</summary>
/// <remarks>
/// Two buckets: the number's, which phone and customers spend too, and one for each pair of number and person. Why, and
/// what is left in the first for whom: docs/decisions/0022-paced-before-meta-refuses.md.
/// </remarks>
internal static class PaceDesk
{
    /// <summary>Name of the timer that looks at the line again.</summary>
    public const string TimerName = "pace";

    /// <summary>The pair limit: 45 at once, then one every 6 seconds (Meta, "About the platform").</summary>
    /// <remarks>One less than Meta's: of what travels, nobody knows in which second it arrives.</remarks>
    public static readonly Bucket PairBucket = new(44, TimeSpan.FromSeconds(6));

    /// <summary>A message of the phone or of a customer that is heard of later than this was refilled long ago.
    /// </summary>
    private const long FreshSeconds = 5;

    /// <summary>The name of the timer that ends a conversation's pause.</summary>
    public static string PairTimer(string conversationId) => $"pair/{conversationId}";

    /// <summary>A live message that did not go through the hub.</summary>
    public static void Heard(Draft draft, Input.MessageSeen seen)
    {
        if (draft.Now.ToUnixTimeSeconds() - seen.At <= FreshSeconds)
            Spend(draft, seen.Direction == Timeline.Direction.In ? Spender.Customer : Spender.Phone);
    }

    /// <summary>A send of ours leaves.</summary>
    /// <returns>The conversation after it.</returns>
    public static Conversation Left(Draft draft, Conversation conversation)
    {
        Spend(draft, Spender.Ours);
        return conversation with { PairFullAt = PairBucket.Take(conversation.PairFullAt, draft.Now) };
    }

    /// <summary>When the pair has room for one more; the present when it has.</summary>
    public static DateTimeOffset PairOpenAt(Conversation conversation, DateTimeOffset now) =>
        PairBucket.OpenAt(conversation.PairFullAt, now, leaves: 0);

    /// <summary>When a pair's bucket is full again that has room for nothing until this instant.</summary>
    public static DateTimeOffset PairShutUntil(DateTimeOffset until) =>
        until + (PairBucket.Every * (PairBucket.Size - 1));

    /// <summary>When the number has room for a send of this lane; the present when it has.</summary>
    public static DateTimeOffset NumberOpenAt(Draft draft, SendLane lane)
    {
        var pace = PaceOf(draft);
        var open = Paces.NumberBucket(draft.Around.Rules)
            .OpenAt(pace.FullAt, draft.Now, LeavesOf(lane, draft.Around.Rules.MessagesPerSecond));
        return pace.ClosedUntil is { } closed && closed > open && closed - draft.Now <= Pace.LongestPause
            ? closed
            : open;
    }

    /// <summary>What the number has spent.</summary>
    public static Pace PaceOf(Draft draft) => draft.Find<Pace>(RowRef.Pace) ?? new Pace();

    /// <summary>The next in line has its turn, if the number has room for it now; else when it has.</summary>
    public static void PassOn(Draft draft)
    {
        if (draft.Number is not { OnWire: < NumberState.MostOnWire, Line.Count: > 0 } number
            || LinkGate.Check(draft) is { Code: Refusal.Offboarded })
            return;

        var openAt = NumberOpenAt(draft, number.Line[0].Lane);
        if (openAt > draft.Now)
        {
            WakeAt(draft, openAt);
            return;
        }

        var next = Line.Next(number.Line, number.Called);
        draft.Put(number with { Line = number.Line.Without(one => one == next), Called = number.Called + 1 });
        draft.Do(new Effect.DecideNext(new Input.TurnCame(next.ConversationId, IsCalled: true)));
    }

    /// <summary>The time has come that somebody in line waits for.</summary>
    public static void OnTimer(Draft draft)
    {
        draft.Put(PaceOf(draft) with { WakeAt = null });
        PassOn(draft);
    }

    /// <summary>Meta took one: whatever it said before is over.</summary>
    public static void Taken(Draft draft)
    {
        if (PaceOf(draft) is { Refusals: > 0 } pace)
            draft.Put(pace with { Refusals = 0, ClosedUntil = null });
    }

    /// <summary>Meta says "too fast" of the number: nothing goes for a second, then two, then four.</summary>
    /// <returns>Until when.</returns>
    public static DateTimeOffset Close(Draft draft)
    {
        var pace = PaceOf(draft);
        var pause = TimeSpan.FromSeconds(Math.Min(1 << Math.Min(pace.Refusals, 10), Pace.LongestPause.TotalSeconds));
        var until = pace.ClosedUntil > draft.Now + pause ? pace.ClosedUntil.Value : draft.Now + pause;
        var isNew = !(pace.ClosedUntil > draft.Now); // those on the wire at the same time say the same thing
        draft.Put(pace with { ClosedUntil = until, Refusals = pace.Refusals + (isNew ? 1 : 0) });
        return until;
    }

    /// <summary>Messages of one second that a lane leaves for those more urgent, and for what nobody has heard of yet.
    /// </summary>
    private static int LeavesOf(SendLane lane, int perSecond) => perSecond * lane switch
    {
        SendLane.Human => 1,
        SendLane.Bot => 4,
        SendLane.Notification => 5,
        _ => 6,
    } / 20;

    private static void Spend(Draft draft, Spender by) =>
        draft.Put(PaceOf(draft).After(Paces.NumberBucket(draft.Around.Rules), draft.Now, by));

    private static void WakeAt(Draft draft, DateTimeOffset at)
    {
        var pace = PaceOf(draft);
        if (pace.WakeAt is { } known && known <= at && known > draft.Now)
            return; // it is looked at anew then

        draft.Put(pace with { WakeAt = at });
        draft.Make(new Deciding.Timer(TimerName, at));
    }
}
