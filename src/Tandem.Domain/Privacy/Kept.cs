using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Sending;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Privacy;

/// <summary>What may be kept of a row of a private conversation: that it is there, when, and how far it came.</summary>
/// <remarks>
/// It is asked of every row a decision writes, so that no fold has to think of it. What decides the order of facts
/// stays (seconds, wamids, stages): rows without words fold as rows with words do.
/// </remarks>
internal static class Kept
{
    public static IRow Of(IRow row, Func<string, bool> isPrivate) => row switch
    {
        Message message when isPrivate(message.ConversationId) => Of(message),
        Conversation { MergedInto: { } into } conversation when isPrivate(into) => Of(conversation),
        Conversation { MergedInto: null, IsPrivate: true } conversation => Of(conversation),
        Send { State: not (SendState.Queued or SendState.Released or SendState.Unknown) } send
            when isPrivate(send.ConversationId) =>
            send with { Body = "" }, // its words are needed to send it, and to send it again if nobody knows
        _ => row,
    };

    private static Message Of(Message message) => message with
    {
        Content = Content.Private,
        Edit = message.Edit is { } edit ? edit with { Json = "" } : null,
        Reactions = new([.. message.Reactions.Select(reaction => reaction with { Emoji = "" })]),
    };

    // Nobody is waited for. Who speaks stays: once it is open, bots must know that somebody does.
    private static Conversation Of(Conversation conversation) => conversation with
    {
        Name = null,
        BookName = null,
        Username = null,
        NamesBefore = null,
        Unread = 0,
    };
}
