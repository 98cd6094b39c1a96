namespace Tandem.Platform.Network;

/// <summary>What can be made to go wrong, and on which leg.</summary>
/// <param name="Name">As the control API names it.</param>
/// <param name="Leg">One of <see cref="Legs"/>.</param>
/// <param name="Summary">What happens when it strikes.</param>
/// <param name="Uses">Which of the fault's own members it reads: <c>delay</c>, <c>code</c> or nothing.</param>
public sealed record FaultKind(string Name, string Leg, string Summary, string? Uses = null);

/// <summary>All kinds of faults.</summary>
public static class FaultKinds
{
    public const string WebhookLost = "webhook_lost";
    public const string WebhookAnswerLost = "webhook_answer_lost";
    public const string WebhookDuplicated = "webhook_duplicated";
    public const string WebhookDelayed = "webhook_delayed";
    public const string WebhookForged = "webhook_forged";
    public const string GraphRequestLost = "graph_request_lost";
    public const string GraphAnswerLost = "graph_answer_lost";
    public const string GraphSlow = "graph_slow";
    public const string GraphError = "graph_error";
    public const string StatusSkipped = "status_skipped";
    public const string SendFails = "send_fails";
    public const string InboundUnavailable = "inbound_unavailable";
    public const string InboundUnseen = "inbound_unseen";
    public const string EchoLost = "echo_lost";
    public const string EchoDuplicated = "echo_duplicated";
    public const string PhoneFlapping = "phone_flapping";
    public const string MediaGone = "media_gone";
    public const string LinkUnreachable = "link_unreachable";

    /// <summary>All of them, by leg.</summary>
    public static IReadOnlyList<FaultKind> All { get; } =
    [
        new(WebhookLost, Legs.Webhook, "an attempt never reaches the endpoint and is made again later"),
        new(WebhookAnswerLost, Legs.Webhook, "the endpoint's answer is lost, so the same webhook comes again"),
        new(WebhookDuplicated, Legs.Webhook, "an update is posted twice, although the first was answered 200"),
        new(WebhookDelayed, Legs.Webhook, "an update waits longer than those after it", "delay"),
        new(WebhookForged, Legs.Webhook, "a second webhook follows whose signature is wrong"),
        new(GraphRequestLost, Legs.Api, "the connection breaks before the call did anything"),
        new(GraphAnswerLost, Legs.Api, "the call is done, its caller never hears of it"),
        new(GraphSlow, Legs.Api, "the answer takes longer", "delay"),
        new(GraphError, Legs.Api, "the call is refused, nothing is done", "code"),
        new(StatusSkipped, Legs.Device, "no webhook tells of a delivery; the next status may still come"),
        new(SendFails, Legs.Device, "an accepted send fails by its status", "code"),
        new(InboundUnavailable, Legs.Customer, "a customer's message reaches webhooks as 131060, without content"),
        new(InboundUnseen, Legs.Customer, "a customer's message reaches the phone and no webhook"),
        new(EchoLost, Legs.Phone, "what the phone sends produces no echo"),
        new(EchoDuplicated, Legs.Phone, "what the phone sends is echoed twice"),
        new(PhoneFlapping, Legs.Phone, "the phone loses its connection again and again", "delay"),
        new(MediaGone, Legs.Api, "downloads of media answer 404"),
        new(LinkUnreachable, Legs.Api, "a linked file cannot be fetched, so its message fails with 131053"),
    ];

    /// <summary>A kind by its name; null: there is none.</summary>
    public static FaultKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
