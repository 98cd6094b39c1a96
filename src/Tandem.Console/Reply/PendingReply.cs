using System.Text;
using Tandem.CloudApi.Sending;
using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Sending;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;

namespace Tandem.Console.Reply;

/// <summary>A reply between Enter and the timeline: shown at once, gone as soon as its message stands there.</summary>
/// <param name="Id">Unique on this screen; also its idempotency key, so that trying again never sends twice.</param>
/// <param name="Text">What was typed.</param>
/// <param name="At">When.</param>
/// <param name="RepliesTo">The message it answers.</param>
public sealed record PendingReply(string Id, string Text, DateTimeOffset At, MessageView? RepliesTo)
{
    /// <summary>The send it became; null until the hub has answered.</summary>
    public string? SendId { get; init; }

    /// <summary>The message it became; null before release.</summary>
    public string? MessageId { get; init; }

    /// <summary>Why it did not go; null while all is well.</summary>
    public string? Trouble { get; init; }

    /// <summary>Whether it waits for its turn.</summary>
    public bool IsQueued { get; init; }

    /// <summary>Whether pressing "try again" makes sense: nothing was sent.</summary>
    public bool MayTryAgain { get; init; }

    /// <summary>The request to the hub, in a person's name.</summary>
    public SendDraft ToDraft(Caller caller, ConversationView conversation)
    {
        var message = Outbound.Text(conversation.Contact.WaId ?? conversation.Contact.UserId!, Text);
        if (RepliesTo?.Wamid is { } wamid)
            message = message with { Context = new OutboundContext { MessageId = wamid } };
        return new SendDraft(
            new PeerKeys(conversation.Contact.WaId, conversation.Contact.UserId, ParentUserId: null),
            SendLane.Human,
            caller.Sender,
            "messages",
            "text",
            Encoding.UTF8.GetString(message.ToBytes()),
            CallerMark: null,
            Id,
            Waiter: null,
            ExpiresAt: null,
            RepliesTo?.Wamid)
        {
            IsOwners = caller.IsOwner,
        };
    }

    /// <summary>The reply as the hub tells of it.</summary>
    public PendingReply After(SendView send, string? trouble) => this with
    {
        SendId = send.Id,
        MessageId = send.MessageId,
        IsQueued = send.State == "queued",
        Trouble = trouble,
        MayTryAgain = send.State is "refused" or "withdrawn" or "rejected",
    };
}
