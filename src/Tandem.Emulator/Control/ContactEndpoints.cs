using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Emulator.Running;
using Tandem.Platform;
using Tandem.Platform.Link;

namespace Tandem.Emulator.Control;

/// <summary>The address book of the owner's phone.</summary>
internal static class ContactEndpoints
{
    public static void MapContacts(this RouteGroupBuilder control)
    {
        control.MapGet("/phones/{number}/contacts", ContactsAsync)
            .WithSummary("The address book of the owner's phone.")
            .Produces<Listed<ContactView>>().ProducesProblem(404);
        control.MapPut("/phones/{number}/contacts/{customer}", PutAsync)
            .WithSummary("Saves or edits a contact; a linked phone tells the Cloud API.")
            .Accepts<ContactBody>("application/json")
            .Produces<ContactView>().ProducesProblem(400).ProducesProblem(404);
        control.MapDelete("/phones/{number}/contacts/{customer}", RemoveAsync)
            .WithSummary("Deletes a contact; a linked phone tells the Cloud API.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(404);
    }

    private static async Task<IResult> ContactsAsync(string number, Mailbox mailbox) =>
        await mailbox.ReadAsync(mind => mind.ContactsOf(number)) is { } contacts
            ? TypedResults.Ok(new Listed<ContactView>(contacts))
            : Problems.Of(new(
                "number", "it names a number of an account", "see GET /_emulator/numbers", NotFound: true));

    private static async Task<IResult> PutAsync(string number, string customer, HttpRequest request, Mailbox mailbox)
    {
        var (body, refusal) = await Bodies.ReadAsync(request, ControlJson.Default.ContactBody);
        return body is null ? Problems.Of(refusal!) : await Acts.DoAsync(
            mailbox,
            id => new PlatformInput.PutContact(id, number, customer, body.FullName, body.FirstName),
            (mind, key) => mind.ContactsOf(number)!.FirstOrDefault(contact => contact.Customer == key));
    }

    private static Task<IResult> RemoveAsync(string number, string customer, Mailbox mailbox) =>
        Acts.DoAsync(mailbox, id => new PlatformInput.RemoveContact(id, number, customer));
}
