namespace Tandem.Engine.Wire;

/// <summary>Posts events to outgoing webhook endpoints.</summary>
public interface IEndpointWire
{
    /// <summary>Posts one body.</summary>
    /// <returns>The HTTP status, or null when there was no answer.</returns>
    Task<int?> PostAsync(
        string url,
        IReadOnlyList<KeyValuePair<string, string>> headers,
        ReadOnlyMemory<byte> body,
        CancellationToken ct);
}
