using System.Net;
using System.Net.Sockets;

namespace Tandem.Hub.Wires;

/// <summary>Opens connections only to addresses that may be reached, checked at the moment of connecting.</summary>
/// <remarks>
/// The name is resolved once and the connection goes to the very address that was checked: a name that changes its
/// mind in between (rebinding) gains nothing. A name with one forbidden address is forbidden as a whole.
/// </remarks>
/// <param name="resolve">From a name to its addresses.</param>
/// <param name="allowsPrivate">Whether loopback and private addresses may be reached.</param>
internal sealed class GuardedConnector(
    Func<string, CancellationToken, Task<IPAddress[]>> resolve, bool allowsPrivate)
{
    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="AddressRefusedException">The address may not be reached.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var addresses = await CheckAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, ct);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The addresses of a host, all of which may be reached.</summary>
    /// <exception cref="AddressRefusedException">One of them may not, or there is none.</exception>
    public async Task<IPAddress[]> CheckAsync(string host, int port, CancellationToken ct)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, ct);
        if (allowsPrivate)
            return addresses;

        if (!AddressRules.IsWebPort(port))
            throw new AddressRefusedException($"port {port} is another protocol's");
        if (addresses.Length == 0 || !addresses.All(AddressRules.IsPublic))
            throw new AddressRefusedException("the host is not on the public internet");
        return addresses;
    }
}

/// <summary>A connection was not tried because its address may not be reached. Says why, never where.</summary>
internal sealed class AddressRefusedException(string reason)
    : IOException($"Refused to connect: {reason}; allow_private_endpoints = true lifts this.");
