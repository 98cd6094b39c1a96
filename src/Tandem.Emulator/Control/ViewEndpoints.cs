using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Emulator.Running;

namespace Tandem.Emulator.Control;

/// <summary>What truly happened, and how webhooks fared.</summary>
internal static class ViewEndpoints
{
    private const int UsualLedgerPage = 1000;
    private const int LargestLedgerPage = 10_000;
    private const int UsualDeliveries = 2000;
    private static readonly string[] States = ["waiting", "posted", "delivered", "dropped"];

    public static void MapViews(this RouteGroupBuilder control)
    {
        control.MapGet("/ledger", LedgerAsync)
            .WithSummary("What truly happened, in order; pages by `after`, filters by equality, times by `since` (with "
                + "it) and `until` (without it).")
            .Produces<LedgerPage>().ProducesProblem(400);
        control.MapGet("/deliveries", DeliveriesAsync)
            .WithSummary("Webhooks under way and the latest settled ones, newest first; `state` is waiting, posted, "
                + "delivered or dropped.")
            .Produces<Listed<DeliveryBody>>().ProducesProblem(400);
        control.MapGet("/deliveries/{id}", DeliveryAsync)
            .WithSummary("One webhook.")
            .Produces<DeliveryBody>().ProducesProblem(404);
    }

    private static async Task<IResult> LedgerAsync(
        Mailbox mailbox,
        LedgerBook ledger,
        long? after,
        int? limit,
        string? kind,
        string? leg,
        string? phone_number_id,
        string? customer,
        string? wamid,
        string? status,
        DateTimeOffset? since,
        DateTimeOffset? until)
    {
        var filter = await mailbox.ReadAsync(mind => new LedgerFilter
        {
            Kind = kind,
            Leg = leg,
            PhoneNumberId = phone_number_id,
            Customer = customer,
            Wamid = wamid,
            Status = status,
            Since = since,
            Until = until,
        }.Named(mind));
        var size = Math.Clamp(limit ?? UsualLedgerPage, 1, LargestLedgerPage);
        var found = ledger.Read(after ?? 0, size + 1, filter.Matches);
        var more = found.Count > size;
        if (more)
            found.RemoveAt(size);
        return TypedResults.Ok(new LedgerPage(found, more ? found[^1].Seq : null));
    }

    private static async Task<IResult> DeliveriesAsync(Mailbox mailbox, string? state, int? limit)
    {
        if (state is not null && !States.Contains(state))
            return Problems.Of(new("state", $"it is one of {string.Join(", ", States)}", "leave it out for all"));
        var views = await mailbox.ReadAsync(mind => mind.Deliveries);
        return TypedResults.Ok(new Listed<DeliveryBody>(
        [
            .. views.Where(view => state is null || view.State == state)
                .Take(Math.Max(1, limit ?? UsualDeliveries))
                .Select(DeliveryBody.Of),
        ]));
    }

    private static async Task<IResult> DeliveryAsync(long id, Mailbox mailbox) =>
        await mailbox.ReadAsync(mind => mind.Delivery(id)) is { } view
            ? TypedResults.Ok(DeliveryBody.Of(view))
            : Problems.Of(new(
                "id", "it names a webhook that is still kept", "see GET /_emulator/deliveries", NotFound: true));
}
