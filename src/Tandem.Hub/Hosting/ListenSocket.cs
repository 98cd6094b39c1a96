using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Tandem.Hub.Options;

namespace Tandem.Hub.Hosting;

/// <summary>
/// The hub's socket, bound before anything is built: the port must be known by then, and who named one that cannot be
/// had must learn it before anything is stored.
/// </summary>
internal static class ListenSocket
{
    /// <summary>The options with the port it got, and the socket that holds it.</summary>
    /// <exception cref="HubOptionsException">It cannot listen where it was told to.</exception>
    public static (HubOptions Options, Socket Socket) Settle(HubOptions options)
    {
        try
        {
            var place = new IPEndPoint(options.ListenOn, options.Port);
            var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(place);
            return (options with { Port = ((IPEndPoint)socket.LocalEndPoint!).Port }, socket);
        }
        catch (SocketException failure) when (Mistake(options, failure.SocketErrorCode) is { } mistake)
        {
            throw new HubOptionsException([mistake]);
        }
    }

    /// <summary>Makes the server listen on that socket.</summary>
    public static void Use(this IWebHostBuilder host, Socket socket) =>
        host.UseSockets(transport => transport.CreateBoundListenSocket = place =>
            place.Equals(socket.LocalEndPoint)
                ? socket
                : SocketTransportOptions.CreateDefaultBoundListenSocket(place));

    private static string? Mistake(HubOptions options, SocketError error) => error switch
    {
        SocketError.AddressAlreadyInUse =>
            $"port = '{options.Port}': another program listens there, and every port has one listener; "
            + "stop it or name another port.",
        SocketError.AccessDenied =>
            $"port = '{options.Port}': this user may not listen there; name one above 1023 and put a proxy in front.",
        SocketError.AddressNotAvailable =>
            $"listen = '{options.ListenOn}': must be an address of this machine; "
            + "use 127.0.0.1, or 0.0.0.0 for all of them.",
        _ => null,
    };
}
