using Tandem.Domain.Deciding;

namespace Tandem.Engine.Agents;

/// <summary>The decision on what the mind cannot decide: only that is kept, with the reason.</summary>
internal static class SettingAside
{
    /// <summary>Why, without the exception's text, which may hold content.</summary>
    public static string ReasonOf(Exception broken) => $"could not be decided: {broken.GetType().Name}";

    /// <summary>An input is set aside.</summary>
    /// <param name="input">Which; null: an item that could not even be read.</param>
    /// <param name="reason">Why.</param>
    public static Decision Of(Input? input, string reason)
    {
        RowRef[] over = input is Input.TimerDue due ? [RowRef.Timer(due.Name)] : []; // or it comes due for ever
        return new Decision(Outcome.SetAside, reason, Subject: null, [], over, [], Settled: 0);
    }
}
