using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.CloudApi.Sending;

namespace Tandem.Client;

/// <summary>One business number: sending through it, and who is in talk with it.</summary>
public sealed class NumberClient
{
    private readonly HubCalls _calls;
    private readonly string _path;

    internal NumberClient(HubCalls calls, string phoneNumberId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(phoneNumberId);
        _calls = calls;
        _path = $"/v1/numbers/{Uri.EscapeDataString(phoneNumberId)}";
    }

    /// <summary>Asks for a send. It is taken over at once and leaves when it may.</summary>
    /// <returns>Taken over, with what holds it; or refused, because a human speaks or waiting cannot help.</returns>
    /// <exception cref="TandemException">Nothing was taken over: <c>queue_full</c>, <c>invalid</c>, … With
    /// <c>unreachable</c> nobody knows: repeat it with the same idempotency key.</exception>
    public async Task<SendResult> SendAsync(
        OutboundMessage message, SendOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var body = JsonNode.Parse(message.ToBytes())!.AsObject();
        if (options is not null)
            body["tandem"] = JsonSerializer.SerializeToNode(options, ClientJson.Default.SendOptions);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, ClientJson.Default.JsonObject);
        try
        {
            return await _calls.PostAsync($"{_path}/messages", bytes, ClientJson.Default.SendResult, ct)
                .ConfigureAwait(false);
        }
        catch (TandemException refusal) when (refusal is { Status: HttpStatusCode.Conflict, Problem: { } problem })
        {
            return new SendResult(problem.Id ?? "", "refused")
            {
                Refused = new SendReason(refusal.Code)
                {
                    By = problem.By,
                    Since = problem.Since,
                    Until = problem.Until,
                    MessageId = problem.MessageId,
                    Said = problem.Said,
                },
            };
        }
    }

    /// <summary>Where a send stands.</summary>
    /// <exception cref="TandemException"><c>not_found</c>: there is none, or the key may not see it.</exception>
    public async Task<SendResult> FindSendAsync(string id, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        var seen = await _calls.GetAsync(
            $"{_path}/outbox/{Uri.EscapeDataString(id)}", ClientJson.Default.SeenSend, ct).ConfigureAwait(false);
        return new SendResult(seen.Id, seen.State)
        {
            Held = seen.Held,
            Refused = seen.Refusal,
            Wamid = seen.Wamid,
        };
    }

    /// <summary>Conversations, newest first, page after page.</summary>
    public async IAsyncEnumerable<Conversation> ConversationsAsync(
        [EnumeratorCancellation] CancellationToken ct = default)
    {
        string? after = null;
        do
        {
            var page = await _calls.GetAsync(
                Paging.Path($"{_path}/conversations", after), ClientJson.Default.PageConversation, ct)
                .ConfigureAwait(false);
            foreach (var one in page.Data)
                yield return one;
            after = page.After;
        }
        while (after is not null);
    }
}
