namespace Tandem.Domain.Mirroring;

/// <summary>
/// What a coexistence number can do from each side and what the other end sees, as data: the hub's own transcription of
/// Meta's pages. The emulator has another one, made apart from this, and a test holds the two against each other.
/// </summary>
public static class MirrorTable
{
    private const string Onboarding = "Meta, Onboard WhatsApp Business app users";
    private const string Echoes = "Meta, smb_message_echoes webhook";
    private const string Unsupporteds = "Meta, Unsupported messages webhook";
    private const string EditsAndRevokes = "Meta, edit and revoke messages webhooks";
    private const string Sending = "Meta, Send messages";
    private const string Files = "Meta, Media";
    private const string Groups = "Meta, Groups API";
    private const string Calling = "Meta, Cloud API Calling";

    private const string OffInChats = "Onboarding switches it off in 1:1 chats.";
    private const string AskInWords = "The message is on the owner's phone. Ask the customer to say it in words.";
    private const string LookAtPhone = "Only the phone knows of it: whoever must know has to look there.";
    private const string BigVideo =
        "Above 16 MB it may never reach a webhook, though both phones show it (reported, not documented).";
    private const string TwoRoads =
        "Where one side takes a message first, the other has seen it minutes later (reported, not documented).";

    private static readonly DateOnly Read = new(2026, 9, 11);

    private static readonly Dictionary<(Side From, string Kind), MirrorRow> Index =
        Rows().ToDictionary(row => (row.From, row.Kind));

    /// <summary>All rows.</summary>
    public static IReadOnlyCollection<MirrorRow> All => Index.Values;

    /// <summary>The row of a feature; null: the table has none, and nobody can say.</summary>
    public static MirrorRow? Find(Side from, string kind) => Index.GetValueOrDefault((from, kind));

    private static IEnumerable<MirrorRow> Rows() => [.. OfCustomers(), .. OfApp(), .. OfApi()];

    private static IEnumerable<MirrorRow> OfCustomers()
    {
        string[] plain =
        [
            "text", "image", "audio", "document", "sticker", "location", "contacts", "reaction", "interactive",
            "button", "order",
        ];
        foreach (var kind in plain)
            yield return Row(Side.Customer, kind, Mirrored.Message, Onboarding) with { Reported = TwoRoads };
        yield return Row(Side.Customer, "video", Mirrored.Message, Onboarding) with
        {
            Reported = $"{BigVideo} {TwoRoads}",
        };
        foreach (var kind in new[] { "edit", "revoke" })
            yield return Row(Side.Customer, kind, Mirrored.Message, EditsAndRevokes) with { Reported = TwoRoads };

        string[] unsupported =
        [
            "poll_creation", "poll_update", "gif", "group_invite", "hsm", "keep_in_chat", "link_preview", "list",
            "pin", "product",
        ];
        foreach (var kind in unsupported)
            yield return Row(Side.Customer, kind, Mirrored.Unsupported, Unsupporteds) with { Instead = AskInWords };
        yield return Row(Side.Customer, "unsupported_companion", Mirrored.Unavailable, Unsupporteds) with
        {
            Instead = AskInWords,
        };
        yield return Row(Side.Customer, "media_over_100_mb", Mirrored.TooLarge, Files) with
        {
            Instead = "The file is on the owner's phone. Ask the customer for a smaller one, or for a link.",
        };
        foreach (var kind in new[] { "live_location", "view_once", "disappearing" })
            yield return Row(Side.Customer, kind, Mirrored.Nothing, Onboarding) with { Barred = OffInChats };
        yield return Row(Side.Customer, "call", Mirrored.Nothing, Calling) with { Instead = LookAtPhone };
        yield return Row(Side.Customer, "group_message", Mirrored.Nothing, Onboarding) with { Instead = LookAtPhone };
    }

    private static IEnumerable<MirrorRow> OfApp()
    {
        foreach (var kind in new[] { "text", "image", "document", "edit", "revoke" })
            yield return Row(Side.App, kind, Mirrored.Echo, Echoes);
        yield return Row(Side.App, "video", Mirrored.Echo, Echoes) with { Reported = BigVideo };
        foreach (var kind in new[] { "audio", "sticker", "location", "contacts", "reaction", "poll_creation" })
        {
            yield return Row(Side.App, kind, Mirrored.Echo, Echoes) with
            {
                Sureness = Sureness.Open,
                Reported = "Meta's list of echoes does not name this type: it may not reach the hub.",
            };
        }

        yield return Row(Side.App, "automatic_message", Mirrored.Echo, Onboarding) with
        {
            Sureness = Sureness.Open,
            Reported = "Whether greetings and away messages are echoed is undocumented; a bot may answer beside them.",
            Instead = "Switch greeting and away message off in the app where a bot answers.",
        };
        yield return Row(Side.App, "unsupported_companion", Mirrored.Nothing, Onboarding) with
        {
            Instead = "Unlink WhatsApp for Windows and WearOS: what is sent there, only the customer sees.",
        };
        yield return Row(Side.App, "contact", Mirrored.Contact, Onboarding);
        foreach (var kind in new[] { "live_location", "view_once", "disappearing" })
            yield return Row(Side.App, kind, Mirrored.Nothing, Onboarding) with { Barred = OffInChats };
        yield return Row(Side.App, "broadcast_list", Mirrored.Nothing, Onboarding) with
        {
            Barred = "Onboarding makes broadcast lists read-only.",
            Instead = "Send a template by the Cloud API to each customer who agreed to it.",
        };
        foreach (var kind in new[] { "template", "interactive" })
        {
            yield return Row(Side.App, kind, Mirrored.Nothing, Sending) with
            {
                Barred = "The app has no such messages.",
                Instead = "Send it by the Cloud API.",
            };
        }

        string[] unseen =
        [
            "group_message", "status", "channel_post", "call", "catalog", "label", "quick_reply", "marketing_message",
            "profile",
        ];
        foreach (var kind in unseen)
            yield return Row(Side.App, kind, Mirrored.Nothing, Onboarding) with { Instead = LookAtPhone };
    }

    private static IEnumerable<MirrorRow> OfApi()
    {
        string[] shown =
        [
            "text", "image", "video", "audio", "document", "sticker", "location", "contacts", "reaction",
        ];
        foreach (var kind in shown)
            yield return Row(Side.Api, kind, Mirrored.Chat, Onboarding);
        foreach (var kind in new[] { "template", "interactive" })
            yield return Row(Side.Api, kind, Mirrored.Chat, Onboarding) with { Sureness = Sureness.Inferred };
        yield return Row(Side.Api, "group_message", Mirrored.Nothing, Groups) with
        {
            Barred = "The Groups API is not open to numbers that are on the WhatsApp Business app.",
            Instead = "Write to the group from the phone.",
        };
        yield return NoCall("edit", "Send a correction as a message of its own.");
        yield return NoCall("revoke", "What was sent from the phone can be deleted there; this message cannot.");
        yield return NoCall("poll_creation", "Ask with reply buttons or a list (type interactive).");
    }

    private static MirrorRow NoCall(string kind, string instead) =>
        Row(Side.Api, kind, Mirrored.Nothing, Sending) with
        {
            Sureness = Sureness.Inferred,
            Barred = "The Cloud API has no call for it.",
            Instead = instead,
        };

    private static MirrorRow Row(Side from, string kind, Mirrored other, string source) =>
        new(from, kind, other, source, Read);
}
