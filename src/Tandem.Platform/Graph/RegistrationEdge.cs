using Tandem.Platform.Accounts;
using Tandem.Platform.Link;

namespace Tandem.Platform.Graph;

/// <summary>Registration of a number for the Cloud API. A number in use with the app is registered by its
/// onboarding.</summary>
internal sealed class RegistrationEdge(World world, LinkLife life)
{
    private const int PinLength = 6;

    public Reply Register(Call call, BusinessNumber number)
    {
        if (number.Link.HasApp)
            return OnCoexistence(number);
        var pin = call.Parameters.Text("pin") ?? "";
        if (pin.Length != PinLength || !pin.All(char.IsAsciiDigit))
            return Refusal.Parameter("Param pin must be 6 characters long.");
        number.Link.IsRegistered = true;
        return Reply.Success;
    }

    /// <summary>Refused while the app has the number (Meta, "Deregister a phone number").</summary>
    public static Reply Deregister(BusinessNumber number)
    {
        if (number.Link.HasApp)
            return Refusal.Parameter("Cannot deregister phone numbers associated with SMB accounts.");
        number.Link.IsRegistered = false;
        return Reply.Success;
    }

    private Reply OnCoexistence(BusinessNumber number)
    {
        switch (world.Options.RegisterOnCoexistence)
        {
            case RegisterCall.Ignored:
                return Reply.Success;
            case RegisterCall.TakesNumber:
                life.Take(number);
                return Reply.Success;
            default:
                return Refusal.Parameter("Cannot register phone numbers associated with SMB accounts.");
        }
    }
}
