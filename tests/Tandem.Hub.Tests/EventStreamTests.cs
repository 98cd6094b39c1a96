using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Tandem.Hub.Tests.Support;

namespace Tandem.Hub.Tests;

/// <summary>The live stream: nothing lost over a broken line, nothing of another number's.</summary>
public sealed class EventStreamTests
{
    [Fact]
    public async Task A_listener_that_comes_back_goes_on_behind_its_last_event()
    {
        await using var hub = await TestHub.StartAsync();
        string? last;
        await using (var first = await Listener.OpenAsync(hub.Owner))
        {
            await hub.PostAsync(Sample.Message("wamid.1", "one"));
            last = (await first.UntilAsync("wamid.1")).Id;
        }

        await hub.PostAsync(Sample.Message("wamid.2", "two"));
        await hub.UntilAsync($"/v1/numbers/{TestHub.NumberId}/ledger", it => it.GetProperty("applied").GetInt32() == 2);
        await using var second = await Listener.OpenAsync(hub.Owner, last);

        var (_, data) = await second.NextAsync();
        Assert.Contains("wamid.2", data.ToString());
        Assert.Equal(TestHub.NumberId, data.GetProperty("phone_number_id").GetString());
    }

    [Fact]
    public async Task A_key_hears_only_of_its_numbers()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.RegisterAsync("222", "333");
        using var other = hub.Client(await hub.KeyAsync("agent", ["read"], ["222"]));
        await using var listener = await Listener.OpenAsync(other);

        await hub.PostAsync(Sample.Message("wamid.1", "not for 222"));
        await hub.PostAsync(Sample.Message("wamid.2", "for 222").Replace(TestHub.NumberId, "222"));

        var (_, data) = await listener.NextAsync();
        Assert.Equal("222", data.GetProperty("phone_number_id").GetString());
    }

    [Fact]
    public async Task A_revoked_key_stops_hearing_however_much_there_is_to_hear()
    {
        var clock = new AheadClock();
        await using var hub = await TestHub.StartAsync(clock: clock);
        var made = await (await hub.Owner.PostAsJsonAsync(
            "/v1/keys", new { sender = "Ana", role = "agent", scopes = new[] { "read" } })).JsonAsync(201);
        using var ana = hub.Client(made.GetProperty("key").GetString());
        await using var listener = await Listener.OpenAsync(ana);
        await hub.Owner.DeleteAsync($"/v1/keys/{made.GetProperty("id").GetString()}");

        var heard = 0;
        for (; heard < 10 && await hub.PostAsync(Sample.Message($"wamid.{heard}", "busy")) == 200; heard++)
        {
            if (!await listener.HearsAsync($"wamid.{heard}"))
                break;
            clock.Ahead += TimeSpan.FromSeconds(6);
        }

        Assert.InRange(heard, 1, 3);
    }

    /// <summary>A clock that can be put forward; what waits on it waits as ever.</summary>
    private sealed class AheadClock : TimeProvider
    {
        private long _ahead;

        public TimeSpan Ahead
        {
            get => TimeSpan.FromTicks(Volatile.Read(ref _ahead));
            set => Volatile.Write(ref _ahead, value.Ticks);
        }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;

        public override long GetTimestamp() => Stopwatch.GetElapsedTime(0).Ticks + Ahead.Ticks;
    }

    private sealed class Listener(HttpResponseMessage answer, StreamReader lines) : IAsyncDisposable
    {
        public static async Task<Listener> OpenAsync(HttpClient client, string? lastId = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/events");
            if (lastId is not null)
                request.Headers.Add("Last-Event-ID", lastId);
            var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
            var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
            Assert.Equal(": connected", await lines.ReadLineAsync());
            return new Listener(answer, lines);
        }

        public async Task<(string Id, JsonElement Data)> UntilAsync(string text)
        {
            while (true)
            {
                var next = await NextAsync();
                if (next.Data.ToString().Contains(text))
                    return next;
            }
        }

        /// <summary>Reads until a text comes; false if the stream ends before it.</summary>
        public async Task<bool> HearsAsync(string text)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (await lines.ReadLineAsync(patience.Token) is { } line)
            {
                if (line.Contains(text))
                    return true;
            }

            return false;
        }

        public async Task<(string Id, JsonElement Data)> NextAsync()
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            var id = "";
            while (await lines.ReadLineAsync(patience.Token) is { } line)
            {
                if (line.StartsWith("id: ", StringComparison.Ordinal))
                    id = line[4..];
                else if (line.StartsWith("data: ", StringComparison.Ordinal))
                    return (id, JsonElement.Parse(line[6..]));
            }

            throw new InvalidOperationException("the stream ended");
        }

        public ValueTask DisposeAsync()
        {
            lines.Dispose();
            answer.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
