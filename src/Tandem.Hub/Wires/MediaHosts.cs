using Tandem.Engine.Wire;

namespace Tandem.Hub.Wires;

/// <summary>Where a number's token may go for media: its own Graph, and Meta's hosts of media.</summary>
internal static class MediaHosts
{
    private static readonly string[] Meta = [".fbsbx.com", ".fbcdn.net", ".facebook.com", ".whatsapp.net"];

    /// <summary>Whether an address is the platform's, whatever an answer says.</summary>
    /// <param name="address">As an answer names it.</param>
    /// <param name="graphBaseUrl">The number's Graph: scheme and host.</param>
    public static bool IsTrusted(Uri address, string graphBaseUrl) =>
        address.GetLeftPart(UriPartial.Authority).Equals(graphBaseUrl, StringComparison.OrdinalIgnoreCase)
        || (address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort
            && Meta.Any(host => address.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The same for a call's route.</summary>
    public static bool IsTrusted(Uri address, GraphRoute route) => IsTrusted(address, route.BaseUrl);
}
