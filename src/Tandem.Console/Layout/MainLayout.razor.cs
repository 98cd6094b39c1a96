using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Tandem.Console.Access;
using Tandem.Console.Words;
using Tandem.Engine.Registry;

namespace Tandem.Console.Layout;

/// <summary>The frame of all pages: where one is, who one is, light or dark.</summary>
public sealed partial class MainLayout : IDisposable
{
    private ErrorBoundary? _boundary;
    private Caller? _caller;
    private bool _isReady;
    private bool _isDark;

    [Inject]
    private Workplace Workplace { get; set; } = null!;

    [Inject]
    private LocalTime Time { get; set; } = null!;

    [Inject]
    private Browser Browser { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private bool IsInbox =>
        Navigation.ToBaseRelativePath(Navigation.Uri) is var path
        && (path.Length == 0 || path[0] == '?' || path.StartsWith("conversations/", StringComparison.Ordinal));

    /// <inheritdoc/>
    public void Dispose() => Navigation.LocationChanged -= OnMoved;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnMoved;
        _caller = await Workplace.CallerAsync();
        Time.SetZone(await Browser.ZoneAsync()); // before any page shows a time
        _isDark = await Browser.IsDarkAsync();
        _isReady = true;
    }

    private void OnMoved(object? sender, LocationChangedEventArgs moved) => _ = InvokeAsync(async () =>
    {
        _boundary?.Recover();
        _caller = await Workplace.CallerAsync();
        StateHasChanged();
    });

    private async Task ToggleDarkAsync() => _isDark = await Browser.ToggleDarkAsync();
}
