using Tandem.Domain.Identity;
using Tandem.Domain.Link;
using Tandem.Domain.Rules;
using Tandem.Domain.Sending;
using Tandem.Domain.Takeover;

namespace Tandem.Domain.Mirroring;

/// <summary>How things stand for a send at this moment.</summary>
/// <param name="Now">The hub's clock.</param>
/// <param name="Lane">Its lane: decides what may hold it.</param>
public sealed record Circumstances(DateTimeOffset Now, SendLane Lane)
{
    /// <summary>How long a customer's message opens the customer service window. Source: Meta, "Send messages".
    /// </summary>
    public static readonly TimeSpan WindowLength = TimeSpan.FromHours(24);

    /// <summary>Until when the customer service window is open; null: nothing has opened it, as far as the hub knows.
    /// </summary>
    public DateTimeOffset? WindowUntil { get; init; }

    /// <summary>Why the hub would not let it go now; null: it would.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The account's templates; null: nobody could tell.</summary>
    public IReadOnlyList<TemplateFacts>? Templates { get; init; }

    /// <summary>What holds for a send to somebody.</summary>
    /// <param name="rules">Of the number.</param>
    /// <param name="link">How app and API are joined.</param>
    /// <param name="conversation">With whom; null: nobody has written yet.</param>
    /// <param name="lane">Of the send.</param>
    /// <param name="isOwners">Whether the owner asks.</param>
    /// <param name="now">The hub's clock.</param>
    public static Circumstances Of(
        NumberRules rules, LinkState link, Conversation? conversation, SendLane lane, bool isOwners, DateTimeOffset now)
    {
        var send = new Send("", 0) { Lane = lane, IsOwners = isOwners };
        return new Circumstances(now, lane)
        {
            Refusal = (conversation is null ? null : Gate.Check(rules, conversation, send, now))
                ?? LinkGate.Check(rules, link, since: null),
            WindowUntil = conversation?.WindowFrom is { } from
                ? DateTimeOffset.FromUnixTimeSeconds(from) + WindowLength
                : null,
        };
    }
}
