namespace Tandem.Platform.Features;

/// <summary>
/// What a coexistence number can do from each side, and what arrives on the other, as data. The emulator's own
/// transcription: nothing else in the house shares it, so that a mistake cannot hide on both sides of the wire.
/// </summary>
public static class FeatureTable
{
    private const string Onboarding = "Meta, Onboard WhatsApp Business app users, 2026-09-11";
    private const string Echoes = "Meta, smb_message_echoes webhook, 2026";
    private const string Unsupported = "Meta, unsupported messages webhook, 2026-06-26";
    private const string Sending = "Meta, Send messages, 2025-12";
    private const string Edits = "Meta, edit and revoke webhooks, 2025-12-03";
    private const string Groups = "Meta, Groups API, 2026";
    private const string Media = "Meta, Media, 2026-09-11";
    private const string Calls = "Meta, Calling API, 2026";

    private const string Off = "it is switched off in 1:1 chats of a number that is in use with the Cloud API";

    /// <summary>All rows.</summary>
    public static IReadOnlyList<Feature> Rows { get; } =
    [
        .. Customers(Arrival.Message, Onboarding, "text", "image", "video", "audio", "document", "sticker", "location",
            "contacts", "reaction", "interactive", "button", "order"),
        .. Customers(Arrival.Message, Edits, "edit", "revoke"),
        .. Customers(Arrival.Unsupported, Unsupported, "poll_creation", "poll_update", "gif", "group_invite", "hsm",
            "keep_in_chat", "link_preview", "list", "pin", "product"),
        new(Sides.Customer, "live_location", Arrival.Nothing, Onboarding, Refusal: Off, IsSwitchedOff: true),
        new(Sides.Customer, "view_once", Arrival.Nothing, Onboarding, Refusal: Off, IsSwitchedOff: true),
        new(Sides.Customer, "disappearing", Arrival.Nothing, Onboarding, Refusal: Off, IsSwitchedOff: true),
        Circumstance(Sides.Customer, "unsupported_companion", Arrival.Unavailable, Unsupported),
        Circumstance(Sides.Customer, "media_over_100_mb", Arrival.TooLarge, Media),
        new(Sides.Customer, "call", Arrival.Nothing, Calls, IsOneToOne: false),
        new(Sides.Customer, "group_message", Arrival.Nothing, Onboarding, IsOneToOne: false),

        .. Apps(Arrival.Echo, Certainty.Documented, Echoes, "text", "image", "video", "document", "edit", "revoke"),
        .. Apps(Arrival.Echo, Certainty.Open, Echoes, "audio", "sticker", "location", "contacts", "reaction",
            "poll_creation"),
        new(Sides.App, "live_location", Arrival.Nothing, Onboarding, Refusal: Off, IsSwitchedOff: true),
        new(Sides.App, "view_once", Arrival.Nothing, Onboarding, Refusal: Off, IsSwitchedOff: true),
        new(Sides.App, "disappearing", Arrival.Nothing, Onboarding, Refusal: Off, IsSwitchedOff: true),
        new(Sides.App, "template", Arrival.Nothing, Sending, Refusal: "only the Cloud API sends templates"),
        new(Sides.App, "interactive", Arrival.Nothing, Sending, Refusal: "only the Cloud API sends buttons and lists"),
        Uses("broadcast_list", "broadcast lists can only be read on a number that is in use with the Cloud API"),
        Uses("group_message"),
        Uses("status"),
        Uses("channel_post"),
        Uses("call"),
        Uses("catalog"),
        Uses("label"),
        Uses("quick_reply"),
        Uses("marketing_message"),
        Uses("profile"),
        Circumstance(Sides.App, "unsupported_companion", Arrival.Nothing, Onboarding),
        new(Sides.App, "contact", Arrival.StateSync, Onboarding, IsMessage: false),
        new(Sides.App, "automatic_message", Arrival.Echo, Onboarding, Certainty.Open, IsMessage: false),

        .. Apis("text", "image", "video", "audio", "document", "sticker", "location", "contacts", "reaction"),
        new(Sides.Api, "template", Arrival.OnPhone, Onboarding, Certainty.Inferred),
        new(Sides.Api, "interactive", Arrival.OnPhone, Onboarding, Certainty.Inferred),
        new(Sides.Api, "group_message", Arrival.Nothing, Groups,
            Refusal: "Groups are not available to numbers in use with the WhatsApp Business app."),
        new(Sides.Api, "edit", Arrival.Nothing, Sending, Certainty.Inferred, "the Cloud API has no edit"),
        new(Sides.Api, "revoke", Arrival.Nothing, Sending, Certainty.Inferred, "the Cloud API has no delete"),
        new(Sides.Api, "poll_creation", Arrival.Nothing, Sending, Certainty.Inferred, "the Cloud API has no polls"),
    ];

    private static readonly Dictionary<(string Side, string Name), Feature> Index =
        Rows.ToDictionary(row => (row.Side, row.Name));

    /// <summary>The row of a feature; null: the table has none.</summary>
    public static Feature? Find(string side, string name) => Index.GetValueOrDefault((side, name));

    /// <summary>Kinds of messages a side can send.</summary>
    public static IEnumerable<string> KindsOf(string side) =>
        Rows.Where(row => row.Side == side && row is { IsMessage: true, Refusal: null }).Select(row => row.Name);

    private static IEnumerable<Feature> Customers(Arrival arrival, string source, params string[] kinds) =>
        kinds.Select(kind => new Feature(Sides.Customer, kind, arrival, source));

    private static IEnumerable<Feature> Apps(
        Arrival arrival, Certainty certainty, string source, params string[] kinds) =>
        kinds.Select(kind => new Feature(Sides.App, kind, arrival, source, certainty));

    private static IEnumerable<Feature> Apis(params string[] kinds) =>
        kinds.Select(kind => new Feature(Sides.Api, kind, Arrival.OnPhone, Onboarding));

    private static Feature Circumstance(string side, string name, Arrival arrival, string source) =>
        new(side, name, arrival, source, IsMessage: false, IsCircumstance: true);

    private static Feature Uses(string name, string? refusal = null) =>
        new(
            Sides.App, name, Arrival.Nothing, Onboarding, Refusal: refusal, IsMessage: false,
            IsSwitchedOff: refusal is not null);
}
