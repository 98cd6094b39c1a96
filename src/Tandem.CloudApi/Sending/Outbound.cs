using System.Text.Json;
using Tandem.CloudApi.Json;
using Tandem.CloudApi.Webhooks.Values;

namespace Tandem.CloudApi.Sending;

/// <summary>Composes the usual messages.</summary>
/// <remarks>
/// <c>to</c> is a phone number, or a BSUID (two letters, a dot, letters and digits), which goes to
/// <c>recipient</c>.
/// </remarks>
public static class Outbound
{
    /// <summary>A text.</summary>
    public static OutboundMessage Text(string to, string body, bool? previewUrl = null) =>
        To(to, "text") with { Text = new OutboundText { Body = body, PreviewUrl = previewUrl } };

    public static OutboundMessage Image(string to, OutboundMedia image) => To(to, "image") with { Image = image };

    public static OutboundMessage Video(string to, OutboundMedia video) => To(to, "video") with { Video = video };

    public static OutboundMessage Audio(string to, OutboundMedia audio) => To(to, "audio") with { Audio = audio };

    public static OutboundMessage Document(string to, OutboundMedia document) =>
        To(to, "document") with { Document = document };

    public static OutboundMessage Sticker(string to, OutboundMedia sticker) =>
        To(to, "sticker") with { Sticker = sticker };

    /// <summary>A place; degrees.</summary>
    public static OutboundMessage Location(
        string to, double latitude, double longitude, string? name = null, string? address = null) =>
        To(to, "location") with
        {
            Location = new LocationContent
            {
                Latitude = WireValue.Of(latitude),
                Longitude = WireValue.Of(longitude),
                Name = name,
                Address = address,
            },
        };

    public static OutboundMessage Contacts(string to, params IReadOnlyList<ContactCard> contacts) =>
        To(to, "contacts") with { Contacts = contacts };

    /// <summary>A reaction to a message; an empty emoji takes it back.</summary>
    public static OutboundMessage Reaction(string to, string wamid, string emoji) =>
        To(to, "reaction") with { Reaction = new OutboundReaction { MessageId = wamid, Emoji = emoji } };

    /// <summary>One to three reply buttons.</summary>
    public static OutboundMessage Buttons(
        string to, string body, params IReadOnlyList<(string Id, string Title)> buttons) =>
        To(to, "interactive") with
        {
            Interactive = new OutboundInteractive
            {
                Type = "button",
                Body = new InteractiveText { Text = body },
                Action = JsonSerializer.SerializeToElement(
                    new ReplyButtons
                    {
                        Buttons =
                        [
                            .. buttons.Select(button => new ReplyButton
                            {
                                Type = "reply",
                                Reply = new ChosenOption { Id = button.Id, Title = button.Title },
                            }),
                        ],
                    },
                    CloudApiJson.Default.ReplyButtons),
            },
        };

    /// <summary>An interactive message of any type.</summary>
    public static OutboundMessage Interactive(string to, OutboundInteractive interactive) =>
        To(to, "interactive") with { Interactive = interactive };

    /// <summary>A template whose body takes these texts, in order.</summary>
    public static OutboundMessage Template(
        string to, string name, string language, params IReadOnlyList<string> bodyTexts) =>
        To(to, "template") with
        {
            Template = new OutboundTemplate
            {
                Name = name,
                Language = new OutboundLanguage { Code = language },
                Components = bodyTexts.Count == 0 ? null : [BodyComponent(bodyTexts)],
            },
        };

    /// <summary>A message to somebody, without content.</summary>
    /// <param name="to">A phone number, or a BSUID.</param>
    /// <param name="type">The message's type; its content goes where the type says.</param>
    public static OutboundMessage To(string to, string type) => new()
    {
        To = Bsuid.IsOne(to) ? null : to,
        Recipient = Bsuid.IsOne(to) ? to : null,
        Type = type,
    };

    private static OutboundComponent BodyComponent(IReadOnlyList<string> texts) => new()
    {
        Type = "body",
        Parameters =
        [
            .. texts.Select(text => JsonSerializer.SerializeToElement(
                new TextParameter { Type = "text", Text = text }, CloudApiJson.Default.TextParameter)),
        ],
    };
}
