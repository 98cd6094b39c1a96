using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Tandem.Cli.Calling;

namespace Tandem.Cli.Retrying;

/// <summary>What a hub has set aside, and taking it again.</summary>
/// <param name="hub">Its <c>/v1</c>, under a key with scopes read and manage.</param>
internal sealed class SetAside(JsonCalls hub)
{
    private const string Outcome = "set_aside";

    /// <summary>Everybody that items may be set aside of: the numbers the key may see, their accounts, and what could
    /// be attributed to nobody. Of an owner out of its sight the hub shows nothing.</summary>
    public async Task<IReadOnlyList<string>> OwnersAsync(CancellationToken ct)
    {
        var numbers = await hub.ListAsync<NumberLine>("/v1/numbers", ct);
        return
        [
            .. numbers.Select(number => number.PhoneNumberId),
            .. numbers.Select(number => number.WabaId).Distinct(),
            "unknown", "unreadable",
        ];
    }

    /// <summary>What is set aside of an owner, newest webhook first.</summary>
    /// <param name="owner">A phone number id, a WABA id, <c>unknown</c> or <c>unreadable</c>.</param>
    /// <param name="looked">Told how many webhooks were looked at.</param>
    /// <param name="ct">Cancels the search.</param>
    public async IAsyncEnumerable<Item> FindAsync(
        string owner, IProgress<int> looked, [EnumeratorCancellation] CancellationToken ct)
    {
        var count = 0;
        await foreach (var webhook in hub.EachAsync<WebhookLine>(
            $"/v1/received?owner={Uri.EscapeDataString(owner)}", ct))
        {
            foreach (var item in webhook.Items.Where(item => item.Outcome == Outcome))
                yield return new Item(webhook.Id, item.Index, item.Kind, item.Outcome, item.Reason);
            looked.Report(++count);
        }
    }

    /// <summary>Takes an item again.</summary>
    /// <returns>The item as it is now.</returns>
    /// <exception cref="Hub.Options.HubOptionsException">There is no such item, or it is not set aside.</exception>
    public async Task<Item> RetryAsync(long webhook, int index, CancellationToken ct)
    {
        var now = await hub.DoAsync(
            HttpMethod.Post, $"/v1/received/{webhook}/items/{index}/retry", new JsonObject(), ct);
        return new Item(
            webhook, index, (string)now["kind"]!, (string)now["outcome"]!, (string?)now["reason"]);
    }

    private sealed record NumberLine(string PhoneNumberId, string WabaId);

    private sealed record WebhookLine(long Id, IReadOnlyList<ItemLine> Items);

    private sealed record ItemLine(int Index, string Kind, string Outcome, string? Reason);
}

/// <summary>One item of a webhook.</summary>
/// <param name="Webhook">The journal's id of the webhook.</param>
/// <param name="Index">The item's place in it, from 0.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why, where the outcome needs a reason.</param>
internal sealed record Item(long Webhook, int Index, string Kind, string Outcome, string? Reason)
{
    /// <summary>Whether it is set aside.</summary>
    public bool IsSetAside => Outcome == "set_aside";

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Webhook}/{Index} ({Kind}): {Outcome.Replace('_', ' ')}{(Reason is null ? "" : $": {Reason}")}";
}
