using System.Text;
using Tandem.CloudApi;
using Tandem.CloudApi.Errors;
using Tandem.CloudApi.Graph;
using Tandem.CloudApi.Sending;
using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Sending;
using Tandem.Domain.Takeover;
using Tandem.Engine.Doors;
using Tandem.Engine.Registry;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Sending;

/// <summary>Meta's <c>POST /{phone number id}/messages</c> as the hub answers it: the same call, made safe.</summary>
/// <remarks>
/// The caller holds the line. Not released in its time, or the caller gone: withdrawn, nothing was sent. Released: the
/// answer of Graph, or an honest "unknown" (docs/decisions/0006-drop-in-sends.md).
/// </remarks>
public sealed class DropIn(INumberDoor door, TimeProvider clock, string process)
{
    /// <summary>How long a caller waits for its release unless it says otherwise (<c>Prefer: wait=N</c>).</summary>
    public static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(20);

    /// <summary>How long after its release an answer of Graph is waited for.</summary>
    public static readonly TimeSpan AnswerWait = TimeSpan.FromSeconds(35);

    /// <summary>The subcode that says: a human speaks here, so a bot does not. Ours, fixed.</summary>
    public const int HeldSubcode = 5_080_001;

    /// <summary>The subcode that says: this conversation is private, only its owner speaks. Ours, fixed.</summary>
    public const int PrivateSubcode = 5_080_002;

    /// <summary>Sends, and answers as Graph would.</summary>
    /// <param name="key">Who asks.</param>
    /// <param name="phoneNumberId">From which number.</param>
    /// <param name="edge"><c>messages</c> or <c>marketing_messages</c>.</param>
    /// <param name="body">The checked body; not a read receipt.</param>
    /// <param name="wait">How long the caller waits for its release.</param>
    /// <param name="idempotencyKey">The header <c>Idempotency-Key</c>, if any.</param>
    /// <param name="callerGone">The connection was closed.</param>
    /// <exception cref="JournalFullException">Nothing was taken over: it may be sent again.</exception>
    /// <exception cref="NotTakenException">The same, with the time after which that has a chance.</exception>
    public async Task<GraphAnswer> SendAsync(
        ApiKeyRegistration key,
        string phoneNumberId,
        string edge,
        SendBody body,
        TimeSpan wait,
        string? idempotencyKey,
        CancellationToken callerGone)
    {
        var until = clock.GetUtcNow() + wait;
        var draft = DraftOf(key, edge, body, idempotencyKey) with { Waiter = new Waiter(process, until) };
        Send? send = null;
        try
        {
            send = await door.AskAsync(phoneNumberId, draft, callerGone);
            if (send.State == SendState.Queued)
                send = await AwaitReleaseAsync(phoneNumberId, send, until, send.Waiter == draft.Waiter, callerGone);
            if (send.State == SendState.Queued)
                return NobodyKnows(send.Id);
            if (send.State == SendState.Released)
                send = await door.AwaitChangeAsync(phoneNumberId, send, clock.GetUtcNow() + AnswerWait, callerGone);
            return AnswerOf(send, body);
        }
        catch (DecisionUnknownException)
        {
            return NobodyKnows(send?.Id);
        }
        catch (JournalFullException) when (send is not null)
        {
            return NobodyKnows(send.Id); // it was taken over; what became of it cannot be read now
        }
    }

    /// <summary>The request as the mind takes it.</summary>
    public static SendDraft DraftOf(ApiKeyRegistration key, string edge, SendBody body, string? idempotencyKey) => new(
        PeerOf(body),
        LaneOf(key.Role),
        key.Sender,
        edge,
        body.Type,
        Encoding.UTF8.GetString(body.Json.Span),
        body.BizOpaqueCallbackData,
        ScopedKey(key, idempotencyKey),
        Waiter: null,
        ExpiresAt: null,
        body.ContextMessageId)
    {
        IsOwners = key.Role == Caller.OwnerRole,
    };

    /// <summary>A caller's idempotency key as the mind knows it: what one of our keys chose says nothing to
    /// another.</summary>
    public static string? ScopedKey(ApiKeyRegistration key, string? idempotencyKey) =>
        idempotencyKey is null ? null : $"{key.Id}/{idempotencyKey}";

    /// <summary>The lane a key's role gives its sends.</summary>
    public static SendLane LaneOf(string role) => role switch
    {
        "bot" => SendLane.Bot,
        "notifier" => SendLane.Notification,
        "campaign" => SendLane.Campaign,
        _ => SendLane.Human,
    };

