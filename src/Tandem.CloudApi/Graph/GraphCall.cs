namespace Tandem.CloudApi.Graph;

/// <summary>A request to the Graph API, as a value.</summary>
/// <param name="Method">Upper case.</param>
/// <param name="Path">From the slash on, with the version, without host and query.</param>
/// <param name="Query">Unescaped names and values, in order.</param>
/// <param name="Headers">Besides <c>Content-Type</c>. No token: whoever exchanges the bytes adds the
/// number's.</param>
/// <param name="Body">Empty when there is none.</param>
/// <param name="ContentType">Of the body; null when there is none.</param>
public sealed record GraphCall(
    string Method,
    string Path,
    IReadOnlyList<KeyValuePair<string, string>> Query,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    ReadOnlyMemory<byte> Body,
    string? ContentType)
{
    /// <summary>The media type of JSON bodies.</summary>
    public const string Json = "application/json";
}

/// <summary>The answer of the Graph API, as a value.</summary>
/// <param name="Status">HTTP status; never to be branched on alone.</param>
/// <param name="Headers">As they came.</param>
/// <param name="Body">As it came.</param>
public sealed record GraphAnswer(
    int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>The first header of that name, in any case; null if there is none.</summary>
    public string? Header(string name)
    {
        foreach (var header in Headers)
        {
            if (header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return header.Value;
        }

        return null;
    }
}
