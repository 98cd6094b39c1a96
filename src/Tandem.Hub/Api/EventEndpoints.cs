using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tandem.Engine.Feeds;
using Tandem.Engine.Registry;
using Tandem.Engine.Storing;
using Tandem.Hub.Access;

namespace Tandem.Hub.Api;

/// <summary>The live stream: what changed, as it is committed; resumable, and never more than a key may see.</summary>
internal static class EventEndpoints
{
    private const int MostItems = 200;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan AskAfterKeyEvery = TimeSpan.FromSeconds(15);

    // Another process may have committed it: the signal of this one is only a hint.
    private static readonly TimeSpan LookAtLeastEvery = TimeSpan.FromSeconds(1);

    /// <summary>Maps <c>/v1/events</c>.</summary>
    public static void MapEvents(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/events", StreamAsync).RequireAuthorization(AccessSetup.Read)
            .WithMetadata(new ProducesResponseTypeMetadata(
                StatusCodes.Status200OK, typeof(string), ["text/event-stream"]));

    private static async Task StreamAsync(HttpContext http)
    {
        var services = http.RequestServices;
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        var book = services.GetRequiredService<IStorage>().Book;
        var last = http.Request.Headers["Last-Event-ID"] is [{ Length: > 0 } id] ? id : null;
        var cursor = last ?? await book.ReadFeedEndAsync(over.Token);
        IReadOnlyList<FeedItem> first;
        try
        {
            first = await book.ReadFeedAsync(cursor, MostItems, over.Token);
        }
        catch (Exception refusal) when (refusal is FormatException or ArgumentException)
        {
            await Problems.Invalid("Last-Event-ID: is not an id of this stream.").ExecuteAsync(http);
            return;
        }

        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await FollowAsync(http, book, first, cursor, over.Token);
        }
        catch (OperationCanceledException)
        {
            // The listener left, or the hub stops: it resumes from its last event.
        }
    }

    private static async Task FollowAsync(
        HttpContext http, IBook book, IReadOnlyList<FeedItem> items, string? cursor, CancellationToken ct)
    {
        var clock = http.RequestServices.GetRequiredService<TimeProvider>();
        using var news = new SemaphoreSlim(1, 1);
        using var subscription = http.RequestServices.GetRequiredService<FeedSignal>().Subscribe(() => Note(news));
        // A listener may come back to what was told before it was private.
        var seclusion = new Seclusion(book, http.RequestServices.GetRequiredService<RegistrationBook>());
        IReadOnlySet<string> none = new HashSet<string>();
        await WriteAsync(http, ": connected\n\n", ct);
        var lastWrite = clock.GetTimestamp();
        var lastCheck = lastWrite; // of its own: on a busy stream there is always something written
        while (true)
        {
            var hidden = http.Caller().IsOwner ? none : await seclusion.AmongAsync(items, ct);
            foreach (var item in items)
            {
                cursor = item.Cursor;
                if (!await IsAllowedAsync())
                    return;
                if (!http.Caller().MaySee(item.Entry.Number) || hidden.Contains(item.Cursor))
                    continue;
                await WriteAsync(http, Format(item), ct);
                lastWrite = clock.GetTimestamp();
            }

            if (items.Count < MostItems)
                await news.WaitAsync(LookAtLeastEvery, ct);
            if (!await IsAllowedAsync())
                return;
            if (clock.GetElapsedTime(lastWrite) >= Heartbeat)
            {
                await WriteAsync(http, ": \n\n", ct);
                lastWrite = clock.GetTimestamp();
            }

            items = await book.ReadFeedAsync(cursor, MostItems, ct);
        }

        async ValueTask<bool> IsAllowedAsync()
        {
            if (clock.GetElapsedTime(lastCheck) < AskAfterKeyEvery)
                return true;

            lastCheck = clock.GetTimestamp();
            return await IsStillAllowedAsync(http, ct);
        }
    }

    // A pulse may come while one is not yet taken: one is enough. After the stream's end nobody minds.
    private static void Note(SemaphoreSlim news)
    {
        try
        {
            if (news.CurrentCount == 0)
                news.Release();
        }
        catch (Exception late) when (late is SemaphoreFullException or ObjectDisposedException)
        {
            // Two pulses at once, or one after the end.
        }
    }

    private static async Task<bool> IsStillAllowedAsync(HttpContext http, CancellationToken ct) =>
        await http.RequestServices.GetRequiredService<KeyRing>()
            .FindByIdAsync(http.Caller().KeyId, ct) is { RevokedAt: null };

    private static string Format(FeedItem item)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, item.Cursor);
            json.WriteString("at"u8, item.At.UtcDateTime);
            json.WriteString("kind"u8, item.Entry.Kind);
            json.WriteString("phone_number_id"u8, item.Entry.Number);
            json.WriteString("conversation_id"u8, item.Entry.Conversation);
            json.WritePropertyName("body"u8);
            json.WriteRawValue(item.Entry.Body.Span);
            json.WriteEndObject();
        }

        return $"id: {item.Cursor}\nevent: {item.Entry.Kind}\ndata: {Encoding.UTF8.GetString(bytes.ToArray())}\n\n";
    }

    private static async Task WriteAsync(HttpContext http, string text, CancellationToken ct)
    {
        await http.Response.WriteAsync(text, ct);
        await http.Response.Body.FlushAsync(ct);
    }
}
