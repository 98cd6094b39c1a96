using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;

namespace Tandem.Bench.Reference;

/// <summary>
/// The least that durability costs: records with a checksum, written over a file that has its full size already, one
/// sync for everything that gathered during the last one. Nobody could read it back while it wraps; it only measures.
/// </summary>
internal sealed class PreallocatedLog : IDisposable
{
    private const int Size = 256 << 20;
    private const int MostPerGroup = 1024;
    private const int HeaderBytes = 8;

    private readonly Channel<(byte[] Body, TaskCompletionSource Done)> _waiting =
        Channel.CreateBounded<(byte[], TaskCompletionSource)>(8192);

    private readonly SafeFileHandle _file;
    private readonly Thread _writer;

    public PreallocatedLog(string path)
    {
        _file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.None, FileOptions.None, Size);
        var zeros = new byte[1 << 20];
        for (var at = 0L; at < Size; at += zeros.Length)
            RandomAccess.Write(_file, zeros, at);
        RandomAccess.FlushToDisk(_file);
        _writer = new Thread(Write) { IsBackground = true, Name = "log" };
        _writer.Start();
    }

    /// <summary>Ends when the record is synced.</summary>
    public async Task AppendAsync(byte[] body)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _waiting.Writer.WriteAsync((body, done));
        await done.Task;
    }

    public void Dispose()
    {
        _waiting.Writer.Complete();
        _writer.Join();
        _file.Dispose();
    }

    private void Write()
    {
        var group = new List<TaskCompletionSource>(MostPerGroup);
        var buffer = new byte[4 << 20];
        var at = 0L;
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            group.Clear();
            var length = 0;
            while (group.Count < MostPerGroup && length < buffer.Length - (64 << 10)
                && _waiting.Reader.TryRead(out var item))
            {
                length += Put(buffer.AsSpan(length), item.Body);
                group.Add(item.Done);
            }

            if (at + length > Size)
                at = 0;
            RandomAccess.Write(_file, buffer.AsSpan(0, length), at);
            RandomAccess.FlushToDisk(_file);
            at += length;
            foreach (var done in group)
                done.SetResult();
        }
    }

    private static int Put(Span<byte> target, byte[] body)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, body.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(target[4..], Crc(body));
        body.CopyTo(target[HeaderBytes..]);
        return HeaderBytes + body.Length;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var eight in MemoryMarshal.Cast<byte, ulong>(bytes))
            crc = BitOperations.Crc32C(crc, eight);
        foreach (var one in bytes[(bytes.Length & ~7)..])
            crc = BitOperations.Crc32C(crc, one);
        return ~crc;
    }
}
