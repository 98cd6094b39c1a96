using Tandem.CloudApi.Errors;
using Tandem.CloudApi.Graph;
using Tandem.CloudApi.Sending;
using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Sending;
using Tandem.Domain.Timeline;
using Tandem.Engine.Agents;
using Tandem.Engine.Doors;
using Tandem.Engine.Registry;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;
using Tandem.Engine.Wire;

namespace Tandem.Engine.Sending;

/// <summary>Read receipts and typing indicators of callers: straight to Graph, but a held bot does not type.</summary>
public sealed class ReadMarks(INumberDoor door, AgentPorts ports)
{
    private static readonly GraphCalls Graph = new(GraphCalls.CurrentVersion);

    /// <summary>Passes a read receipt on, without the typing indicator where somebody else speaks.</summary>
    public async Task<GraphAnswer> SendAsync(
        ApiKeyRegistration key, NumberRegistration number, SendBody body, CancellationToken ct)
    {
        var conversation = await FindConversationAsync(number, body.ReadMessageId!, ct);
        if (conversation?.IsPrivate == true && key.Role != Caller.OwnerRole)
        {
            return new GraphAnswer(
                GraphErrors.HttpStatusOf(DropIn.Private), [new("Content-Type", GraphCall.Json)],
                GraphErrors.Write(DropIn.Private));
        }

        var isHeld = number.IsGuarding && conversation?.Hold?.IsActiveAt(ports.Clock.GetUtcNow()) == true
            && (DropIn.LaneOf(key.Role) is SendLane.Bot or SendLane.Campaign);
        var call = body.HasTyping && isHeld
            ? Graph.MarkRead(number.PhoneNumberId, body.ReadMessageId!)
            : new GraphCall(
                "POST",
            $"/{GraphCalls.CurrentVersion}/{number.PhoneNumberId}/messages",
            [],
            [],
            body.Json,
            GraphCall.Json);
        GraphAnswer answer;
        try
        {
            var route = ports.RouteOf(number);
            answer = await ports.Graph.ExchangeAsync(route, call, ct);
        }
        catch (GraphUnreachableException)
        {
            return new GraphAnswer(
                503, [new("Content-Type", GraphCall.Json)], GraphErrors.Write(GraphErrors.Of(131016)));
        }

        if (answer.Status == 200 && conversation is { Unread: > 0 })
            await NoteAsync(number.PhoneNumberId, conversation.Id, ct);
        return answer;
    }

    // Graph has it: that our own count stays as it was is no reason to tell the caller otherwise.
    private async Task NoteAsync(string phoneNumberId, string conversationId, CancellationToken ct)
    {
        try
        {
            await door.CommandAsync(phoneNumberId, new Input.MarkedRead(conversationId), ct);
        }
        catch (Exception failure) when (failure is JournalFullException or DecisionUnknownException)
        {
        }
    }

    private async Task<Conversation?> FindConversationAsync(
        NumberRegistration number, string wamid, CancellationToken ct)
    {
        var codec = new RowCodec(number.PhoneNumberId, number.Short);
        if (await ReadAsync<WamidLink>(codec, RowRef.Wamid(wamid), ct) is not { } link
            || await ReadAsync<Message>(codec, RowRef.Message(link.MessageId), ct) is not { } message)
        {
            return null;
        }

        var conversation = await ReadAsync<Conversation>(codec, RowRef.Conversation(message.ConversationId), ct);
        while (conversation?.MergedInto is { } into)
            conversation = await ReadAsync<Conversation>(codec, RowRef.Conversation(into), ct);
        return conversation;
    }

    private async Task<T?> ReadAsync<T>(RowCodec codec, RowRef row, CancellationToken ct)
        where T : class, IRow =>
        await ports.Book.ReadAsync([codec.KeyOf(row)], ct) is [var found] ? (T)RowCodec.Read(found) : null;
}
