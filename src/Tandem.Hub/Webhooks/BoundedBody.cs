using Microsoft.AspNetCore.Http;

namespace Tandem.Hub.Webhooks;

/// <summary>Reads a request's body whole, up to a bound.</summary>
internal static class BoundedBody
{
    private const int FirstBytes = 4096;

    /// <summary>Most bytes that are set aside for an announcement: who only announces must not cost more.</summary>
    private const int MostAheadOfBytes = 64 * 1024;

    /// <summary>The bytes; null if there are more than <paramref name="mostBytes"/>.</summary>
    /// <remarks>
    /// The array is the caller's to keep: what is journalled may be read after the request is gone, so it comes from
    /// no pool.
    /// </remarks>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(
        HttpRequest request, int mostBytes, CancellationToken ct)
    {
        if (request.ContentLength > mostBytes)
            return null;

        var announced = request.ContentLength;
        var buffer = GC.AllocateUninitializedArray<byte>((int)Math.Min(announced ?? FirstBytes, MostAheadOfBytes));
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                if (length == announced)
                    return buffer;
                if (length > mostBytes)
                    return null;
                Array.Resize(
                    ref buffer, (int)Math.Min(announced ?? mostBytes + 1L, Math.Max(FirstBytes, buffer.Length * 2L)));
            }

            var read = await ReadSomeAsync(request, buffer.AsMemory(length), ct);
            if (read == 0)
                return length > mostBytes ? null : buffer.AsMemory(0, length);
            if (read < 0)
                return null;
            length += read;
        }
    }

    // The server has a bound of its own and says so by an exception.
    private static async ValueTask<int> ReadSomeAsync(HttpRequest request, Memory<byte> into, CancellationToken ct)
    {
        try
        {
            return await request.Body.ReadAsync(into, ct);
        }
        catch (BadHttpRequestException refusal) when (refusal.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return -1;
        }
        catch (Exception broken) when (broken is not (OperationCanceledException or BadHttpRequestException))
        {
            // Whatever the server makes of a request that breaks its own framing: the fault is the caller's.
            throw new BadHttpRequestException("The body could not be read.", StatusCodes.Status400BadRequest, broken);
        }
    }
}
