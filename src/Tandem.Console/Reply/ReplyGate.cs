using Tandem.Console.Access;
using Tandem.Console.Words;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;

namespace Tandem.Console.Reply;

/// <summary>Whether the reply box takes words now, and if not, why.</summary>
/// <param name="IsOpen">Whether it does.</param>
/// <param name="Reason">Why not, for the person; null when it does.</param>
public sealed record ReplyGate(bool IsOpen, string? Reason)
{
    private static readonly ReplyGate Open = new(IsOpen: true, Reason: null);

    /// <summary>The gate of a conversation for a person now.</summary>
    public static ReplyGate Of(Caller? caller, ConversationView conversation, LocalTime time)
    {
        if (caller is null)
            return Closed("You are not signed in any more. Sign in again to answer.");
        if (Speaking.Of(caller) is { } reason)
            return Closed(reason);
        if (conversation.Contact is { WaId: null, UserId: null })
            return Closed("Neither number nor id of this person is known yet, so there is nowhere to send to.");

        return conversation.Window.OpenUntil switch
        {
            null => Closed(
                "This customer has not written yet. WhatsApp lets a business begin only with a template; "
                + "from the phone you may write."),
            { } until when until <= time.Now => Closed(
                $"The customer service window closed {time.Moment(until)}: "
                + "more than 24 hours since the customer wrote. "
                + "Only a template would pass; from the phone you may still write."),
            _ => Open,
        };
    }

    private static ReplyGate Closed(string reason) => new(IsOpen: false, reason);
}
