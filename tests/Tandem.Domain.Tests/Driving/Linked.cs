using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;
using Tandem.Domain.Link;

namespace Tandem.Domain.Tests.Driving;

/// <summary>What Meta says of a number's link, told to a desk.</summary>
internal static class Linked
{
    private static readonly NumberNode JoinedNode = new("CLOUD_API", "CONNECTED", true, null);
    private static readonly NumberNode PartedNode = new("NOT_APPLICABLE", "DISCONNECTED", true, null);

    /// <summary>The desk's clock as Meta would write it.</summary>
    public static long Second(this Desk desk) => desk.Now.ToUnixTimeSeconds();

    public static void Onboarded(this Desk desk) => desk.Feed(
        new Input.LinkHeard(LinkState.Connected, desk.Second(), null) { IsOnboarding = true });

    public static void Hears(this Desk desk, LinkState state, string? reason = null, bool isGuess = false) =>
        desk.Feed(new Input.LinkHeard(state, desk.Second(), reason) { IsGuess = isGuess });

    public static Decision MetaSaysJoined(this Desk desk, long? onboardedAt = null) =>
        desk.Feed(new Input.LinkAnswered(
            desk.Number.Inquiry!.Id, JoinedNode with { OnboardedAt = onboardedAt }, null, null));

    public static Decision MetaSaysParted(this Desk desk) =>
        desk.Feed(new Input.LinkAnswered(desk.Number.Inquiry!.Id, PartedNode, null, null));

    public static Decision MetaRefuses(this Desk desk, int code, int? subcode = null) =>
        desk.Feed(new Input.LinkAnswered(desk.Number.Inquiry!.Id, null, code, subcode));

    public static Decision Syncs(this Desk desk, SyncKind what, bool isAgain = false) =>
        desk.Feed(new Input.SyncAsked(what, "Ana", isAgain));

    public static Decision MetaTakes(this Desk desk, SyncKind what) => desk.Feed(
        new Input.SyncAnswered(what, SyncRules.MarkOf(desk.Number, what)!.AskId!, "REQ-1", null));

    public static Decision MetaRefuses(this Desk desk, SyncKind what, int? code) => desk.Feed(
        new Input.SyncAnswered(what, SyncRules.MarkOf(desk.Number, what)!.AskId!, null, code));

    /// <summary>How often Graph was asked how the number stands.</summary>
    public static int Asks(this Desk desk) => desk.Effects.OfType<Effect.AskLink>().Count();

    /// <summary>How often Graph was called for a sync.</summary>
    public static int Calls(this Desk desk, SyncKind what) =>
        desk.Effects.OfType<Effect.AskSync>().Count(call => call.What == what);

    public static Gap? OpenGap(this Desk desk, GapKind kind) =>
        desk.All<Gap>().SingleOrDefault(gap => gap.Kind == kind && gap.ClosedAt is null);
}