    /// <summary>Whom a body is for.</summary>
    public static PeerKeys PeerOf(SendBody body)
    {
        var waId = PhoneDigits.Of(body.To);
        if (waId.Length > 0)
            return new PeerKeys(waId, null, null);
        return body.Recipient is { } recipient && recipient.Contains(".ENT.", StringComparison.Ordinal)
            ? new PeerKeys(null, null, recipient)
            : new PeerKeys(null, body.Recipient, null);
    }

    private async Task<Send> AwaitReleaseAsync(
        string phoneNumberId, Send send, DateTimeOffset until, bool isOwn, CancellationToken callerGone)
    {
        string code;
        try
        {
            send = await door.AwaitChangeAsync(phoneNumberId, send, until, callerGone);
            code = Refusal.WaitOver;
        }
        catch (OperationCanceledException) when (callerGone.IsCancellationRequested)
        {
            code = Refusal.CallerGone;
        }

        // Who repeats a request with its idempotency key waits for another's send, and may not take that back.
        return send.State == SendState.Queued && isOwn
            ? await door.WithdrawAsync(phoneNumberId, send.Id, code, CancellationToken.None)
            : send;
    }

    private static GraphAnswer AnswerOf(Send send, SendBody body) => send.State switch
    {
        SendState.Accepted or SendState.Rejected when send.Answer is { Status: > 0 } answer =>
            Json(answer.Status, Encoding.UTF8.GetBytes(answer.Body)),
        SendState.Accepted => Json(200, SettledAnswer.Write(send, body)),
        SendState.Refused when send.Refusal?.Code == Refusal.QueueFull => Busy(),
        SendState.Refused when send.Refusal?.Code == Refusal.Private => Error(Private),
        SendState.Refused when send.Refusal?.Code == Refusal.Removed => Error(GraphErrors.Of(
            133010,
            "Not sent: app and API are parted, and stay so until the number is onboarded again.")),
        SendState.Refused when send.Refusal?.Code == Refusal.WindowClosed => Error(GraphErrors.Of(
            131047,
            "Not sent: the customer's latest message is 24 hours old. Send a template, or wait until they write.")),
        SendState.Refused => Error(Held(send.Refusal)),
        SendState.Withdrawn => Error(GraphErrors.Of(
            131056,
            $"Not sent: the message did not get its turn in time ({send.Refusal?.Code}). It may be sent again.")),
        SendState.Rejected => Error(GraphErrors.Of(
            131016, "Not sent: Graph could not be reached."), status: 503),
        _ => NobodyKnows(send.Id),
    };

    /// <summary>What a caller is told who would speak in a private conversation.</summary>
    public static GraphError Private => GraphErrors.Of(
        100,
        "Not sent: this conversation is private. Only its owner speaks in it, from the phone or with the owner's key.",
        PrivateSubcode);

    private static GraphAnswer NobodyKnows(string? sendId) => Error(GraphErrors.Of(
        131000,
        "It is not known whether the message was sent; the hub settles it. Do not send it again."
        + (sendId is null ? "" : $" Id: {sendId}")));

    private static GraphAnswer Busy()
    {
        var answer = Error(GraphErrors.Of(
            130429, "Not sent: too many messages wait for their turn. It may be sent again later."), status: 429);
        return answer with { Headers = [.. answer.Headers, new("Retry-After", "5")] };
    }

    private static GraphError Held(Refusal? refusal) => GraphErrors.Of(
        100,
        refusal is { By: Hold.Review }
            ? "Not sent: something in this conversation could not be read, and a person must look at it first. "
            + "Do not send it again and do not send a template instead; speak when it is handed back."
            : $"Not sent: {refusal?.By ?? "somebody"} speaks in this conversation "
        + $"until {refusal?.Until:yyyy-MM-ddTHH:mm:ssZ}. "
        + "Do not send it again and do not send a template instead; speak when it is handed back.",
        HeldSubcode);

    private static GraphAnswer Error(GraphError error, int? status = null) =>
        Json(status ?? GraphErrors.HttpStatusOf(error), GraphErrors.Write(error));

    private static GraphAnswer Json(int status, ReadOnlyMemory<byte> body) =>
        new(status, [new("Content-Type", "application/json; charset=UTF-8")], body);
}
