using Tandem.CloudApi.Webhooks;
using Tandem.Domain.Deciding;
using Tandem.Domain.Link;

namespace Tandem.Engine.Linking;

/// <summary>What an event of an account says about the link of its numbers.</summary>
/// <remarks>Source: Meta, "account_update" and "Reconnect offboarded coexistence clients".</remarks>
internal static class LinkNews
{
    /// <summary>The event as the mind takes it; null when it says nothing of a link.</summary>
    public static Input.LinkHeard? Of(WebhookItem item, DateTimeOffset arrivedAt)
    {
        var at = item.EntryTime ?? arrivedAt.ToUnixTimeSeconds();
        return item.AccountUpdate?.Event switch
        {
            "ACCOUNT_OFFBOARDED" => new Input.LinkHeard(LinkState.Offboarded, at, Reason: null),
            "ACCOUNT_RECONNECTED" => new Input.LinkHeard(LinkState.Connected, at, Reason: null),
            "PARTNER_ADDED" => new Input.LinkHeard(LinkState.Connected, at, Reason: null) { IsOnboarding = true },
            "PARTNER_REMOVED" =>
                new Input.LinkHeard(LinkState.Removed, at, item.AccountUpdate.DisconnectionInfo?.Reason),
            _ => null,
        };
    }
}
