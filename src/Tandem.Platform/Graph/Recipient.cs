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
    /// <summary>Reads it from a call; gives back why it cannot be used. Who is not on WhatsApp is somebody here: Meta
    /// mostly tells that later, by a status.</summary>
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
            if (!Crowd.IsUserId(userId!))
                return Refusal.Value("The parameter recipient is not a business-scoped user ID.");
            customer = world.Crowd.FindByUserId(userId!) ?? world.Crowd.Nobody(null, userId);
            recipient = new(userId!, true, userId);
            return null;
        }

        if (!PhoneDigits.IsWritten(to))
            return Refusal.Value("The parameter to is not a phone number.");
        var digits = PhoneDigits.Of(to);
        customer = world.Crowd.IsAbandoned(digits) ? world.Crowd.Nobody(digits, null) : world.Crowd.MeetByPhone(digits);
        recipient = new(to, false, string.IsNullOrEmpty(userId) ? null : userId);
        return null;
    }
}
