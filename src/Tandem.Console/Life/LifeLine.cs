using MudBlazor;
using Tandem.Console.Words;
using Tandem.Engine.Reading;

namespace Tandem.Console.Life;

/// <summary>One event of a message's life, in words.</summary>
/// <param name="Event">The event.</param>
/// <param name="Title">What happened.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Source">Where the hub has it from.</param>
/// <param name="OutcomeWord">What the hub made of it.</param>
/// <param name="Lag">How long WhatsApp's word took to arrive; null where it names no time.</param>
public sealed record LifeLine(
    LifeEventView Event, string Title, string Icon, string Source, string OutcomeWord, TimeSpan? Lag)
{
    /// <summary>The line of an event.</summary>
    public static LifeLine Of(LifeEventView happened)
    {
        var (title, icon) = TitleOf(happened);
        var lag = happened.EventTime is { } at && happened.ArrivedAt > at ? happened.ArrivedAt - at : (TimeSpan?)null;
        var source = happened.Source == "webhook" ? "Webhook from WhatsApp" : "This hub";
        return new LifeLine(happened, title, icon, source, WordOf(happened.Outcome), lag);
    }

    private static (string Title, string Icon) TitleOf(LifeEventView happened)
    {
        var said = happened.Raw?.ValueKind == System.Text.Json.JsonValueKind.Object ? happened.Raw : null;
        return happened.Kind switch
        {
            "message" => ("Message seen", Icons.Material.Rounded.ChatBubbleOutline),
            "change" => ($"Changed: {said?.TextAt("type") ?? "edit"}", Icons.Material.Rounded.EditNote),
            "status" => ($"Status: {said?.TextAt("status") ?? "reported"}", Icons.Material.Rounded.DoneAll),
            "send" => ("Asked to send", Icons.Material.Rounded.Outbox),
            "turn" => ("Its turn came", Icons.Material.Rounded.PlayArrow),
            "accepted" => ("The Cloud API answered", Icons.Material.Rounded.CallReceived),
            "rejected" => ("The Cloud API refused", Icons.Material.Rounded.Block),
            "lost" => ("No answer came", Icons.Material.Rounded.HelpOutline),
            "withdraw" => ("Taken back", Icons.Material.Rounded.Undo),
            "timer" => ("A time came due", Icons.Material.Rounded.Alarm),
            var kind => (Capital(kind.Replace('_', ' ')), Icons.Material.Rounded.Circle),
        };
    }

    private static string WordOf(string outcome) => outcome switch
    {
        "applied" => "Applied",
        "duplicate" => "Duplicate: nothing new",
        "waiting" => "Waiting for its message",
        "set_aside" => "Set aside",
        "done" => "Done",
        _ => Capital(outcome.Replace('_', ' ')),
    };

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
