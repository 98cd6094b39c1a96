using System.Text.Json;
using Tandem.CloudApi.Errors;
using Tandem.CloudApi.Json;
using Tandem.CloudApi.Media;

namespace Tandem.CloudApi.Sending;

/// <summary>A body of <c>POST /messages</c> composed by somebody else: read, checked, kept byte for byte.</summary>
/// <remarks>
/// Only what the wire itself demands is checked, and only for kinds we know; any other kind, and every member we do
/// not know, is carried through untouched. Whether a message may be sent now is not decided here.
/// </remarks>
public sealed class SendBody
{
    private readonly byte[] _json;

    private SendBody(byte[] json, JsonElement root)
    {
        _json = json;
        Root = root;
        To = WireJson.Text(root, "to") is { Length: > 0 } to ? to : null;
        Recipient = WireJson.Text(root, "recipient") is { Length: > 0 } recipient ? recipient : null;
        RecipientType = WireJson.Text(root, "recipient_type") ?? "individual";
        IsReadReceipt = WireJson.Text(root, "status") == "read";
        Type = WireJson.Text(root, "type") ?? "text";
        ReadMessageId = IsReadReceipt ? WireJson.Text(root, "message_id") : null;
        HasTyping = WireJson.Object(root, "typing_indicator") is not null;
        BizOpaqueCallbackData = WireJson.Text(root, "biz_opaque_callback_data");
        ContextMessageId = WireJson.Object(root, "context") is { } context
            ? WireJson.Text(context, "message_id")
            : null;
    }

    /// <summary>The whole body.</summary>
    public JsonElement Root { get; }

    /// <summary>The bytes as they came (save a repaired half of an emoji).</summary>
    public ReadOnlyMemory<byte> Json => _json;

    /// <summary>A phone number in the caller's spelling, or a group's id; wins over
    /// <see cref="Recipient"/>.</summary>
    public string? To { get; }

    /// <summary>A BSUID or a parent one.</summary>
    public string? Recipient { get; }

    /// <summary><c>individual</c> unless the caller says otherwise.</summary>
    public string RecipientType { get; }

    /// <summary><c>text</c> unless the caller says otherwise. Says nothing for a read receipt.</summary>
    public string Type { get; }

    /// <summary>The wamid that is answered.</summary>
    public string? ContextMessageId { get; }

    /// <summary>The caller's own mark.</summary>
    public string? BizOpaqueCallbackData { get; }

    /// <summary>Whether it marks a message read instead of sending one.</summary>
    public bool IsReadReceipt { get; }

    /// <summary>The wamid marked read; set if <see cref="IsReadReceipt"/>.</summary>
    public string? ReadMessageId { get; }

    /// <summary>Whether a read receipt also shows that somebody types.</summary>
    public bool HasTyping { get; }

    /// <summary>The file it is made of; null for a type without one.</summary>
    public SendFile? File => Enum.TryParse<MediaKind>(Type, ignoreCase: true, out var kind)
        && WireJson.Object(Root, Type) is { } media
            ? new SendFile(kind, NullIfEmpty(WireJson.Text(media, "id")), NullIfEmpty(WireJson.Text(media, "link")))
            : null;

    /// <summary>Name and language of the template it is made from; null for another type.</summary>
    public (string Name, string Language)? Template => Type == "template"
        && WireJson.Object(Root, "template") is { } template && WireJson.Object(template, "language") is { } language
            ? (WireJson.Text(template, "name")!, WireJson.Text(language, "code")!)
            : null;

    /// <summary>Reads and checks a body. Never throws.</summary>
    /// <returns>The body, or why Meta would refuse it.</returns>
    public static (SendBody? Body, GraphError? Refusal) Read(ReadOnlyMemory<byte> json)
    {
        if (WireJson.TryParseObject(json.Span) is not { } root)
            return (null, GraphErrors.Of(100, "The body is not a JSON object."));

        var body = new SendBody(LoneSurrogates.Replace(json.Span).ToArray(), root);
        return SendRules.Check(body) is { } refusal ? (null, refusal) : (body, null);
    }

    /// <summary>The content as its type, for those who look into it; null if its shape is not the usual one.</summary>
    public OutboundMessage? ReadTyped()
    {
        try
        {
            return Root.Deserialize(CloudApiJson.Default.OutboundMessage);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? NullIfEmpty(string? text) => text is { Length: > 0 } ? text : null;

    /// <summary>The same bytes with another <c>biz_opaque_callback_data</c>.</summary>
    public byte[] WithCallbackData(string data) => JsonSplice.SetText(_json, "biz_opaque_callback_data"u8, data);
}

/// <summary>A file that a send names.</summary>
/// <param name="Kind">As what it goes.</param>
/// <param name="Id">Meta's id of it, if it was uploaded.</param>
/// <param name="Link">Where Meta is to load it, if it was not.</param>
public sealed record SendFile(MediaKind Kind, string? Id, string? Link);
