using Tandem.Domain.Deciding;

namespace Tandem.Domain.Takeover;

/// <summary>Two voices spoke in one conversation at the same time: a program and a human.</summary>
/// <param name="ProgramId">The program's message.</param>
/// <param name="HumanId">The human's.</param>
/// <param name="ConversationId">Where; follow merges from there.</param>
/// <param name="NoticedAt">When the hub knew of both, by its clock.</param>
public sealed record Collision(string ProgramId, string HumanId, string ConversationId, DateTimeOffset NoticedAt)
    : IRow
{
    /// <summary>When the program's message left, Unix seconds by the hub's clock.</summary>
    public long ProgramAt { get; init; }

    /// <summary>When the human spoke, Unix seconds: by Meta's clock from the phone, by the hub's for an agent.
    /// </summary>
    public long HumanAt { get; init; }

    /// <summary>Who the human was: <c>phone</c>, or an agent's name.</summary>
    public string By { get; init; } = "";

    /// <inheritdoc/>
    public RowRef Ref => RowRef.Collision(ProgramId, HumanId);
}

/// <summary>A voice that is remembered for a while, because the other may be heard of later.</summary>
/// <param name="MessageId">What it said.</param>
/// <param name="At">When, Unix seconds.</param>
/// <param name="By">Who.</param>
public sealed record Voice(string MessageId, long At, string By)
{
    // Of each side of a conversation; who speaks more often collides with one of the latest as well.
    private const int MostKept = 20;

    /// <summary>The latest of two lists, oldest first.</summary>
    public static ValueList<Voice> Latest(ValueList<Voice> a, ValueList<Voice> b) =>
        new([.. a.Concat(b).Distinct().OrderBy(voice => voice.At).ThenBy(voice => voice.MessageId).TakeLast(MostKept)]);
}
