using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Emulator.Graph;
using Tandem.Emulator.Running;
using Tandem.Platform;

namespace Tandem.Emulator.Control;

/// <summary>What customers and the owner do. A customer is a wa_id, a BSUID or any name, and comes to be on first
/// use.</summary>
internal static class ActEndpoints
{
    public static void MapActs(this RouteGroupBuilder control)
    {
        control.MapPost("/customers/{customer}/messages", CustomerSays)
            .WithSummary("A customer sends a message: a Cloud API body whose `to` is a business number.")
            .Accepts<MessageBody>("application/json")
            .Produces<SaidBody>(StatusCodes.Status201Created).ProducesProblem(400).ProducesProblem(404);
        control.MapPost("/phones/{phone_number_id}/messages", OwnerSays)
            .WithSummary("The owner sends a message from the phone: a Cloud API body whose `to` is a customer.")
            .Accepts<MessageBody>("application/json")
            .Produces<SaidBody>(StatusCodes.Status201Created).ProducesProblem(400).ProducesProblem(404);
        control.MapPost("/customers/{customer}/chats/{phone_number_id}/read", CustomerReads)
            .WithSummary("A customer opens the chat and reads all that was delivered.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(400).ProducesProblem(404);
        control.MapPost("/phones/{phone_number_id}/chats/{customer}/read", OwnerReads)
            .WithSummary("The owner opens the chat on the phone.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(400).ProducesProblem(404);
        control.MapPut("/customers/{customer}", Define)
            .WithSummary("Describes a customer: name, username, shown number, reading by himself.")
            .Accepts<CustomerSetup>("application/json")
            .Produces<IdBody>().ProducesProblem(400);
        control.MapPost("/media", KeepMedia)
            .WithSummary("Keeps a file that people then send by its id: multipart, or raw bytes.")
            .Produces<IdBody>(StatusCodes.Status201Created).ProducesProblem(400);
    }

    private static async Task<IResult> CustomerSays(string customer, HttpRequest request, Mailbox mailbox)
    {
        var (to, body) = await ReadAsync(request);
        if (to is null)
            return Problems.Of(new("to", "it names a business number", "add \"to\": \"<phone_number_id>\""));
        return Said(await mailbox.ActAsync(id => new PlatformInput.CustomerSays(id, customer, to, body)));
    }

    private static async Task<IResult> OwnerSays(string phone_number_id, HttpRequest request, Mailbox mailbox)
    {
        var (to, body) = await ReadAsync(request);
        if (to is null)
            return Problems.Of(new("to", "it names a customer", "add \"to\": \"16505551234\""));
        return Said(await mailbox.ActAsync(id => new PlatformInput.OwnerSays(id, phone_number_id, to, body)));
    }

    private static async Task<IResult> CustomerReads(string customer, string phone_number_id, Mailbox mailbox) =>
        Done(await mailbox.ActAsync(id => new PlatformInput.CustomerReads(id, customer, phone_number_id)));

    private static async Task<IResult> OwnerReads(string phone_number_id, string customer, Mailbox mailbox) =>
        Done(await mailbox.ActAsync(id => new PlatformInput.OwnerReads(id, phone_number_id, customer)));

    private static async Task<IResult> Define(string customer, HttpRequest request, Mailbox mailbox)
    {
        if (await Problems.ReadAsync(request, ControlJson.Default.CustomerSetup) is not { } setup)
            return Problems.Of(Problems.Unreadable("name, username, shows_number, reads_by_itself"));
        var settled = await mailbox.ActAsync(id => new PlatformInput.DefineCustomer(id, customer, setup));
        return settled.Refusal is { } refusal
            ? Problems.Of(refusal)
            : TypedResults.Ok(new IdBody(settled.Id!));
    }

    private static async Task<IResult> KeepMedia(HttpRequest request, Mailbox mailbox, MediaStore media)
    {
        var (bytes, contentType, file) = await GraphBody.ReadAsync(request, media, request.HttpContext.RequestAborted);
        if (file is null && bytes.Length == 0)
            return Problems.Of(new("file", "a file has bytes", "send them as the body or as a part named file"));
        file ??= media.Keep(bytes, contentType ?? GraphBody.Unnamed, null);
        var settled = await mailbox.ActAsync(id => new PlatformInput.KeepMedia(id, file));
        return TypedResults.Created((string?)null, new IdBody(settled.Id!));
    }

    /// <summary>The body as it came, and its <c>to</c>; what else is wrong with it the platform says.</summary>
    private static async Task<(string? To, byte[] Body)> ReadAsync(HttpRequest request)
    {
        var body = await GraphBody.AllAsync(request.Body, request.HttpContext.RequestAborted);
        try
        {
            var json = JsonElement.Parse(body);
            if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("to", out var to)
                && to.ValueKind == JsonValueKind.String)
                return (to.GetString(), body);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Not JSON, or half a surrogate pair: then there is no readable `to` either.
        }

        return (null, body);
    }

    private static IResult Said(PlatformOutput.ActSettled settled) => settled.Refusal is { } refusal
        ? Problems.Of(refusal)
        : TypedResults.Created((string?)null, new SaidBody(settled.Id!));

    private static IResult Done(PlatformOutput.ActSettled settled) =>
        settled.Refusal is { } refusal ? Problems.Of(refusal) : TypedResults.NoContent();
}
