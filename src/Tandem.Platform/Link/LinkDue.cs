using Tandem.Platform.Accounts;
using Tandem.Platform.Devices;

namespace Tandem.Platform;

internal abstract partial record Due
{
    /// <summary>Something about the link of a number.</summary>
    public abstract record OfLink(BusinessNumber Number) : Due;

    /// <summary>A signup has waited too long for its verification code.</summary>
    public sealed record SignupExpires(BusinessNumber Number, string Signup) : OfLink(Number)
    {
        public override bool IsUpkeep => true;
    }

    /// <summary>The phone tells the next step of a sync.</summary>
    public sealed record SyncGoesOn(BusinessNumber Number, string Kind) : OfLink(Number);

    /// <summary>The phone is registered.</summary>
    public sealed record RegistrationEnds(BusinessNumber Number, int Registration, bool Reconnect) : OfLink(Number);

    /// <summary>The app may have been unused for too long.</summary>
    public sealed record PhoneUnused(BusinessNumber Number) : OfLink(Number)
    {
        public override bool IsUpkeep => true;
    }

    /// <summary>A companion may have been offline for too long.</summary>
    public sealed record CompanionUnused(BusinessNumber Number, Device Device, DateTimeOffset Since) : OfLink(Number)
    {
        public override bool IsUpkeep => true;
    }
}
