using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Tandem.Client;

/// <summary>One conversation: what was said, and who speaks.</summary>
public sealed class ConversationClient
{
    private readonly HubCalls _calls;
    private readonly string _path;

    internal ConversationClient(HubCalls calls, string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        _calls = calls;
        _path = $"/v1/conversations/{Uri.EscapeDataString(id)}";
    }

    /// <summary>The conversation as it stands.</summary>
    public Task<Conversation> GetAsync(CancellationToken ct = default) =>
        _calls.GetAsync(_path, ClientJson.Default.Conversation, ct);

    /// <summary>Takes it over: bots are held until the end, or until somebody hands back. For keys of people.</summary>
    /// <param name="until">The end; null: 30 minutes from now.</param>
    /// <param name="by">Who speaks; null: the key's sender.</param>
    /// <param name="ct">Cancels the call.</param>
    public Task<Conversation> TakeOverAsync(
        DateTimeOffset? until = null, string? by = null, CancellationToken ct = default) =>
        _calls.PostAsync(
            $"{_path}/takeover",
            JsonSerializer.SerializeToUtf8Bytes(new Takeover(by, until), ClientJson.Default.Takeover),
            ClientJson.Default.Conversation,
            ct);

    /// <summary>Lets bots speak again. For keys of people.</summary>
    public Task<Conversation> HandBackAsync(CancellationToken ct = default) =>
        _calls.PostAsync($"{_path}/handback", "{}"u8.ToArray(), ClientJson.Default.Conversation, ct);

    /// <summary>Messages, oldest first, page after page.</summary>
    public async IAsyncEnumerable<TimelineMessage> MessagesAsync(
        [EnumeratorCancellation] CancellationToken ct = default)
    {
        string? after = null;
        do
        {
            var page = await _calls.GetAsync(
                Paging.Path($"{_path}/messages", after), ClientJson.Default.PageTimelineMessage, ct)
                .ConfigureAwait(false);
            foreach (var one in page.Data)
                yield return one;
            after = page.After;
        }
        while (after is not null);
    }
}
