using System.Text.Json;
using Tandem.Platform.Sending;
using Tandem.Platform.Templates;

namespace Tandem.Platform.People;

/// <summary>Who wrote a message.</summary>
internal enum Author
{
    Customer,
    Phone,
    Api,
}

/// <summary>How far a message has come; a message only climbs.</summary>
internal enum MessageStatus
{
    /// <summary>Written on a device that has no connection.</summary>
    Pending,
    Accepted,
    Sent,
    Delivered,
    Read,

    /// <summary>A voice message was listened to.</summary>
    Played,
    Failed,
}

/// <summary>A message of a chat, or a reaction, edit or revoke, which have ids of their own but no line.</summary>
internal sealed class Message(
    Chat chat, string wamid, Author author, string type, byte[] content, byte[]? context, DateTimeOffset sentAt)
{
    private SortedDictionary<Author, string>? _reactions;

    public Chat Chat { get; } = chat;

    public string Wamid { get; } = wamid;

    public Author Author { get; } = author;

    public string Type { get; } = type;

    /// <summary>The object named by <see cref="Type"/>, a piece of JSON.</summary>
    public byte[] Content { get; set; } = content;

    /// <summary>The quotation, as webhooks write it.</summary>
    public byte[]? Context { get; } = context;

    /// <summary>When it left its author's device.</summary>
    public DateTimeOffset SentAt { get; set; } = sentAt;

    public MessageStatus Status { get; set; } = MessageStatus.Accepted;

    /// <summary>Whether the owner's phone has it.</summary>
    public bool OnPhone { get; set; }

    public bool Edited { get; set; }

    public bool Revoked { get; set; }

    /// <summary>The sender's <c>biz_opaque_callback_data</c>.</summary>
    public string? Mark { get; init; }

    public Pricing Pricing { get; init; } = Pricing.Service;

    /// <summary>The template it was made from; null: none.</summary>
    public Template? Template { get; init; }

    /// <summary>The customer as a send named him; statuses name him the same way.</summary>
    public bool AddressedByUserId { get; init; }

    /// <summary>Whether the message is a line of its chat; reactions, edits and revokes only change others.</summary>
    public bool IsLine => Type is not ("reaction" or "edit" or "revoke");

    /// <summary>Whether it is a voice message, which is played after it was read (Meta, "Status").</summary>
    public bool IsVoice => Type == "audio" && JsonElement.Parse(Content) is { ValueKind: JsonValueKind.Object } audio
        && audio.TryGetProperty("voice", out var voice) && voice.ValueKind == JsonValueKind.True;

    /// <summary>The file of a media message; null where there is none, or the Cloud API sent it.</summary>
    public UploadedMedia? File { get; init; }

    /// <summary>A customer's message that never came to the business, because it blocked the customer.</summary>
    public bool Withheld { get; init; }

    public bool OnScreenOf(Screen screen) => screen == Screen.Phone
        ? OnPhone
        : Author == Author.Customer || Status is MessageStatus.Delivered or MessageStatus.Read or MessageStatus.Played;

    public void React(Author author, string emoji)
    {
        _reactions ??= [];
        if (emoji.Length == 0)
            _reactions.Remove(author);
        else
            _reactions[author] = emoji;
    }

    public ChatLine Line(Screen screen) => new(
        Wamid,
        Type,
        Author == Author.Customer ? "in" : "out",
        NameOf(Author),
        SentAt,
        Revoked ? "revoked" : NameOf(Status),
        Edited,
        MetaJson.Piece(writer => WriteObject(writer, screen)),
        _reactions is null ? [] : [.. _reactions.Select(entry => new ChatReaction(NameOf(entry.Key), entry.Value))]);

    public static string NameOf(Author author) => author switch
    {
        Author.Customer => "customer",
        Author.Phone => "phone",
        _ => "api",
    };

    public static string NameOf(MessageStatus status) => status switch
    {
        MessageStatus.Pending => "pending",
        MessageStatus.Accepted => "accepted",
        MessageStatus.Sent => "sent",
        MessageStatus.Delivered => "delivered",
        MessageStatus.Read => "read",
        MessageStatus.Played => "played",
        _ => "failed",
    };

    /// <summary>Unsupported companions show what a business of this kind says as a placeholder that asks to look at the
    /// phone (Meta, "Onboard WhatsApp Business app users").</summary>
    private bool IsPlaceholderOn(Screen screen) => screen == Screen.Customer && Author != Author.Customer
        && Chat.Number.Link.IsCoexistence && Chat.Customer.Companion is { Supported: false };

    private void WriteObject(Utf8JsonWriter writer, Screen screen)
    {
        var customer = screen == Screen.Phone ? Chat.Customer.VisibleWaId : Chat.Customer.WaId;
        writer.WriteStartObject();
        writer.Optional("from", Author == Author.Customer ? customer : Chat.Number.Digits);
        writer.Optional("to", Author == Author.Customer ? Chat.Number.Digits : customer);
        writer.WriteString("id", Wamid);
        writer.WriteString("timestamp", MetaJson.UnixSeconds(SentAt));
        if (IsPlaceholderOn(screen))
        {
            writer.WriteString("type", "placeholder");
            writer.WriteEndObject();
            return;
        }

        writer.WriteString("type", Type);
        if (!Revoked)
            writer.Raw(Type, Content);
        if (Context is not null)
            writer.Raw("context", Context);
        writer.WriteEndObject();
    }
}
