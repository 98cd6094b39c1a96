using System.Text.Json;
using MudBlazor;
using Tandem.Engine.Reading;

namespace Tandem.Console.Words;

/// <summary>What a message says, made ready to show.</summary>
/// <param name="Text">Words, if any.</param>
/// <param name="Card">What is not words: media, a place, contacts, buttons.</param>
public sealed record Said(string? Text, Card? Card)
{
    /// <summary>
    /// Reads a message object as Meta writes it. Never throws: what is not understood is named by its type.
    /// </summary>
    public static Said Of(MessageView message)
    {
        var content = message.Edit?.Content is { ValueKind: JsonValueKind.Object } edited ? edited : message.Content;
        return message.Revoked || content is not { ValueKind: JsonValueKind.Object } said
            ? new Said(Text: null, Card: null)
            : Of(said, said.TextAt("type") ?? message.Type ?? "");
    }

    /// <summary>One line for lists and quotes.</summary>
    public static string Preview(MessageView message)
    {
        if (message.Revoked)
            return "Message deleted";
        if (message.Gap is { } gap && GapLook.HidesContent(gap))
            return GapLook.Preview(gap);

        var said = Of(message);
        return said switch
        {
            { Card: { } card, Text: { Length: > 0 } text } when card.IsMedia => $"{card.Title}: {OneLine(text)}",
            { Text: { Length: > 0 } text } => OneLine(text),
            { Card: { } card } => card.Detail is { } detail ? $"{card.Title}: {detail}" : card.Title,
            _ => message.Type ?? "Message",
        };
    }

    /// <summary>The icon that stands before a preview; null for plain words.</summary>
    public static string? PreviewIcon(MessageView message) =>
        message.Revoked ? Icons.Material.Rounded.Block
        : GapLook.HidesContent(message.Gap) ? Icons.Material.Rounded.VisibilityOff
        : Of(message).Card?.Icon;

    private static Said Of(JsonElement said, string type) => type switch
    {
        "text" => new(said.TextAt("text", "body"), Card: null),
        "image" => Media(said, type, Icons.Material.Rounded.Image, "Photo"),
        "video" => Media(said, type, Icons.Material.Rounded.Videocam, "Video"),
        "audio" => Media(
            said, type, Icons.Material.Rounded.Mic, said.FlagAt("audio", "voice") ? "Voice message" : "Audio"),
        "document" => Media(said, type, Icons.Material.Rounded.Description, "Document"),
        "sticker" => Media(said, type, Icons.Material.Rounded.EmojiEmotions, "Sticker"),
        "location" => new(Text: null, Place(said)),
        "contacts" => new(Text: null, Contacts(said)),
        "button" => new(said.TextAt("button", "text"), new Card(Icons.Material.Rounded.TouchApp, "Button pressed")),
        "interactive" => Interactive.Read(said),
        "template" => new(Text: null, Interactive.Template(said)),
        "order" => new(said.TextAt("order", "text"), Order(said)),
        "system" => new(said.TextAt("system", "body"), new Card(Icons.Material.Rounded.Info, "System message")),
        "reaction" => new(said.TextAt("reaction", "emoji"), new Card(Icons.Material.Rounded.AddReaction, "Reaction")),
        "request_welcome" => new(Text: null, new Card(Icons.Material.Rounded.WavingHand, "Opened the chat")),
        "unsupported" or "media_placeholder" or "errors" or "unknown" or "" => new(Text: null, Card: null),
        _ => new(Text: null, new Card(Icons.Material.Rounded.DataObject, $"Message of kind “{type}”")),
    };

    private static Said Media(JsonElement said, string type, string icon, string title) => new(
        said.TextAt(type, "caption"),
        new Card(
            icon, title, said.TextAt(type, "filename") ?? FormatOf(said.TextAt(type, "mime_type")), IsMedia: true));

    // The part people know of a media type: "image/png" is PNG, "audio/ogg; codecs=opus" is OGG.
    private static string? FormatOf(string? mimeType) =>
        mimeType?.Split(';')[0].Split('/')[^1].Split('.', '+', '-')[^1].Trim().ToUpperInvariant();

    private static Card Place(JsonElement said)
    {
        var where = $"{said.TextAt("location", "latitude")}, {said.TextAt("location", "longitude")}";
        string?[] lines = [said.TextAt("location", "address"), where];
        return new Card(
            Icons.Material.Rounded.Place, said.TextAt("location", "name") ?? "Location",
            string.Join(" · ", lines.Where(line => line is { Length: > 2 })));
    }

    private static Card Contacts(JsonElement said)
    {
        var names = said.ItemsAt("contacts")
            .Select(contact => contact.TextAt("name", "formatted_name") ?? "?")
            .ToList();
        return new Card(
            Icons.Material.Rounded.ContactPage, names.Count > 1 ? $"{names.Count} contacts" : "Contact",
            string.Join(", ", names));
    }

    private static Card Order(JsonElement said)
    {
        var lines = said.ItemsAt("order", "product_items").Select(item =>
            $"{item.TextAt("quantity") ?? "?"} × {item.TextAt("product_retailer_id")}").ToList();
        return new Card(Icons.Material.Rounded.ShoppingCart, "Order", string.Join(", ", lines));
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>What a bubble shows beside or instead of words.</summary>
/// <param name="Icon">Its icon.</param>
/// <param name="Title">What it is.</param>
/// <param name="Detail">What more is known: a file name, an address, names.</param>
/// <param name="Choices">Buttons or rows offered.</param>
/// <param name="IsMedia">Whether it stands for bytes that are elsewhere.</param>
public sealed record Card(
    string Icon, string Title, string? Detail = null, IReadOnlyList<string>? Choices = null, bool IsMedia = false);
