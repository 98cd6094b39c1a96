using System.Globalization;
using Microsoft.AspNetCore.Components;
using Tandem.Console.Access;
using Tandem.Console.Layout;
using Tandem.Console.Words;
using Tandem.Engine.Reading;

namespace Tandem.Console.Life;

/// <summary>Every event of one message, with its source and time.</summary>
public sealed partial class LifeDrawer
{
    private ElementReference _dialog;
    private LifeView? _life;
    private IReadOnlyList<LifeLine> _lines = [];
    private bool _isLoaded;
    private bool _maySpeak;
    private string? _refusal;

    /// <summary>Our id of the message.</summary>
    [Parameter, EditorRequired]
    public string MessageId { get; set; } = "";

    /// <summary>It was closed.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    private LocalTime Time { get; set; } = null!;

    [Inject]
    private Browser Browser { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await ListenAsync(changes => changes.Messages.Contains(MessageId) ? LoadAsync() : Task.CompletedTask);
        _maySpeak = await Workplace.CallerAsync() is { } caller && Speaking.Of(caller) is null;
        await InTurnAsync(LoadAsync);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await Browser.ShowAsync(_dialog);
    }

    private static string PlaceOf(string end) => end switch
    {
        "customer" => "the customer's phone",
        "app" => "the business's phone",
        "api" => "this hub",
        _ => end,
    };

    private static string LagOf(TimeSpan lag) =>
        lag < TimeSpan.FromMinutes(2)
            ? string.Create(CultureInfo.InvariantCulture, $"{lag.TotalSeconds:0} s")
            : LocalTime.Span(lag);

    private bool MayBeAutomatic(MessageView message) =>
        _maySpeak && message is { Origin: "app", Via: "live", Type: "text", Automatic: false };

    // What comes of it is told by the feed, and the drawer draws itself anew.
    private async Task CallAutomaticAsync() =>
        _refusal = await Trying.ToAsync(() => Workplace.CallAutomaticAsync(MessageId, Gone));

    private async Task LoadAsync()
    {
        _life = await Workplace.LifeAsync(MessageId, Gone);
        _lines = [.. (_life?.Data ?? []).Select(LifeLine.Of)];
        _isLoaded = true;
    }
}
