using Tandem.Platform.Accounts;
using Tandem.Platform.People;

namespace Tandem.Platform.Graph;

/// <summary>Whom a send names: <c>to</c> is a phone number in any writing, <c>recipient</c> a BSUID; <c>to</c>
/// wins.</summary>
/// <param name="Input">As the call wrote it.</param>
/// <param name="ByUserId">Whether the BSUID alone names the customer.</param>
/// <param name="NamedUserId">The BSUID, where the call gave one.</param>
internal sealed record Recipient(string Input, bool ByUserId, string? NamedUserId)
{
    /// <summary>Reads it from a call; gives back why it cannot be used.</summary>
    public static Refusal? Read(Call call, World world, out Customer? customer, out Recipient? recipient)
    {
        customer = null;
        recipient = null;
        if (call.Parameters.Text("recipient_type") is { } kind && kind != "individual")
            return Refusal.Parameter("Groups are not available to numbers in use with the WhatsApp Business app.");
        var to = call.Parameters.Text("to");
        var userId = call.Parameters.Text("recipient");
        if (string.IsNullOrEmpty(to) && string.IsNullOrEmpty(userId))
            return Refusal.Parameter("The parameter to is required.");
        if (string.IsNullOrEmpty(to))
        {
            customer = world.Crowd.FindByUserId(userId!);
            recipient = new(userId!, true, userId);
            return customer is null
                ? new Refusal(400, 131026, "Message Undeliverable") { Details = "Message Undeliverable." }
                : null;
        }

        if (!PhoneDigits.IsWritten(to))
            return Refusal.Value("The parameter to is not a phone number.");
        if (world.Crowd.IsAbandoned(PhoneDigits.Of(to)))
            return new Refusal(400, 131026, "Message Undeliverable") { Details = "Message Undeliverable." };
        customer = world.Crowd.MeetByPhone(PhoneDigits.Of(to));
        recipient = new(to, false, string.IsNullOrEmpty(userId) ? null : userId);
        return null;
    }
}
