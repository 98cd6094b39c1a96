using System.Text.Json;
using Tandem.Domain.Gaps;
using Tandem.Platform;

namespace Tandem.Drills.Scenarios;

/// <summary>What can be looked at.</summary>
internal static class SightWords
{
    private static readonly Parameter[] Counted =
    [
        new("exactly", ValueKind.Number, "how many there are"),
        new("at_least", ValueKind.Number, "how many there are at least"),
        new("at_most", ValueKind.Number, "how many there are at most"),
    ];

    private static readonly Parameter Of = new("of", ValueKind.Customer, "of this customer; all without it");
    private static readonly Parameter Type = new("type", ValueKind.Text, "Meta's message type");
    private static readonly Parameter Text = new("text", ValueKind.Text, "with exactly these words");
    private static readonly Parameter Code = new("code", ValueKind.Text, "Meta's error code, or the hub's own word");
    private static readonly Parameter From = new("from", ValueKind.Time, "not before this time");
    private static readonly Parameter Until = new("until", ValueKind.Time, "before this time");

    private static readonly string[] Gaps =
        [.. Enum.GetNames<GapKind>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    private static readonly string[] BlindSpots = [.. Engine.Reading.BlindSpots.All.Select(spot => spot.Code)];

    private static readonly string[] Links =
        [.. Enum.GetNames<Domain.Link.LinkState>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    private static readonly string[] Lines =
        [.. typeof(LedgerKinds).GetFields().Select(field => (string)field.GetRawConstantValue()!)];

    public static IEnumerable<Sight> All { get; } =
    [
        new("messages", "messages on the hub's timelines",
        [
            Of, One("origin", "who said it", "customer", "app", "api", "other_api"),
            One("direction", "seen from the shop", "in", "out"), One("via", "how the hub knows", "live", "history"),
            new("by", ValueKind.Sender, "sent by this sender"), Type, Text,
            One("status", "its status on the timeline",
                "sending", "unknown", "not_sent", "accepted", "sent", "failed", "delivered", "read", "played"),
            From, Until, .. Counted,
        ]),
        new("nothing", "no message is any of these, compared with what truly happened",
            [
                new("is", ValueKind.Choices, "which promise")
                {
                    IsRequired = true,
                    Choices = ["lost", "twice", "hidden"],
                },
            ]),
        new("sends", "what callers were told about their sends",
        [
            new("by", ValueKind.Sender, "by this sender"), Of,
            One("outcome", "what they were told", "accepted", "refused", "unknown", "waiting"), Code, .. Counted,
        ]),
        new("silent", "no message of a sender left the platform",
        [
            new("who", ValueKind.Sender, "which sender") { IsRequired = true }, Of, From, Until,
        ]),
        new("delay", "from a webhook's arrival to the timeline, by the hub's clock",
            [
                Of, new("at_most", ValueKind.Duration, "the longest") { IsRequired = true },
            ]),
        new("lag", "from an act to the other end, by the platform's clock",
        [
            One("leg", "from where to where", [.. Judging.Legs.All.Select(leg => leg.Name)]) with { IsRequired = true },
            new("share", ValueKind.Share, "of how many of them; all without it"),
            new("at_least", ValueKind.Duration, "the longest is at least this"),
            new("at_most", ValueKind.Duration, "none of them is longer"),
        ]),
        new("gap", "what the hub says is missing",
            [One("kind", "its code", Gaps), One("state", "open or closed", "open", "closed"), Of, .. Counted]),
        new("blind_spot", "what the hub says it can never see",
            [One("code", "which", BlindSpots) with { IsRequired = true }]),
        new("link", "how the hub says that app and API are joined",
            [One("state", "which", Links) with { IsRequired = true }]),
        new("voice", "who speaks for a conversation instead of bots",
            [
                Of with { IsRequired = true },
                new("by", ValueKind.Text, "phone, review, an agent's name, or nobody") { IsRequired = true },
            ]),
        new("screen", "what a phone shows of a chat",
        [
            One("whose", "whose phone", "phone", "customer") with { IsRequired = true },
            Of with { IsRequired = true }, One("author", "who wrote it", "customer", "phone", "api"), Type, Text,
            One("status", "its status there",
                "pending", "accepted", "sent", "delivered", "read", "failed", "revoked"),
            .. Counted,
        ]),
        new("truth", "what truly happened: lines of the platform's ledger",
        [
            One("kind", "which kind of line", Lines) with { IsRequired = true }, Of, Type,
            new("status", ValueKind.Text, "message status, or state"), Code,
            new("reason", ValueKind.Text, "why nothing left, or not as it was"),
            new("device", ValueKind.Text, "kind of the companion that acted"), From, Until, .. Counted,
        ]),
    ];

    private static Parameter One(string name, string about, params string[] choices) =>
        new(name, ValueKind.Choice, about) { Choices = choices };
}
