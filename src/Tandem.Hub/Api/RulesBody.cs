using Tandem.Engine.Registry;

namespace Tandem.Hub.Api;

/// <summary>What the owner wants of a number. What is left out stays as it is.</summary>
public record RulesBody
{
    /// <summary><c>observe</c> (the default of a new number) or <c>guard</c>.</summary>
    public string? Mode { get; init; }

    /// <summary>How long a human's message from the phone holds bots, in seconds; 1800 by default.</summary>
    public int? EchoHoldSeconds { get; init; }

    /// <summary>How long an agent's message through the hub holds bots, in seconds; by default as long as the phone's.
    /// </summary>
    public int? AgentHoldSeconds { get; init; }

    /// <summary>What a person types on the phone, as the whole message, to let bots speak again; none by default.
    /// </summary>
    public IReadOnlyList<string>? HandBackWords { get; init; }

    /// <summary>What a person types on the phone, as the whole message, to speak until somebody hands back; none by
    /// default.</summary>
    public IReadOnlyList<string>? TakeOverWords { get; init; }

    /// <summary>Greetings and away messages that the app sends by itself: nobody speaks by them; none by default.
    /// </summary>
    public IReadOnlyList<string>? AutomaticTexts { get; init; }

    /// <summary>Messages a second, both directions together: 20 by default, as Meta has it for a number that is on the
    /// app, too. Fewer leave room for others; more are for numbers that Meta gave more.</summary>
    public int? MessagesPerSecond { get; init; }

    /// <summary>How long a send may be uncertain before a person is asked, in seconds; 900 by default.</summary>
    public int? UnknownSilenceSeconds { get; init; }

    /// <summary>Lanes in which an uncertain send goes again, once, after that; none by default.</summary>
    public IReadOnlyList<string>? ResendLanes { get; init; }

    /// <summary>A number under these rules.</summary>
    /// <param name="number">As it is registered.</param>
    internal NumberRegistration On(NumberRegistration number) => number with
    {
        IsGuarding = Mode is null ? number.IsGuarding : Mode == "guard",
        EchoHoldSeconds = EchoHoldSeconds ?? number.EchoHoldSeconds,
        AgentHoldSeconds = AgentHoldSeconds ?? number.AgentHoldSeconds,
        HandBackWords = HandBackWords ?? number.HandBackWords,
        TakeOverWords = TakeOverWords ?? number.TakeOverWords,
        AutomaticTexts = AutomaticTexts ?? number.AutomaticTexts,
        MessagesPerSecond = MessagesPerSecond ?? number.MessagesPerSecond,
        UnknownSilenceSeconds = UnknownSilenceSeconds ?? number.UnknownSilenceSeconds,
        ResendLanes = ResendLanes?.Select(lane => SendLanes.ByName[lane]).ToList() ?? number.ResendLanes,
    };
}
