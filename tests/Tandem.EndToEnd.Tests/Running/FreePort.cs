using System.Net;
using System.Net.Sockets;

namespace Tandem.EndToEnd.Tests.Running;

/// <summary>Ports for servers that must come back where they were.</summary>
internal static class FreePort
{
    // Below those that systems give to outgoing connections: one of these could take the port while nobody listens,
    // or even be connected to itself.
    private const int First = 20_000;
    private const int Count = 12_000;

    /// <summary>One that nobody listens on now.</summary>
    public static int Find()
    {
        while (true)
        {
            var port = First + Random.Shared.Next(Count);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }
    }
}
