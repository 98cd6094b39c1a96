using System.Text.RegularExpressions;

namespace Tandem.CloudApi.Graph;

/// <summary>A path of the Graph API, taken apart.</summary>
/// <param name="Version">For example <c>v25.0</c>; null when the path has none, which is legal.</param>
/// <param name="Node">The object: a number, an account, media, <c>upload:…</c>, or a name such as <c>app</c>.</param>
/// <param name="Edge">What of the object, for example <c>messages</c>; null for the object itself.</param>
public sealed partial record GraphPath(string? Version, string Node, string? Edge)
{
    private const string Upload = "upload:";

    /// <summary>Whether the node is a session of a resumable upload.</summary>
    public bool IsUpload => Node.StartsWith(Upload, StringComparison.Ordinal);

    /// <summary>Takes a path apart; null if it is not one of Graph's.</summary>
    /// <param name="path">Without query. A trailing slash is allowed.</param>
    /// <remarks>
    /// Without a version only a first segment of digits, or of <c>upload:</c>, is Graph's: everything else on the
    /// same host is somebody else's. A path of more than node and edge, or with a dot segment or an escaped slash, is
    /// none either.
    /// </remarks>
    public static GraphPath? Parse(string path)
    {
        if (!path.StartsWith('/') || path.Contains("%2f", StringComparison.OrdinalIgnoreCase))
            return null;

        var segments = path[1..].Split('/');
        if (segments is [.., ""])
            segments = segments[..^1];

        var version = segments.Length > 0 && VersionShape().IsMatch(segments[0]) ? segments[0] : null;
        var rest = version is null ? segments : segments[1..];
        if (rest.Length is 0 or > 2 || rest.Any(segment => segment is "" or "." or ".."))
            return null;

        var node = Uri.UnescapeDataString(rest[0]);
        if (version is null && !node.All(char.IsAsciiDigit) && !node.StartsWith(Upload, StringComparison.Ordinal))
            return null;

        return new GraphPath(version, node, rest.Length == 2 ? Uri.UnescapeDataString(rest[1]) : null);
    }

    [GeneratedRegex(@"^v[0-9]{1,3}\.[0-9]{1,3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex VersionShape();
}
