using Tandem.Platform;

namespace Tandem.Emulator;

/// <summary>How an emulator in a test runs.</summary>
public sealed record WhatsAppEmulatorOptions
{
    /// <summary>Port of the Graph API; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Seed of all chance: the same seed and acts give the same ids, delays and faults.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// How time runs. Virtual: nothing happens until the test waits or advances, and then at once; days take moments.
    /// </summary>
    public ClockSetup Clock { get; init; } = ClockSetup.Virtual;

    /// <summary>How the platform behaves. Without accounts it gets one with one number, Lucky Shrub's.</summary>
    public PlatformOptions Platform { get; init; } = new();
}
