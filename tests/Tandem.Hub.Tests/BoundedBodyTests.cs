using Microsoft.AspNetCore.Http;
using Tandem.Hub.Webhooks;

namespace Tandem.Hub.Tests;

/// <summary>Memory is spent on bytes that came, not on bytes that were announced.</summary>
public sealed class BoundedBodyTests
{
    private const int Most = 4 * 1024 * 1024;

    [Theory]
    [InlineData(1_000, true)]
    [InlineData(65_536, true)]
    [InlineData(65_537, true)]
    [InlineData(Most, true)]
    [InlineData(65_537, false)]
    [InlineData(Most, false)]
    public async Task A_body_is_read_whole_and_never_far_ahead_of_what_came(int length, bool isAnnounced)
    {
        var bytes = new byte[length];
        new Random(17).NextBytes(bytes);
        using var line = new Line(bytes);
        var http = new DefaultHttpContext();
        http.Request.Body = line;
        http.Request.ContentLength = isAnnounced ? length : null;

        var body = await BoundedBody.ReadAsync(http.Request, Most, CancellationToken.None);

        Assert.True(body!.Value.Span.SequenceEqual(bytes));
        Assert.InRange(line.FirstRoom, 1, 64 * 1024);
    }

    [Fact]
    public async Task What_is_announced_and_fits_takes_one_array_of_its_size()
    {
        using var line = new Line(new byte[5_000]);
        var http = new DefaultHttpContext();
        http.Request.Body = line;
        http.Request.ContentLength = 5_000;

        await BoundedBody.ReadAsync(http.Request, Most, CancellationToken.None);

        Assert.Equal(5_000, line.FirstRoom);
    }

    [Fact]
    public async Task A_body_whose_framing_breaks_in_the_middle_is_the_callers_mistake()
    {
        using var line = new BrokenLine();
        var http = new DefaultHttpContext();
        http.Request.Body = line;

        var refusal = await Assert.ThrowsAsync<BadHttpRequestException>(
            async () => await BoundedBody.ReadAsync(http.Request, Most, CancellationToken.None));

        Assert.Equal(400, refusal.StatusCode);
    }

    /// <summary>Fails as Kestrel does where chunks are broken.</summary>
    private sealed class BrokenLine : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("Reading is not allowed after reader was completed.");
    }

    /// <summary>Hands out 16 KiB at a time, and notes the room it was offered before anything had come.</summary>
    private sealed class Line(byte[] bytes) : MemoryStream(bytes)
    {
        public int FirstRoom { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position == 0)
                FirstRoom = buffer.Length;
            return base.ReadAsync(buffer[..Math.Min(buffer.Length, 16 * 1024)], cancellationToken);
        }
    }
}
