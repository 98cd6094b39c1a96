using Tandem.Domain.Rules;
using Tandem.Engine.Registry;

namespace Tandem.Engine.Reading;

/// <summary>What the owner wants of a number, and what holds where nobody chose.</summary>
/// <param name="Mode"><c>observe</c> or <c>guard</c>.</param>
/// <param name="EchoHoldSeconds">How long the phone's message holds bots.</param>
/// <param name="AgentHoldSeconds">How long an agent's does.</param>
/// <param name="HandBackWords">What a person types on the phone to let bots speak again.</param>
/// <param name="TakeOverWords">What a person types there to speak until somebody hands back.</param>
/// <param name="AutomaticTexts">What the app says by itself.</param>
/// <param name="MessagesPerSecond">Throughput, both directions together.</param>
/// <param name="UnknownSilenceSeconds">How long a send may be uncertain before a person is asked.</param>
/// <param name="ResendLanes">Lanes in which an uncertain send goes again after that.</param>
public sealed record RulesView(
    string Mode,
    int EchoHoldSeconds,
    int AgentHoldSeconds,
    IReadOnlyList<string> HandBackWords,
    IReadOnlyList<string> TakeOverWords,
    IReadOnlyList<string> AutomaticTexts,
    int MessagesPerSecond,
    int UnknownSilenceSeconds,
    IReadOnlyList<string> ResendLanes)
{
    /// <summary>The rules of a registered number.</summary>
    public static RulesView Of(NumberRegistration number)
    {
        var echo = number.EchoHoldSeconds ?? (int)NumberRules.DefaultEchoHold.TotalSeconds;
        return new(
            number.IsGuarding ? "guard" : "observe",
            echo,
            number.AgentHoldSeconds ?? echo,
            number.HandBackWords ?? [],
            number.TakeOverWords ?? [],
            number.AutomaticTexts ?? [],
            number.MessagesPerSecond ?? NumberRules.DefaultMessagesPerSecond,
            number.UnknownSilenceSeconds ?? (int)NumberRules.DefaultUnknownSilence.TotalSeconds,
            [.. (number.ResendLanes ?? []).Select(lane => Wording.Word(lane))]);
    }
}
