using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Emulator.Running;
using Tandem.Platform;

namespace Tandem.Emulator.Control;

/// <summary>What customers do and see. A customer is a wa_id, a BSUID or any name, and comes to be on first
/// use.</summary>
internal static class CustomerEndpoints
{
    public static void MapCustomers(this RouteGroupBuilder control)
    {
        control.MapGet("/customers", EverybodyAsync)
            .WithSummary("Everybody who has been named so far.")
            .Produces<Listed<CustomerView>>();
        control.MapPut("/customers/{customer}", DefineAsync)
            .WithSummary("Describes a customer: names, shown number, connection, companion, reading by himself.")
            .Accepts<CustomerBody>("application/json")
            .Produces<CustomerView>().ProducesProblem(400);
        control.MapPost("/customers/{customer}/messages", SayAsync)
            .WithSummary("A customer sends a message: a Cloud API body whose `to` is a business number.")
            .Accepts<MessageBody>("application/json")
            .Produces<SaidBody>(StatusCodes.Status201Created).ProducesProblem(400).ProducesProblem(404);
        control.MapPost("/customers/{customer}/number", ChangeNumberAsync)
            .WithSummary("A customer takes a new phone number; the chats go on.")
            .Accepts<NumberChangeBody>("application/json")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(400);
        control.MapGet("/customers/{customer}/chats/{number}", (string customer, string number, Mailbox mailbox) =>
                ChatViews.ChatAsync(Screen.Customer, number, customer, mailbox))
            .WithSummary("A chat as the customer's phone shows it, oldest line first.")
            .Produces<Listed<ChatLineBody>>().ProducesProblem(404);
        control.MapTowards("read", "A customer opens the chat and reads all that was delivered.",
            (id, customer, number) => new PlatformInput.CustomerReads(id, customer, number));
        control.MapTowards("block", "A customer blocks the business.",
            (id, customer, number) => new PlatformInput.CustomerBlocks(id, customer, number, Blocked: true));
        control.MapTowards("unblock", "A customer lets the business write again.",
            (id, customer, number) => new PlatformInput.CustomerBlocks(id, customer, number, Blocked: false));
        control.MapTowards("report", "A customer reports the business as spam.",
            (id, customer, number) => new PlatformInput.CustomerReports(id, customer, number));
        control.MapPost("/customers/{customer}/chats/{number}/preferences", PreferAsync)
            .WithSummary("A customer opts out of marketing messages of the business, or in again.")
            .Accepts<PreferencesBody>("application/json")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(400).ProducesProblem(404);
    }

    /// <summary>An act of a customer towards a business that needs no more words.</summary>
    private static void MapTowards(
        this RouteGroupBuilder control, string verb, string summary, Func<long, string, string, PlatformInput> act) =>
        control.MapPost("/customers/{customer}/chats/{number}/" + verb,
                (string customer, string number, Mailbox mailbox) =>
                    Acts.DoAsync(mailbox, id => act(id, customer, number)))
            .WithSummary(summary)
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(400).ProducesProblem(404);

    private static async Task<IResult> EverybodyAsync(Mailbox mailbox) =>
        TypedResults.Ok(new Listed<CustomerView>(await mailbox.ReadAsync(mind => mind.Customers)));

    private static async Task<IResult> SayAsync(string customer, HttpRequest request, Mailbox mailbox)
    {
        var (to, _, body) = await Acts.ReadMessageAsync(request);
        return to is null
            ? Problems.Of(new("to", "it names a business number", "add \"to\": \"<phone_number_id>\""))
            : await Acts.SayAsync(mailbox, id => new PlatformInput.CustomerSays(id, customer, to, body));
    }

    private static async Task<IResult> DefineAsync(string customer, HttpRequest request, Mailbox mailbox)
    {
        var (body, refusal) = await Bodies.ReadAsync(request, ControlJson.Default.CustomerBody);
        return body is null
            ? Problems.Of(refusal!)
            : await Acts.DoAsync(
                mailbox,
                id => new PlatformInput.DefineCustomer(id, customer, body.Setup()),
                (mind, id) => mind.Customer(id!)!);
    }

    private static async Task<IResult> ChangeNumberAsync(string customer, HttpRequest request, Mailbox mailbox)
    {
        var (body, refusal) = await Bodies.ReadAsync(request, ControlJson.Default.NumberChangeBody);
        return body is null
            ? Problems.Of(refusal!)
            : await Acts.DoAsync(mailbox, id => new PlatformInput.CustomerChangesNumber(id, customer, body.To));
    }

    private static async Task<IResult> PreferAsync(
        string customer, string number, HttpRequest request, Mailbox mailbox)
    {
        var (body, refusal) = await Bodies.ReadAsync(request, ControlJson.Default.PreferencesBody);
        return body is null
            ? Problems.Of(refusal!)
            : await Acts.DoAsync(
                mailbox, id => new PlatformInput.CustomerPrefers(id, customer, number, body.Marketing));
    }
}
