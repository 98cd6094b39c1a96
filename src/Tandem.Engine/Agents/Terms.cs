using System.Text.Json;
using Tandem.Domain.Deciding;
using Tandem.Domain.Rules;
using Tandem.Domain.Sending;
using Tandem.Engine.Registry;
using Tandem.Engine.Translation;

namespace Tandem.Engine.Agents;

/// <summary>
/// What a number's decisions rest on beside rows, input and time. It is recorded as an input of its own, so that the
/// decisions behind it can be made again.
/// </summary>
/// <param name="Process">The hub process that decides.</param>
/// <param name="Short">The number's short name.</param>
/// <param name="Installation">The hub's name in marks.</param>
/// <param name="AppIds">The apps whose webhooks may speak of the number.</param>
/// <param name="IsGuarding">Whether bots are refused while a human speaks.</param>
/// <param name="EchoHold">How long a human's message from the phone holds bots.</param>
internal sealed record Terms(
    string Process,
    string Short,
    string Installation,
    IReadOnlyList<string> AppIds,
    bool IsGuarding,
    TimeSpan EchoHold)
{
    /// <summary>Since when the agent is there.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>How long a send may be uncertain before a person is asked; null in records older than this.</summary>
    public TimeSpan? UnknownSilence { get; init; }

    /// <summary>How long an agent's message holds bots; null: as long as the phone's.</summary>
    public TimeSpan? AgentHold { get; init; }

    /// <summary>Words of the phone that hand back.</summary>
    public IReadOnlyList<string>? HandBackWords { get; init; }

    /// <summary>Words of the phone that take over.</summary>
    public IReadOnlyList<string>? TakeOverWords { get; init; }

    /// <summary>What the app says by itself.</summary>
    public IReadOnlyList<string>? AutomaticTexts { get; init; }

    /// <summary>Messages a second of the number; null where nobody chose.</summary>
    public int? MessagesPerSecond { get; init; }

    /// <summary>Lanes in which an uncertain send goes again.</summary>
    public IReadOnlyList<SendLane>? ResendLanes { get; init; }

    /// <summary>Whether whoever is known from the phone's past only is private.</summary>
    public bool IsPrivateUntilLive { get; init; }

    /// <summary>The kind of the recorded input.</summary>
    public const string Kind = "began";

    /// <summary>What its record has as outcome: nothing was decided.</summary>
    public const string Outcome = "done";

    /// <summary>The mark on the number's sends.</summary>
    public SendMark Mark => new(Installation, Short);

    /// <summary>The terms of one number in this process, as it is registered now.</summary>
    public static Terms Of(NumberRegistration number, AgentPorts ports, DateTimeOffset since) =>
        Of(number, ports.Process, ports.Installation, since);

    private static Terms Of(
        NumberRegistration number, string process, string installation, DateTimeOffset since) =>
        new(
            process,
            number.Short,
            installation,
            [number.AppId, .. number.FormerAppIds],
            number.IsGuarding,
            number.EchoHoldSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : NumberRules.DefaultEchoHold)
        {
            Since = since,
            UnknownSilence = number.UnknownSilenceSeconds is { } silence ? TimeSpan.FromSeconds(silence) : null,
            AgentHold = number.AgentHoldSeconds is { } agents ? TimeSpan.FromSeconds(agents) : null,
            HandBackWords = number.HandBackWords,
            TakeOverWords = number.TakeOverWords,
            AutomaticTexts = number.AutomaticTexts,
            MessagesPerSecond = number.MessagesPerSecond,
            ResendLanes = number.ResendLanes,
            IsPrivateUntilLive = number.IsPrivateUntilLive,
        };

    /// <summary>What the operator wants of a number, as it is registered.</summary>
    public static NumberRules RulesOf(NumberRegistration number) =>
        Of(number, "", "", default).Rules;

    /// <summary>The terms as they were recorded.</summary>
    public static Terms Read(ReadOnlyMemory<byte> body) =>
        JsonSerializer.Deserialize(body.Span, AgentJson.Default.Terms)
        ?? throw new JsonException("The recorded terms are null.");

    /// <summary>The terms as they are recorded: equal terms give equal bytes.</summary>
    public ReadOnlyMemory<byte> Write() => JsonSerializer.SerializeToUtf8Bytes(this, AgentJson.Default.Terms);

    /// <summary>What surrounds a decision made under these terms.</summary>
    public Surroundings Around(DateTimeOffset now, long position) =>
        new(now, position, Short, Rules, Process) { Since = Since };

    /// <summary>What the operator wants of the number.</summary>
    public NumberRules Rules => new(IsGuarding, EchoHold)
    {
        UnknownSilence = UnknownSilence ?? NumberRules.DefaultUnknownSilence,
        AgentHold = AgentHold,
        HandBackWords = new([.. HandBackWords ?? []]),
        TakeOverWords = new([.. TakeOverWords ?? []]),
        AutomaticTexts = new([.. AutomaticTexts ?? []]),
        MessagesPerSecond = MessagesPerSecond ?? NumberRules.DefaultMessagesPerSecond,
        ResendLanes = new([.. ResendLanes ?? []]),
        IsPrivateUntilLive = IsPrivateUntilLive,
    };
}
