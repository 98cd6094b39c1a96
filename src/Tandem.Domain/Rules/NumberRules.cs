using Tandem.Domain.Sending;

namespace Tandem.Domain.Rules;

/// <summary>What the operator wants of one number.</summary>
/// <param name="IsGuarding">true: bots are refused while a human speaks. false (observe): nobody is.</param>
/// <param name="EchoHold">How long a human's message from the phone holds bots; slides with each message.</param>
public sealed record NumberRules(bool IsGuarding, TimeSpan EchoHold)
{
    /// <summary>Whoever is known from elsewhere than a live message of theirs, or a send, is private until a person
    /// decides: of a phone with a past, friends and family are most.</summary>
    public bool IsPrivateUntilLive { get; init; }

    /// <summary>30 minutes: longer than a pause between two answers, shorter than a shift.</summary>
    public static readonly TimeSpan DefaultEchoHold = TimeSpan.FromMinutes(30);

    /// <summary>15 minutes: statuses come within seconds, and webhooks that failed come again within minutes.</summary>
    public static readonly TimeSpan DefaultUnknownSilence = TimeSpan.FromMinutes(15);

    /// <summary>How long an agent's message through the hub holds bots; null: as long as the phone's.</summary>
    public TimeSpan? AgentHold { get; init; }

    /// <summary>What a person types on the phone to let bots speak again; the whole text, see
    /// <see cref="Takeover.PhoneWords"/>.</summary>
    public ValueList<string> HandBackWords { get; init; }

    /// <summary>What a person types on the phone to speak until somebody hands back.</summary>
    public ValueList<string> TakeOverWords { get; init; }

    /// <summary>What the app says by itself: greetings and away messages. Nobody speaks by them.</summary>
    public ValueList<string> AutomaticTexts { get; init; }

    /// <summary>20 messages a second, both directions together: what Meta gives a number that is on the app, too.
    /// </summary>
    public const int DefaultMessagesPerSecond = 20;

    /// <summary>How many messages a second the number may have, what comes in included.</summary>
    public int MessagesPerSecond { get; init; } = DefaultMessagesPerSecond;

    /// <summary>How long a send may be uncertain before a person is asked, or the lane's rule answers.</summary>
    public TimeSpan UnknownSilence { get; init; } = DefaultUnknownSilence;

    /// <summary>Lanes in which an uncertain send goes again, once, after the silence; none unless somebody says so.
    /// </summary>
    public ValueList<SendLane> ResendLanes { get; init; }
}
