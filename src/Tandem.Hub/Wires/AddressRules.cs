using System.Net;
using System.Net.Sockets;

namespace Tandem.Hub.Wires;

/// <summary>Which addresses a caller of ours may make this hub connect to.</summary>
/// <remarks>Source: IANA's special-purpose registries for IPv4 and IPv6, as read on 2026-11-22.</remarks>
internal static class AddressRules
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16",
            "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    // Ports below 1024 are other protocols', and so are these: an HTTP request there is an attack or a mistake.
    private static readonly HashSet<int> OtherProtocols =
        [1433, 1521, 2049, 2375, 2376, 2379, 2380, 3306, 3389, 5432, 5672, 5900, 6379, 6443, 9200, 11211, 27017];

    /// <summary>Whether an address belongs to the public internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain is { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: not 0 })
            return false;

        return !NotPublic.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily
            && network.Contains(plain));
    }

    /// <summary>Whether a port is one where web servers are found.</summary>
    public static bool IsWebPort(int port) => port is 80 or 443 || (port >= 1024 && !OtherProtocols.Contains(port));
}
