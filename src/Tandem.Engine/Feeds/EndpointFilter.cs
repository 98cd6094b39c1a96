using System.Text.Json;
using Tandem.CloudApi.Webhooks;
using Tandem.Engine.Agents;
using Tandem.Engine.Registry;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Feeds;

/// <summary>What of the feed an endpoint gets: its key's numbers, its own choice of numbers and fields.</summary>
internal sealed class EndpointFilter(EndpointRegistration endpoint, ApiKeyRegistration key)
{
    /// <summary>The item to forward, or null when this endpoint does not get it.</summary>
    public ForwardedItem? Wants(FeedEntry entry)
    {
        var isOfAccount = entry.Kind == FeedBody.OfAccount;
        if (!isOfAccount && !Sees(entry.Number))
            return null;

        var item = JsonSerializer.Deserialize(entry.Body.Span, AgentJson.Default.FeedBody)?.Webhook;
        if (item is null || item.SentBy == key.Sender)
            return null; // what a sender says itself it does not need to be told
        if (isOfAccount && !(item.Numbers ?? [entry.Number]).Any(Sees))
            return null;

        // History wakes bots to answer chats of months ago: only who asks for it gets it.
        var wants = endpoint.Fields?.Contains(item.Field) ?? item.Field != WebhookFields.History;
        return wants ? item : null;
    }

    private bool Sees(string number) => key.MaySee(number) && endpoint.Numbers?.Contains(number) != false;
}
