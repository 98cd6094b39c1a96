using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Emulator.Running;

namespace Tandem.Emulator.Control;

/// <summary>The live feed as server-sent events.</summary>
internal static class EventEndpoints
{
    private static readonly Dictionary<string, FeedKinds> Kinds = new(StringComparer.Ordinal)
    {
        ["screen"] = FeedKinds.Screen,
        ["ledger"] = FeedKinds.Ledger,
        ["delivery"] = FeedKinds.Delivery,
        ["world"] = FeedKinds.World,
    };

    public static void MapEvents(this RouteGroupBuilder control) =>
        control.MapGet("/events", EventsAsync)
            .WithSummary("Server-sent events from now on: `screen`, `ledger`, `delivery`, `world`; `kinds` chooses "
                + "some of them. Who reads too slowly gets `missed` with how many.")
            .Produces<ScreenBody>(contentType: "text/event-stream").ProducesProblem(400);

    private static async Task<IResult> EventsAsync(HttpContext context, LiveFeed feed, string? kinds)
    {
        var wanted = FeedKinds.None;
        const StringSplitOptions Tidily = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        foreach (var name in (kinds ?? "").Split(',', Tidily))
        {
            if (!Kinds.TryGetValue(name, out var kind))
                return Problems.Of(new(
                    "kinds",
                    $"it names some of {string.Join(", ", Kinds.Keys)}, with commas between",
                    "leave it out for all"));
            wanted |= kind;
        }

        await StreamAsync(context, feed, wanted == FeedKinds.None ? FeedKinds.All : wanted);
        return Results.Empty;
    }

    private static async Task StreamAsync(HttpContext context, LiveFeed feed, FeedKinds kinds)
    {
        using var listening = feed.Listen(kinds);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache";
        try
        {
            // The headers leave before the first event, so that the listener knows from when on it hears everything.
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await foreach (var item in listening.Changes.ReadAllAsync(context.RequestAborted))
            {
                if (listening.TakeMissed() is > 0 and var missed)
                    await WriteAsync(context, "missed", JsonSerializer.Serialize(
                        new MissedBody(missed), ControlJson.Default.MissedBody));
                var (name, json) = Write(item);
                await WriteAsync(context, name, json);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }
    }

    private static Task WriteAsync(HttpContext context, string name, string json) =>
        context.Response.WriteAsync($"event: {name}\ndata: {json}\n\n", context.RequestAborted);

    private static (string Name, string Json) Write(FeedItem item) => item switch
    {
        FeedItem.Screen screen => ("screen", JsonSerializer.Serialize(
            ScreenBody.Of(screen.Line), ControlJson.Default.ScreenBody)),
        FeedItem.Ledger ledger => ("ledger", JsonSerializer.Serialize(ledger.Line, ControlJson.Default.LedgerLine)),
        FeedItem.Delivery delivery => ("delivery", JsonSerializer.Serialize(
            DeliveryBody.Of(delivery.View), ControlJson.Default.DeliveryBody)),
        FeedItem.World world => ("world", JsonSerializer.Serialize(
            new WorldBody(world.What, ClockBody.Of(world.Clock)), ControlJson.Default.WorldBody)),
        _ => throw new ArgumentOutOfRangeException(nameof(item)),
    };
}
