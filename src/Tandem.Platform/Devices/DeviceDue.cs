using Tandem.Platform.Accounts;
using Tandem.Platform.Network;
using Tandem.Platform.People;

namespace Tandem.Platform;

internal abstract partial record Due
{
    /// <summary>Something about the owner's devices.</summary>
    public abstract record OfDevices(BusinessNumber Number) : Due;

    /// <summary>A message has come as far as the phone, if the phone is reachable.</summary>
    public sealed record ReachesPhone(BusinessNumber Number, Message Message) : OfDevices(Number);

    /// <summary>The next message of the phone's inbox arrives on its screen.</summary>
    public sealed record InboxDrains(BusinessNumber Number) : OfDevices(Number);

    /// <summary>The battery may be empty.</summary>
    public sealed record BatteryEmpties(BusinessNumber Number) : OfDevices(Number)
    {
        public override bool IsUpkeep => true;
    }

    /// <summary>The phone loses its connection, or has it again, while a fault lasts.</summary>
    public sealed record PhoneFlaps(BusinessNumber Number, Fault Fault, bool Online) : OfDevices(Number)
    {
        public override bool IsUpkeep => true;
    }

    /// <summary>The app answers by itself.</summary>
    public sealed record AppAnswers(BusinessNumber Number, Chat Chat, string Text) : OfDevices(Number);
}
