namespace Tandem.Platform;

public abstract partial record PlatformInput
{
    /// <summary>What happens to the owner's phone and its companions.</summary>
    /// <param name="ActId">The caller's name for the act.</param>
    /// <param name="PhoneNumberId">The business number, by id or by its digits.</param>
    public abstract record DeviceAct(long ActId, string PhoneNumberId) : Act(ActId);

    /// <summary>Changes the primary phone; null leaves a part as it is.</summary>
    public sealed record SetPhone(long ActId, string PhoneNumberId, PhoneSetup Setup) : DeviceAct(ActId, PhoneNumberId);

    /// <summary>Links a companion; <see cref="PlatformOutput.ActSettled"/> carries its id.</summary>
    /// <param name="ActId">The caller's name for the act.</param>
    /// <param name="PhoneNumberId">The business number.</param>
    /// <param name="Kind">One of <see cref="Devices.CompanionKinds"/>.</param>
    public sealed record LinkCompanion(long ActId, string PhoneNumberId, string Kind)
        : DeviceAct(ActId, PhoneNumberId);

    /// <summary>Puts a companion online or offline.</summary>
    public sealed record SetCompanion(long ActId, string PhoneNumberId, string Device, bool Online)
        : DeviceAct(ActId, PhoneNumberId);

    /// <summary>Unlinks a companion.</summary>
    public sealed record UnlinkCompanion(long ActId, string PhoneNumberId, string Device)
        : DeviceAct(ActId, PhoneNumberId);

    /// <summary>Texts that the app answers with by itself; null: it does not.</summary>
    /// <param name="ActId">The caller's name for the act.</param>
    /// <param name="PhoneNumberId">The business number.</param>
    /// <param name="Greeting">Said to who writes for the first time, or after 14 days of silence.</param>
    /// <param name="Away">Said to who writes while the owner is away.</param>
    public sealed record SetAutomation(long ActId, string PhoneNumberId, string? Greeting, string? Away)
        : DeviceAct(ActId, PhoneNumberId);

    /// <summary>Uses a feature of the app that is no message to one customer: a status, a group, a call …</summary>
    /// <param name="ActId">The caller's name for the act.</param>
    /// <param name="PhoneNumberId">The business number.</param>
    /// <param name="Feature">Name of a row of <see cref="Features.FeatureTable"/> whose side is the app.</param>
    public sealed record OwnerUses(long ActId, string PhoneNumberId, string Feature) : DeviceAct(ActId, PhoneNumberId);

    /// <summary>The owner blocks a customer in the app, or lifts the block.</summary>
    public sealed record OwnerBlocks(long ActId, string PhoneNumberId, string Customer, bool Blocked)
        : DeviceAct(ActId, PhoneNumberId);
}

/// <summary>What can be changed about the primary phone; null leaves a part as it is.</summary>
public sealed record PhoneSetup
{
    /// <summary>Whether it reaches the network.</summary>
    public bool? Online { get; init; }

    /// <summary>Charge of the battery in percent; at 0 the phone goes offline.</summary>
    public double? Battery { get; init; }

    /// <summary>Whether it hangs on its charger.</summary>
    public bool? Charging { get; init; }

    /// <summary>Whether the app is in the foreground; phones whose app stays shut for 14 days lose the link.</summary>
    public bool? AppOpen { get; init; }

    /// <summary>Version of the app; coexistence wants 2.24.17 or later.</summary>
    public string? AppVersion { get; init; }
}
