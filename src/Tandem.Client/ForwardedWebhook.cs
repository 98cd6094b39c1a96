using System.Text;
using Tandem.CloudApi.Security;
using Tandem.CloudApi.Webhooks;

namespace Tandem.Client;

/// <summary>What a hub forwards to an endpoint in Meta's format.</summary>
public static class ForwardedWebhook
{
    /// <summary>Reads a body whose signature proves that the hub wrote it.</summary>
    /// <param name="body">The bytes exactly as they came.</param>
    /// <param name="signature">The header <c>X-Hub-Signature-256</c>; null where there is none.</param>
    /// <param name="secret">The endpoint's own secret.</param>
    /// <returns>Its items; null when the signature is not the hub's: answer 401 and use nothing of it.</returns>
    /// <remarks>The comparison takes the same time whatever the signature is.</remarks>
    public static IReadOnlyList<WebhookItem>? Read(ReadOnlyMemory<byte> body, string? signature, string secret) =>
        WebhookSignature.IsValid(body.Span, signature, Encoding.UTF8.GetBytes(secret))
            ? WebhookReader.Read(body)
            : null;
}
