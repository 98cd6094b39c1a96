using System.Net;
using Tandem.Platform;
using Tandem.Platform.Network;

namespace Tandem.Emulator;

/// <summary>How an emulator runs. Its state lives in memory: a restart begins with an empty world.</summary>
public sealed record EmulatorOptions
{
    /// <summary>Port that <c>tandem</c> uses unless told otherwise.</summary>
    public const int UsualPort = 5081;

    /// <summary>Address to listen on. Anything but loopback needs a <see cref="ControlKey"/>.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port to listen on; 0 takes a free one.</summary>
    public int Port { get; init; } = UsualPort;

    /// <summary>Token of the account every emulator starts with; null: a random one per start.</summary>
    public string? AccessToken { get; init; }

    /// <summary>Secret of that account's app; null: a random one per start.</summary>
    public string? AppSecret { get; init; }

    /// <summary>Where that app's webhooks go; null: to the emulator's own inbox, which takes all and keeps
    /// nothing.</summary>
    public string? CallbackUrl { get; init; }

    /// <summary>The verify token of the callback.</summary>
    public string? VerifyToken { get; init; }

    /// <summary>Bearer key that the control API asks for; null on loopback: none.</summary>
    public string? ControlKey { get; init; }

    /// <summary>
    /// Seed of all chance; null: a random one per start. A fixed seed repeats message ids, so a hub that remembers an
    /// earlier run takes the new messages for old ones.
    /// </summary>
    public ulong? Seed { get; init; }

    /// <summary>How the platform behaves. Seed, base address and, when there are none, accounts are filled
    /// in.</summary>
    public PlatformOptions Platform { get; init; } = new();

    /// <summary>Customers every world begins with, by name.</summary>
    public IReadOnlyDictionary<string, CustomerSetup> Customers { get; init; } =
        new Dictionary<string, CustomerSetup>();

    /// <summary>Faults every world begins with.</summary>
    public IReadOnlyList<FaultSetup> Faults { get; init; } = [];

    /// <summary>How the platform's time runs, and from when on.</summary>
    public ClockSetup Time { get; init; } = ClockSetup.Real;

    /// <summary>Whether inputs are kept, so that the world can go back to a snapshot; about 1 kB of memory for each
    /// (docs/decisions/0231-snapshots-are-positions-in-the-inputs.md).</summary>
    public bool Snapshots { get; init; } = true;

    /// <summary>The machine's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
