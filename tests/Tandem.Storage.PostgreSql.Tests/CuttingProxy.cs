using System.Net;
using System.Net.Sockets;

namespace Tandem.Storage.PostgreSql.Tests;

/// <summary>Stands between a storage and its server, and cuts every connection at the moment a COMMIT passes.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly DnsEndPoint _server;
    private readonly Task _accepting;
    private int _cut;

    public CuttingProxy(string host, int port)
    {
        _server = new DnsEndPoint(host, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public enum Cut
    {
        /// <summary>Everything passes.</summary>
        Never,

        /// <summary>The server never sees the COMMIT.</summary>
        BeforeCommit,

        /// <summary>The server commits; the client never hears of it.</summary>
        AfterCommit,
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Cuts once, then lets everything pass again.</summary>
    public void Arm(Cut cut) => Volatile.Write(ref _cut, (int)cut);

    public void Dispose()
    {
        _listener.Stop();
        Assert.True(_accepting.IsCompleted || !_accepting.IsFaulted);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = CarryAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var server = new TcpClient();
        try
        {
            using (client)
            {
                await server.ConnectAsync(_server.Host, _server.Port);
                var (up, down) = (server.GetStream(), client.GetStream());
                var hold = new TaskCompletionSource();
                var answers = CopyAsync(up, down, hold);
                await ForwardAsync(down, up, hold);
                await answers;
            }
        }
        catch (Exception ended) when (ended is IOException or SocketException or ObjectDisposedException)
        {
            // One side closed: so does the other.
        }
    }

    private async Task ForwardAsync(NetworkStream from, NetworkStream to, TaskCompletionSource hold)
    {
        var buffer = new byte[1 << 20];
        while (await from.ReadAsync(buffer) is > 0 and var read)
        {
            // Auto-prepared statements are bound by name: the text appears in the first rounds, which is all we need.
            var commits = buffer.AsSpan(0, read).IndexOf("COMMIT"u8) >= 0;
            var cut = commits ? (Cut)Interlocked.Exchange(ref _cut, (int)Cut.Never) : Cut.Never;
            if (cut == Cut.BeforeCommit)
                throw new IOException("cut");

            if (cut == Cut.AfterCommit)
                hold.SetResult();

            await to.WriteAsync(buffer.AsMemory(0, read));
        }
    }

    private static async Task CopyAsync(NetworkStream from, NetworkStream to, TaskCompletionSource hold)
    {
        var buffer = new byte[1 << 20];
        while (await from.ReadAsync(buffer) is > 0 and var read)
        {
            if (hold.Task.IsCompleted)
            {
                to.Close();
                from.Close();
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, read));
        }
    }
}
