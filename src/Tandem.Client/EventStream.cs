using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Tandem.Client;

/// <summary>What changes, as it is committed: the hub's live stream, taken up again wherever it broke.</summary>
public sealed class EventStream
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly HubCalls _calls;

    internal EventStream(HubCalls calls) => _calls = calls;

    /// <summary>Listens until it is cancelled.</summary>
    /// <param name="after">The id of the last event that was taken; null: from now on.</param>
    /// <param name="clock">Measures the pauses before it connects again; null: the system's.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="TandemException">The key does not work, or <paramref name="after"/> is none of the stream's.
    /// </exception>
    public async IAsyncEnumerable<HubEvent> ListenAsync(
        string? after = null, TimeProvider? clock = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var failures = 0;
        while (true)
        {
            var opened = await TryOpenAsync(after, ct).ConfigureAwait(false);
            if (opened is not null)
            {
                using (opened)
                {
                    await using var told = ReadAsync(opened, ct).GetAsyncEnumerator(ct);
                    while (await TryNextAsync(told).ConfigureAwait(false))
                    {
                        failures = 0;
                        after = told.Current.Id;
                        yield return told.Current;
                    }
                }
            }

            var pause = TimeSpan.FromMilliseconds(250 * Math.Pow(2, Math.Min(failures++, 10)));
            await Task.Delay(pause < LongestPause ? pause : LongestPause, clock ?? TimeProvider.System, ct)
                .ConfigureAwait(false);
        }
    }

    // What the hub refuses is refused again; what cannot be reached may come back.
    private async Task<HttpResponseMessage?> TryOpenAsync(string? after, CancellationToken ct)
    {
        try
        {
            return await _calls.OpenAsync("/v1/events", headers =>
            {
                headers.Accept.ParseAdd("text/event-stream");
                if (after is not null)
                    headers.Add("Last-Event-ID", after);
            }, ct).ConfigureAwait(false);
        }
        catch (TandemException failure) when (failure.Status is null || (int)failure.Status >= 500)
        {
            return null;
        }
    }

    private static async IAsyncEnumerable<HubEvent> ReadAsync(
        HttpResponseMessage answer, [EnumeratorCancellation] CancellationToken ct)
    {
        var stream = await answer.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(ct).ConfigureAwait(false))
        {
            if (JsonSerializer.Deserialize(item.Data, ClientJson.Default.HubEvent) is { } told)
                yield return told with { Id = item.EventId ?? told.Id };
        }
    }

    private static async Task<bool> TryNextAsync(IAsyncEnumerator<HubEvent> told)
    {
        try
        {
            return await told.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            return false; // the connection ended: it is taken up again behind the last event
        }
    }
}

/// <summary>Something that changed: ids to look at.</summary>
public sealed record HubEvent
{
    /// <summary>Its place in the stream: resume behind it.</summary>
    public string? Id { get; init; }

    /// <summary>What happened, such as <c>message</c> or <c>accepted</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>The number it is about.</summary>
    public string? PhoneNumberId { get; init; }

    /// <summary>The conversation, if it is about one.</summary>
    public string? ConversationId { get; init; }

    /// <summary>What changed: lists of ids, such as <c>messages</c>, <c>conversations</c> and <c>sends</c>.</summary>
    public JsonElement? Body { get; init; }
}
