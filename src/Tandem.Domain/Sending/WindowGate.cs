using Tandem.Domain.Identity;
using Tandem.Domain.Mirroring;

namespace Tandem.Domain.Sending;

/// <summary>What may leave once the customer service window is closed: nothing but templates.</summary>
/// <remarks>
/// Why a window nobody has heard of is no reason to refuse: docs/decisions/0028-judged-again-at-release.md. The free
/// entry point is about prices and opens nothing (Meta, "Pricing").
/// </remarks>
internal static class WindowGate
{
    /// <summary>Why a send may not go; null when it may.</summary>
    public static Refusal? Check(Conversation conversation, Send send, DateTimeOffset now)
    {
        if (send.Type == "template" || send.Edge != "messages" || conversation.WindowFrom is not { } from)
            return null;

        var closes = DateTimeOffset.FromUnixTimeSeconds(from) + Circumstances.WindowLength;
        return now + Preflight.WindowMargin < closes
            ? null
            : new Refusal(Refusal.WindowClosed) { Since = closes - Preflight.WindowMargin };
    }
}
