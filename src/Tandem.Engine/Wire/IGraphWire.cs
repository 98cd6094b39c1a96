using Tandem.CloudApi.Graph;

namespace Tandem.Engine.Wire;

/// <summary>Exchanges bytes with Graph. The hub does it with HttpClient, a drill with its simulated wire.</summary>
public interface IGraphWire
{
    /// <summary>Sends one request and waits for the whole answer.</summary>
    /// <param name="route">Where to, and with whose token.</param>
    /// <param name="call">The request.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="GraphUnreachableException">No answer, or not a whole one.</exception>
    Task<GraphAnswer> ExchangeAsync(GraphRoute route, GraphCall call, CancellationToken ct);
}

/// <summary>Where a call goes.</summary>
/// <param name="BaseUrl">Scheme and host, such as <c>https://graph.facebook.com</c>.</param>
/// <param name="Token">Sent as <c>Authorization: Bearer</c>. Never logged.</param>
public sealed record GraphRoute(string BaseUrl, string Token)
{
    /// <inheritdoc/>
    public override string ToString() => BaseUrl;
}

/// <summary>Graph gave no whole answer.</summary>
/// <param name="message">What happened, without secrets.</param>
/// <param name="hasLeft">
/// false only if the request surely did not reach Graph (the connection was refused): nothing was sent.
/// </param>
/// <param name="inner">The cause.</param>
public sealed class GraphUnreachableException(string message, bool hasLeft, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>Whether the request may have reached Graph.</summary>
    public bool HasLeft { get; } = hasLeft;
}
