using Tandem.Platform.Devices;
using Tandem.Platform.Network;

namespace Tandem.Drills.Scenarios;

/// <summary>What can be done, and by whom.</summary>
internal static class ActWords
{
    private static readonly Role[] People = [Role.Customer, Role.Phone];
    private static readonly Role[] Senders = [Role.Bot, Role.Agent, Role.Notifier, Role.Campaign];

    private static readonly Parameter Text = new("text", ValueKind.Text, "the words, or what stands under media");

    private static readonly Parameter Media = new("media", ValueKind.Choice, "a file instead of words")
    {
        Choices = ["image", "video", "audio", "document", "sticker"],
    };

    private static readonly Parameter Size = new("size", ValueKind.Size, "how large the file is");
    private static readonly Parameter Quoting = new("quoting", ValueKind.KnownName, "the message it answers");
    private static readonly Parameter As = new("as", ValueKind.NewName, "what later steps call it");

    private static readonly Parameter About = new("about", ValueKind.KnownName, "which message")
    {
        IsRequired = true,
    };

    private static readonly Parameter ToOne = new("to", ValueKind.Customer, "which customer") { IsRequired = true };
    private static readonly Parameter Device = new("device", ValueKind.KnownName, "a companion; else the phone");

    private static readonly Parameter Companion = new("kind", ValueKind.Choice, "what kind of device")
    {
        IsRequired = true,
        Choices = [.. CompanionKinds.All.Select(kind => kind.Name)],
    };

    public static IEnumerable<Act> All { get; } =
    [
        new("write", [Role.Customer], "sends a message to the shop", [Text, Media, Size, Quoting, As]),
        new("write", [Role.Phone], "answers in the app", [ToOne, Text, Media, Size, Quoting, Device, As]),
        new("edit", [Role.Customer], "changes a message of their own", [About, Required(Text)]),
        new("edit", [Role.Phone], "changes a message of their own", [ToOne, About, Required(Text)]),
        new("revoke", [Role.Customer], "deletes a message of their own for everyone", [About]),
        new("revoke", [Role.Phone], "deletes a message of their own for everyone", [ToOne, About]),
        new("react", [Role.Customer], "puts an emoji under a message", [About, Emoji]),
        new("react", [Role.Phone], "puts an emoji under a message", [ToOne, About, Emoji]),
        new("read", [Role.Customer], "opens the chat and reads", []),
        new("read", [Role.Phone], "opens the chat and reads", [ToOne]),
        new("go_offline", People, "loses the connection; on the phone, what is said waits", []),
        new("go_online", People, "has a connection again; what waited comes and goes", []),
        new("block", [Role.Customer], "blocks the shop", []),
        new("unblock", [Role.Customer], "lets the shop write again", []),
        new("report", [Role.Customer], "reports the shop as spam", []),
        new("hide_number", [Role.Customer], "is known to webhooks by BSUID alone", []),
        new("show_number", [Role.Customer], "is known by the phone number again", []),
        new("use_companion", [Role.Customer], "writes on a companion from now on", [Companion]),
        new("use_phone", [Role.Customer], "writes on the phone again", []),
        new("link_companion", [Role.Phone], "links a device beside the phone", [Companion, Required(As)]),
        new("close_app", [Role.Phone], "puts the app away; syncs wait", []),
        new("open_app", [Role.Phone], "opens it again", []),
        new("have_past", [Role.Phone], "has chats of the time before the link",
        [
            Count("customers", "with how many customers"), Count("messages_each", "how many with each of them"),
            Count("days", "how many days back"),
        ]),
        new("disconnect", [Role.Phone], "ends the link in the app's settings", []),
        new("connect", [Role.Phone], "links the number to the Cloud API again",
            [new("share_history", ValueKind.Flag, "whether the partner may have the past; true without it")]),
        new("reregister", [Role.Phone], "registers the number on a new device; the Cloud API is suspended for minutes",
            [new("reconnect", ValueKind.Flag, "whether the Cloud API comes back after it; true without it")]),
        new("ask_for_history", [Role.Partner], "asks the phone for its past, which is granted once", []),
        new("ask_for_contacts", [Role.Partner], "asks the phone for its address book, which is granted once", []),
        new("send", Senders, "sends a message through the hub",
        [
            ToOne, Text, new("media", ValueKind.Choice, "a file by its address") { Choices = Media.Choices },
            new("template", ValueKind.Text, "an approved template instead of words"), Quoting, As,
            new("via", ValueKind.Choice, "the drop-in Cloud API (without it), or /v1")
            {
                Choices = ["drop_in", "v1"],
            },
        ]),
        new("take_over", [Role.Agent], "speaks for a conversation",
            [ToOne, new("holds", ValueKind.Duration, "for how long; 30m without it")]),
        new("hand_back", [Role.Agent], "lets bots speak again", [ToOne]),
        new("fault", [Role.Platform], "lets something go wrong",
        [
            new("kind", ValueKind.Choice, "what")
            {
                IsRequired = true,
                Choices = [.. FaultKinds.All.Select(kind => kind.Name)],
            },
            new("chance", ValueKind.Share, "how often it strikes; each time without it"),
            new("lasts", ValueKind.Duration, "for how long; until end_faults without it"),
            new("delay", ValueKind.Duration, "of kinds that delay: at most how long"),
            new("code", ValueKind.Number, "of kinds that refuse: Meta's error code"),
        ]),
        new("end_faults", [Role.Platform], "lets nothing go wrong any more", []),
        new("die", [Role.Hub], "is killed (kill -9) and started again",
            [new("down", ValueKind.Duration, "after how long it is started; some seconds without it")]),
    ];

    private static Parameter Emoji => new("emoji", ValueKind.Text, "which; none takes it back");

    private static Parameter Count(string name, string about) =>
        new(name, ValueKind.Number, about) { IsRequired = true };

    private static Parameter Required(Parameter parameter) => parameter with { IsRequired = true };
}
