using System.Globalization;
using Microsoft.AspNetCore.Components;
using Tandem.Console.Access;
using Tandem.Console.Layout;
using Tandem.Console.Live;
using Tandem.Console.Words;
using Tandem.Engine.Reading;

namespace Tandem.Console.Life;

/// <summary>Every event of one message, with its source and time.</summary>
public sealed partial class LifeDrawer : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private ElementReference _dialog;
    private IDisposable? _subscription;
    private LifeView? _life;
    private IReadOnlyList<LifeLine> _lines = [];
    private bool _isLoaded;

    /// <summary>Our id of the message.</summary>
    [Parameter, EditorRequired]
    public string MessageId { get; set; } = "";

    /// <summary>It was closed.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    private Workplace Workplace { get; set; } = null!;

    [Inject]
    private LiveFeed Feed { get; set; } = null!;

    [Inject]
    private LocalTime Time { get; set; } = null!;

    [Inject]
    private Browser Browser { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _subscription?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _subscription = await Feed.ListenAsync(changes =>
            changes.Messages.Contains(MessageId) ? InvokeAsync(LoadAsync) : Task.CompletedTask);
        await LoadAsync();
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

    private string Precise(DateTimeOffset at) =>
        Time.Day(at) == Time.Day(Time.Now) ? Time.ClockToSecond(at) : $"{Time.Moment(at)}";

    private async Task LoadAsync()
    {
        if (_gone.IsCancellationRequested)
            return;

        _life = await Workplace.LifeAsync(MessageId, _gone.Token);
        _lines = [.. (_life?.Data ?? []).Select(LifeLine.Of)];
        _isLoaded = true;
        StateHasChanged();
    }
}
