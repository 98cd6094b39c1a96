using System.Globalization;
using Microsoft.AspNetCore.Components;
using Tandem.Console.Access;
using Tandem.Console.Words;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;

namespace Tandem.Console.Timeline;

/// <summary>What is known beside the messages: who speaks and until when, the window, the contact's keys.</summary>
public sealed partial class DetailsPane
{
    private bool _isBusy;

    /// <summary>The conversation.</summary>
    [Parameter, EditorRequired]
    public ConversationView Conversation { get; set; } = null!;

    /// <summary>Its number.</summary>
    [Parameter]
    public NumberView? Number { get; set; }

    /// <summary>Who looks.</summary>
    [Parameter]
    public Caller? Caller { get; set; }

    /// <summary>Why the last command did not work.</summary>
    [Parameter]
    public string? Trouble { get; set; }

    /// <summary>Take over, or prolong.</summary>
    [Parameter]
    public EventCallback OnTakeOver { get; set; }

    /// <summary>Hand back.</summary>
    [Parameter]
    public EventCallback OnHandBack { get; set; }

    /// <summary>Make it private, or open again.</summary>
    [Parameter]
    public EventCallback<bool> OnMarkPrivate { get; set; }

    /// <summary>Split off a part: the id of a merge, or a key.</summary>
    [Parameter]
    public EventCallback<string> OnSplit { get; set; }

    /// <summary>Join the conversation of a contact.</summary>
    [Parameter]
    public EventCallback<string> OnMerge { get; set; }

    /// <summary>Close the pane, where it lies over the conversation.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    private LocalTime Time { get; set; } = null!;

    private bool IsGuarded => Number?.Mode == "guard";

    private string? Refusal => Caller is null ? "You are not signed in any more." : Speaking.Of(Caller);

    private static string Percent(TimeSpan left) =>
        Math.Clamp(100 * left / WindowView.Length, 0, 100).ToString("0.#", CultureInfo.InvariantCulture);

    private async Task DoAsync(EventCallback command)
    {
        _isBusy = true;
        try
        {
            await command.InvokeAsync();
        }
        finally
        {
            _isBusy = false;
        }
    }
}
