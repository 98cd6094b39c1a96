using Tandem.Platform;

namespace Tandem.Emulator;

/// <summary>An act that WhatsApp does not allow, or that names what does not exist.</summary>
/// <param name="refusal">What was wrong.</param>
public sealed class ActRefusedException(ActRefusal refusal)
    : InvalidOperationException($"{refusal.Field}: {refusal.Rule}. To do: {refusal.Remedy}.")
{
    /// <summary>What the act named wrongly, the rule, and what to do instead.</summary>
    public ActRefusal Refusal { get; } = refusal;
}
