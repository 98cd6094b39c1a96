using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Emulator.Running;
using Tandem.Platform;

namespace Tandem.Emulator.Control;

/// <summary>What the owner does on the phone, and what it shows.</summary>
internal static class PhoneEndpoints
{
    public static void MapPhones(this RouteGroupBuilder control)
    {
        control.MapGet("/phones/{number}", PhoneAsync)
            .WithSummary("The owner's phone: connection, battery, what waits, companions.")
            .Produces<PhoneView>().ProducesProblem(404);
        control.MapPatch("/phones/{number}", ChangeAsync)
            .WithSummary("Changes the phone: connection, battery, charger, app.")
            .Accepts<PhoneBody>("application/json")
            .Produces<PhoneView>().ProducesProblem(400).ProducesProblem(404);
        control.MapPost("/phones/{number}/messages", SayAsync)
            .WithSummary("The owner sends a message from the phone, or from the companion in `device`: a Cloud API "
                + "body whose `to` is a customer.")
            .Accepts<MessageBody>("application/json")
            .Produces<SaidBody>(StatusCodes.Status201Created).ProducesProblem(400).ProducesProblem(404);
        control.MapGet("/phones/{number}/chats", (string number, Mailbox mailbox) =>
                ChatViews.ChatsAsync(number, mailbox))
            .WithSummary("The chats on the owner's phone, newest first.")
            .Produces<Listed<ChatSummary>>().ProducesProblem(404);
        control.MapGet("/phones/{number}/chats/{customer}", (string number, string customer, Mailbox mailbox) =>
                ChatViews.ChatAsync(Screen.Phone, number, customer, mailbox))
            .WithSummary("A chat as the owner's phone shows it, oldest line first.")
            .Produces<Listed<ChatLineBody>>().ProducesProblem(404);
        control.MapTowards("read", "The owner opens the chat on the phone.",
            (id, number, customer) => new PlatformInput.OwnerReads(id, number, customer));
        control.MapTowards("block", "The owner blocks a customer in the app.",
            (id, number, customer) => new PlatformInput.OwnerBlocks(id, number, customer, Blocked: true));
        control.MapTowards("unblock", "The owner lets a customer write again.",
            (id, number, customer) => new PlatformInput.OwnerBlocks(id, number, customer, Blocked: false));
        control.MapPut("/phones/{number}/automation", AutomateAsync)
            .WithSummary("Sets what the app answers by itself: a greeting, an away message.")
            .Accepts<AutomationBody>("application/json")
            .Produces<PhoneView>().ProducesProblem(400).ProducesProblem(404);
        control.MapPost("/phones/{number}/uses", UseAsync)
            .WithSummary("The owner uses a feature of the app that never reaches the Cloud API: a status, a call …")
            .Accepts<UseBody>("application/json")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(400).ProducesProblem(404);
        control.MapCompanions();
    }

    private static void MapTowards(
        this RouteGroupBuilder control, string verb, string summary, Func<long, string, string, PlatformInput> act) =>
        control.MapPost("/phones/{number}/chats/{customer}/" + verb,
                (string number, string customer, Mailbox mailbox) =>
                    Acts.DoAsync(mailbox, id => act(id, number, customer)))
            .WithSummary(summary)
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(400).ProducesProblem(404);

    private static async Task<IResult> PhoneAsync(string number, Mailbox mailbox) =>
        await mailbox.ReadAsync(mind => mind.Phone(number)) is { } phone
            ? TypedResults.Ok(phone)
            : Problems.Of(new(
                "phone_number_id", "it names a number with a phone", "see /_emulator/accounts", NotFound: true));

    private static async Task<IResult> ChangeAsync(string number, HttpRequest request, Mailbox mailbox)
    {
        var (body, refusal) = await Bodies.ReadAsync(request, ControlJson.Default.PhoneBody);
        return body is null
            ? Problems.Of(refusal!)
            : await Acts.DoAsync(
                mailbox,
                id => new PlatformInput.SetPhone(id, number, body.Setup()),
                (mind, _) => mind.Phone(number)!);
    }

    private static async Task<IResult> SayAsync(string number, HttpRequest request, Mailbox mailbox)
    {
        var (to, device, body) = await Acts.ReadMessageAsync(request);
        return to is null
            ? Problems.Of(new("to", "it names a customer", "add \"to\": \"16505551234\""))
            : await Acts.SayAsync(mailbox, id => new PlatformInput.OwnerSays(id, number, to, body, device));
    }

    private static async Task<IResult> AutomateAsync(string number, HttpRequest request, Mailbox mailbox)
    {
        var (body, refusal) = await Bodies.ReadAsync(request, ControlJson.Default.AutomationBody);
        return body is null
            ? Problems.Of(refusal!)
            : await Acts.DoAsync(
                mailbox,
                id => new PlatformInput.SetAutomation(id, number, body.Greeting, body.Away),
                (mind, _) => mind.Phone(number)!);
    }

    private static async Task<IResult> UseAsync(string number, HttpRequest request, Mailbox mailbox)
    {
        var (body, refusal) = await Bodies.ReadAsync(request, ControlJson.Default.UseBody);
        return body is null
            ? Problems.Of(refusal!)
            : await Acts.DoAsync(mailbox, id => new PlatformInput.OwnerUses(id, number, body.Feature));
    }
}
