using Tandem.Platform.Link;

namespace Tandem.Platform;

public abstract partial record PlatformInput
{
    /// <summary>What makes, ends or renews the link of a number, and what goes through it besides messages.</summary>
    /// <param name="ActId">The caller's name for the act.</param>
    /// <param name="PhoneNumberId">The business number, by id or by its digits.</param>
    public abstract record LinkAct(long ActId, string PhoneNumberId) : Act(ActId);

    /// <summary>
    /// A business opens Embedded Signup and chooses to connect the number it uses in the app.
    /// <see cref="PlatformOutput.ActSettled"/> carries the signup's id, also of one that is refused.
    /// </summary>
    /// <param name="ActId">The caller's name for the act.</param>
    /// <param name="PhoneNumberId">The number.</param>
    /// <param name="WabaId">The account it is onboarded to.</param>
    /// <param name="AppId">The app whose page opened the window.</param>
    public sealed record BeginSignup(long ActId, string PhoneNumberId, string WabaId, string AppId)
        : LinkAct(ActId, PhoneNumberId);

    /// <summary>The owner confirms in the app.</summary>
    /// <param name="ActId">The caller's name for the act.</param>
    /// <param name="PhoneNumberId">The number.</param>
    /// <param name="Signup">Id of the signup.</param>
    /// <param name="Code">The verification code that the window shows.</param>
    /// <param name="ShareHistory">Whether the partner may have the chats of the last 180 days.</param>
    public sealed record ConfirmSignup(
        long ActId, string PhoneNumberId, string Signup, string Code, bool ShareHistory)
        : LinkAct(ActId, PhoneNumberId);

    /// <summary>The owner does not confirm, or closes the window.</summary>
    public sealed record DeclineSignup(long ActId, string PhoneNumberId, string Signup)
        : LinkAct(ActId, PhoneNumberId);

    /// <summary>Ends the link from the app's side.</summary>
    /// <param name="ActId">The caller's name for the act.</param>
    /// <param name="PhoneNumberId">The number.</param>
    /// <param name="Ending">Name of a row of <see cref="LinkEnding.All"/> that can be chosen.</param>
    public sealed record EndLink(long ActId, string PhoneNumberId, string Ending) : LinkAct(ActId, PhoneNumberId);

    /// <summary>The owner registers the number anew: on a new device, or after installing the app again.</summary>
    /// <param name="ActId">The caller's name for the act.</param>
    /// <param name="PhoneNumberId">The number.</param>
    /// <param name="Reconnect">Whether the box that brings the Cloud API back stays checked.</param>
    public sealed record Reregister(long ActId, string PhoneNumberId, bool Reconnect = true)
        : LinkAct(ActId, PhoneNumberId);

    /// <summary>The owner moves the app to another phone number.</summary>
    /// <param name="ActId">The caller's name for the act.</param>
    /// <param name="PhoneNumberId">The number as it was.</param>
    /// <param name="To">The new number, in any writing.</param>
    public sealed record ChangeNumber(long ActId, string PhoneNumberId, string To) : LinkAct(ActId, PhoneNumberId);

    /// <summary>Writes chats of the time before the link, with customers made up for it.</summary>
    /// <param name="ActId">The caller's name for the act.</param>
    /// <param name="PhoneNumberId">The number.</param>
    /// <param name="Customers">How many customers.</param>
    /// <param name="MessagesEach">How many messages with each of them.</param>
    /// <param name="Days">Over how many days before the link they are spread.</param>
    /// <param name="Media">Whether some are pictures, videos, voice messages and documents.</param>
    public sealed record SeedHistory(
        long ActId, string PhoneNumberId, int Customers, int MessagesEach, int Days, bool Media = false)
        : LinkAct(ActId, PhoneNumberId);

    /// <summary>The owner saves a contact in the phone's address book, or edits it.</summary>
    /// <param name="ActId">The caller's name for the act.</param>
    /// <param name="PhoneNumberId">The number.</param>
    /// <param name="Customer">Whom.</param>
    /// <param name="FullName">As it is written there.</param>
    /// <param name="FirstName">Null: the first word of the full name.</param>
    public sealed record PutContact(
        long ActId, string PhoneNumberId, string Customer, string FullName, string? FirstName = null)
        : LinkAct(ActId, PhoneNumberId);

    /// <summary>The owner deletes a contact.</summary>
    public sealed record RemoveContact(long ActId, string PhoneNumberId, string Customer)
        : LinkAct(ActId, PhoneNumberId);
}
