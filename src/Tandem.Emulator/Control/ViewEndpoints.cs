using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Emulator.Running;
using Tandem.Platform;

namespace Tandem.Emulator.Control;

/// <summary>What each screen shows, what truly happened, and how webhooks fared.</summary>
internal static class ViewEndpoints
{
    private const int UsualLedgerPage = 1000;
    private const int LargestLedgerPage = 10_000;

    public static void MapViews(this RouteGroupBuilder control)
    {
        control.MapGet("/customers/{customer}/chats/{phone_number_id}", (string customer, string phone_number_id,
                Mailbox mailbox) => ChatAsync(Screen.Customer, phone_number_id, customer, mailbox))
            .WithSummary("A chat as the customer's phone shows it, oldest line first.")
            .Produces<Listed<ChatLineBody>>().ProducesProblem(404);
        control.MapGet("/phones/{phone_number_id}/chats/{customer}", (string phone_number_id, string customer,
                Mailbox mailbox) => ChatAsync(Screen.Phone, phone_number_id, customer, mailbox))
            .WithSummary("A chat as the owner's phone shows it, oldest line first.")
            .Produces<Listed<ChatLineBody>>().ProducesProblem(404);
        control.MapGet("/phones/{phone_number_id}/chats", ChatsAsync)
            .WithSummary("The chats on the owner's phone, newest first.")
            .Produces<Listed<ChatSummary>>().ProducesProblem(404);
        control.MapGet("/ledger", Ledger)
            .WithSummary("What truly happened, in order; pages by `after`, filters by equality.")
            .Produces<LedgerPage>();
        control.MapGet("/deliveries", DeliveriesAsync)
            .WithSummary("Webhooks under way and the latest settled ones, newest first.")
            .Produces<Listed<DeliveryBody>>();
        control.MapGet("/events", EventsAsync)
            .WithSummary("Server-sent events: each change of a screen, from now on.")
            .Produces<ScreenBody>(contentType: "text/event-stream");
    }

    private static async Task<IResult> ChatAsync(Screen screen, string number, string customer, Mailbox mailbox)
    {
        var lines = await mailbox.ReadAsync(mind => mind.Chat(screen, number, customer));
        return lines is null
            ? Problems.Of(new("chat", "number and customer are known", "let the customer write first", NotFound: true))
            : TypedResults.Ok(new Listed<ChatLineBody>([.. lines.Select(ChatLineBody.Of)]));
    }

    private static async Task<IResult> ChatsAsync(string phone_number_id, Mailbox mailbox)
    {
        var chats = await mailbox.ReadAsync(mind => mind.ChatsOf(phone_number_id));
        return chats is null
            ? Problems.Of(new("phone_number_id", "it names a number", "see /_emulator/accounts", NotFound: true))
            : TypedResults.Ok(new Listed<ChatSummary>(chats));
    }

    private static IResult Ledger(
        LedgerBook ledger,
        long? after,
        int? limit,
        string? kind,
        string? phone_number_id,
        string? customer,
        string? wamid)
    {
        var size = Math.Clamp(limit ?? UsualLedgerPage, 1, LargestLedgerPage);
        var found = ledger.Read(after ?? 0, size + 1, line =>
            (kind is null || line.Kind == kind)
            && (phone_number_id is null || line.PhoneNumberId == phone_number_id)
            && (customer is null || line.Customer == customer)
            && (wamid is null || line.Wamid == wamid));
        var more = found.Count > size;
        if (more)
            found.RemoveAt(size);
        return TypedResults.Ok(new LedgerPage(found, more ? found[^1].Seq : null));
    }

    private static async Task<IResult> DeliveriesAsync(Mailbox mailbox) =>
        TypedResults.Ok(new Listed<DeliveryBody>(
            [.. (await mailbox.ReadAsync(mind => mind.Deliveries)).Select(DeliveryBody.Of)]));

    private static async Task EventsAsync(HttpContext context, LiveFeed feed)
    {
        using var listening = feed.Listen();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache";
        try
        {
            // The headers leave before the first event, so that the listener knows from when on it hears everything.
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await foreach (var change in listening.Changes.ReadAllAsync(context.RequestAborted))
            {
                var json = JsonSerializer.Serialize(ScreenBody.Of(change), ControlJson.Default.ScreenBody);
                await context.Response.WriteAsync($"event: screen\ndata: {json}\n\n", context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }
    }
}
