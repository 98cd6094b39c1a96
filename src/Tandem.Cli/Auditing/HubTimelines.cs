using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;

namespace Tandem.Cli.Auditing;

/// <summary>Reads a hub's timelines over <c>/v1</c>.</summary>
/// <param name="http">How it is reached.</param>
/// <param name="hub">Where it is.</param>
/// <param name="apiKey">A key that may read every number.</param>
/// <param name="only">The one number whose timelines count; null: all.</param>
internal sealed class HubTimelines(HttpClient http, Uri hub, string apiKey, string? only = null)
{
    /// <summary>Every message on every timeline the key may see.</summary>
    public async Task<IReadOnlyList<ShownMessage>> ReadAsync(CancellationToken ct)
    {
        var shown = new List<ShownMessage>();
        foreach (var number in await ListAsync("/v1/numbers", AuditJson.Default.ListedNumberLine, ct))
        {
            if (only is not null && number.PhoneNumberId != only)
                continue;

            var conversations = await ListAsync(
                $"/v1/numbers/{number.PhoneNumberId}/conversations", AuditJson.Default.ListedConversationLine, ct);
            foreach (var conversation in conversations)
            {
                var messages = await ListAsync(
                    $"/v1/conversations/{conversation.Id}/messages", AuditJson.Default.ListedMessageLine, ct);
                shown.AddRange(messages.Select(message =>
                    new ShownMessage(number.PhoneNumberId, conversation, message)));
            }
        }

        return shown;
    }

    /// <summary>Whether the hub knows of a wamid at all.</summary>
    public async Task<bool> KnowsAsync(string wamid, CancellationToken ct)
    {
        using var request = Get($"/v1/messages/{Uri.EscapeDataString(wamid)}/life");
        using var answer = await http.SendAsync(request, ct);
        return answer.StatusCode != HttpStatusCode.NotFound && answer.EnsureSuccessStatusCode().IsSuccessStatusCode;
    }

    private async Task<List<T>> ListAsync<T>(string path, JsonTypeInfo<Listed<T>> type, CancellationToken ct)
    {
        var all = new List<T>();
        var next = $"{path}?limit=200";
        while (next is not null)
        {
            using var request = Get(next);
            using var answer = await http.SendAsync(request, ct);
            var page = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync(type, ct);
            all.AddRange(page!.Data);
            next = page.Paging?.Next is not null && page.Paging.Cursors?.After is { } after
                ? $"{path}?limit=200&after={Uri.EscapeDataString(after)}"
                : null;
        }

        return all;
    }

    private HttpRequestMessage Get(string path) => new(HttpMethod.Get, new Uri(hub, path))
    {
        Headers = { Authorization = new AuthenticationHeaderValue("Bearer", apiKey) },
    };
}

/// <summary>A message as a timeline shows it.</summary>
internal sealed record ShownMessage(string PhoneNumberId, ConversationLine Conversation, MessageLine Message);

/// <summary>A page of a list of <c>/v1</c>.</summary>
internal sealed record Listed<T>(IReadOnlyList<T> Data, PagingLine? Paging);

/// <summary>How to go on.</summary>
internal sealed record PagingLine(CursorsLine? Cursors, string? Next);

/// <summary>Where the page begins and ends.</summary>
internal sealed record CursorsLine(string? Before, string? After);

/// <summary>A number, as far as an audit needs it.</summary>
internal sealed record NumberLine(string PhoneNumberId);

/// <summary>A conversation, as far as an audit needs it.</summary>
internal sealed record ConversationLine(string Id, ContactLine Contact);

/// <summary>Whom a conversation is with.</summary>
internal sealed record ContactLine(string? WaId, string? UserId)
{
    /// <summary>Whether this is a customer of the emulator, by any name that webhooks use of them.</summary>
    public bool Is(CustomerLine customer) =>
        (WaId is not null && (WaId == customer.WaId || WaId == customer.Id))
        || (UserId is not null && (UserId == customer.UserId || UserId == customer.Id));
}

/// <summary>A message, as far as an audit needs it.</summary>
internal sealed record MessageLine(string Id, string? Wamid);
