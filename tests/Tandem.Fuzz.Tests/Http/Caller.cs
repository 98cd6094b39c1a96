using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tandem.Fuzz.Tests.Http;

/// <summary>Writes bytes to a server and reads the status it answers: no client library stands between.</summary>
internal sealed class Caller(IPEndPoint server) : IDisposable
{
    /// <summary>No answer came.</summary>
    public const int None = 0;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly byte[] _buffer = new byte[16 * 1024];
    private Socket? _socket;

    public void Dispose() => _socket?.Dispose();

    /// <summary>Sends the pieces one by one, and reads one answer.</summary>
    /// <param name="pieces">The request.</param>
    /// <param name="endsInput">Whether nothing more follows: the connection is closed on this side first.</param>
    /// <returns>The status; 0 when the connection ended without one.</returns>
    public async Task<int> AskAsync(IEnumerable<ReadOnlyMemory<byte>> pieces, bool endsInput)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var socket = await ConnectedAsync(patience.Token);
            foreach (var piece in pieces)
                await socket.SendAsync(piece, patience.Token);
            if (endsInput)
                socket.Shutdown(SocketShutdown.Send);
            var (status, canGoOn) = await ReadAsync(socket, patience.Token);
            if (!canGoOn || endsInput)
                HangUp();
            return status;
        }
        catch (Exception cut) when (cut is SocketException or IOException)
        {
            HangUp();
            return None;
        }
    }

    private async Task<Socket> ConnectedAsync(CancellationToken ct)
    {
        if (_socket is not null)
            return _socket;

        _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await _socket.ConnectAsync(server, ct);
        return _socket;
    }

    private void HangUp()
    {
        _socket?.Dispose();
        _socket = null;
    }

    // Answers are short and have a length: one that has none, or is not whole, ends the connection.
    private async Task<(int Status, bool CanGoOn)> ReadAsync(Socket socket, CancellationToken ct)
    {
        var read = 0;
        while (true)
        {
            var got = read < _buffer.Length ? await socket.ReceiveAsync(_buffer.AsMemory(read), ct) : 0;
            read += got;
            var text = Encoding.Latin1.GetString(_buffer, 0, read);
            var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (head < 0 && got > 0)
                continue;
            if (!text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal))
                return (None, false);

            var status = int.Parse(text.AsSpan(9, 3), provider: null);
            if (status == 100 && head >= 0)
            {
                read -= head + 4;
                Array.Copy(_buffer, head + 4, _buffer, 0, read);
                continue;
            }

            return (status, text.Contains("Content-Length: 0\r\n", StringComparison.Ordinal)
                && read == head + 4 && !text.Contains("Connection: close", StringComparison.OrdinalIgnoreCase));
        }
    }
}
