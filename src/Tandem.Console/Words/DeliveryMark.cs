using MudBlazor;
using Tandem.Engine.Reading;

namespace Tandem.Console.Words;

/// <summary>How far an outgoing message came, as an icon and in words.</summary>
/// <param name="Key">Stable; the style sheet's name of it.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Label">One word.</param>
/// <param name="Explanation">A sentence for whoever asks.</param>
/// <param name="IsTrouble">Whether somebody should look at it.</param>
public sealed record DeliveryMark(string Key, string Icon, string Label, string Explanation, bool IsTrouble = false)
{
    /// <summary>
    /// The mark of a message; null where there is nothing to tell: the customer's own, or old history.
    /// </summary>
    public static DeliveryMark? Of(MessageView message) => message.Direction == "in" ? null : message.Status switch
    {
        "sending" => new(
            "sending", Icons.Material.Rounded.Schedule, "Sending", "Given to the Cloud API; no answer yet."),
        "accepted" => new(
            "accepted", Icons.Material.Rounded.CheckCircleOutline, "Accepted",
            "The Cloud API took it; WhatsApp has not said yet that it went out."),
        "sent" => new("sent", Icons.Material.Rounded.Check, "Sent", "On its way; not on the customer's phone yet."),
        "delivered" => new(
            "delivered", Icons.Material.Rounded.DoneAll, "Delivered", "It is on the customer's phone."),
        "read" => new("read", Icons.Material.Rounded.DoneAll, "Read", "The customer opened the chat."),
        "played" => new("read", Icons.Material.Rounded.DoneAll, "Played", "The customer listened to it."),
        "failed" => new(
            "failed", Icons.Material.Rounded.ErrorOutline, "Failed", Failures.Explain(message.Failure),
            IsTrouble: true),
        "unknown" => new(
            "unknown", Icons.Material.Rounded.HelpOutline, "Not known yet",
            "No answer came, so it may or may not have been sent. The hub will not send it twice; the first status "
            + "from WhatsApp settles it.",
            IsTrouble: true),
        "not_sent" => new(
            "failed", Icons.Material.Rounded.ErrorOutline, "Taken for not sent",
            "No answer came, and somebody looked: it is not there. A status from WhatsApp would outweigh that.",
            IsTrouble: true),
        null when message.Origin == "app" => new(
            "phone", Icons.Material.Rounded.Smartphone, "Sent from the phone",
            "WhatsApp does not always report how far the phone's own messages came."),
        _ => null,
    };
}
