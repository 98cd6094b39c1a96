using Tandem.Platform.Network;

namespace Tandem.Platform;

public abstract partial record PlatformInput
{
    /// <summary>What the operator of the emulator does to the world itself.</summary>
    public abstract record OperatorAct(long ActId) : Act(ActId);

    /// <summary>Changes how the platform behaves from now on. Seed, accounts and base address stay.</summary>
    public sealed record SetOptions(long ActId, PlatformOptions Options) : OperatorAct(ActId);

    /// <summary>Lets something go wrong; <see cref="PlatformOutput.ActSettled"/> carries the fault's id.</summary>
    public sealed record AddFault(long ActId, FaultSetup Fault) : OperatorAct(ActId);

    /// <summary>Ends a fault; null ends all.</summary>
    public sealed record RemoveFault(long ActId, long? Id) : OperatorAct(ActId);
}
