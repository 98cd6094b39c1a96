using Microsoft.AspNetCore.Components;
using Tandem.Console.Words;
using Tandem.Engine.Reading;

namespace Tandem.Console.Timeline;

/// <summary>One message.</summary>
public sealed partial class Bubble
{
    /// <summary>The message.</summary>
    [Parameter, EditorRequired]
    public MessageView Message { get; set; } = null!;

    /// <summary>Who said it.</summary>
    [Parameter, EditorRequired]
    public Voice Voice { get; set; } = null!;

    /// <summary>What the customer is called.</summary>
    [Parameter]
    public string CustomerName { get; set; } = "Customer";

    /// <summary>The message it answers, if that is known.</summary>
    [Parameter]
    public MessageView? Quoted { get; set; }

    /// <summary>Its life is wanted.</summary>
    [Parameter]
    public EventCallback<MessageView> OnOpen { get; set; }

    /// <summary>It is to be answered.</summary>
    [Parameter]
    public EventCallback<MessageView> OnReplyTo { get; set; }

    /// <summary>The message it answers is to be shown.</summary>
    [Parameter]
    public EventCallback<MessageView> OnPoint { get; set; }

    [Inject]
    private LocalTime Time { get; set; } = null!;

    private Said Shown { get; set; } = new(Text: null, Card: null);

    private string? Picture => MediaWords.PictureOf(Message);

    private string PictureText => Shown.Text is { Length: > 0 } caption
        ? $"Picture from {Voice.NameOf(Message, CustomerName)}: {caption}"
        : $"Picture from {Voice.NameOf(Message, CustomerName)}, without words";

    private DeliveryMark? Mark { get; set; }

    // What the app shows of these is not documented; people at the phone may not see what was said.
    private bool HidesOnPhone => Message is { Origin: "api", Type: "interactive" or "template" };

    private string Classes =>
        "bubble"
        + (Message.Revoked ? " bubble-gone" : "")
        + (GapLook.HidesContent(Message.Gap) ? " bubble-gap" : "")
        + (Mark is { IsTrouble: true } ? " bubble-trouble" : "")
        + (Message.Reactions is { Count: > 0 } ? " bubble-reacted" : "");

    private string Spoken =>
        $"{Voice.Label}, {Voice.NameOf(Message, CustomerName)}, {Time.Moment(Message.Timestamp)}: "
        + Said.Preview(Message)
        + (Mark is { } mark ? $". {mark.Label}" : "");

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        Shown = Said.Of(Message);
        Mark = DeliveryMark.Of(Message);
    }
}
