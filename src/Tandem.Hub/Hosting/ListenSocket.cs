using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Tandem.Hub.Options;

namespace Tandem.Hub.Hosting;

/// <summary>The socket of a hub that takes any free port, bound before anything is built that must know it.</summary>
internal static class ListenSocket
{
    /// <summary>The options with a port of their own, and the socket that holds it; no socket for a port that was
    /// named.</summary>
    public static (HubOptions Options, Socket? Socket) Settle(HubOptions options)
    {
        if (options.Port != 0)
            return (options, null);

        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(new IPEndPoint(options.ListenOn, 0));
        return (options with { Port = ((IPEndPoint)socket.LocalEndPoint!).Port }, socket);
    }

    /// <summary>Makes the server listen on that socket.</summary>
    public static void Use(this IWebHostBuilder host, Socket? socket)
    {
        if (socket is not null)
        {
            host.UseSockets(transport => transport.CreateBoundListenSocket = place =>
                place.Equals(socket.LocalEndPoint)
                    ? socket
                    : SocketTransportOptions.CreateDefaultBoundListenSocket(place));
        }
    }
}
