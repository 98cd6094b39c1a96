using System.Net.Http.Json;
using Tandem.EndToEnd.Tests.Running;

namespace Tandem.EndToEnd.Tests.Browser;

/// <summary>An emulator alone, as a process, and a browser to look at its page.</summary>
public sealed class Desk : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private TandemProcess? _emulator;
    private Chromium? _chromium;

    /// <summary>Where the page is.</summary>
    internal string Url => _emulator!["emulator"]!;

    /// <summary>Customers and owner.</summary>
    internal People People { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _emulator = await TandemProcess.StartAsync("emulate", "--port", "0", "--seed", "11");
        People = new People(Url);
        _chromium = await Chromium.LaunchAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        if (_emulator is not null)
            await _emulator.DisposeAsync();
        People?.Dispose();
        _http.Dispose();
    }

    /// <summary>The page.</summary>
    internal Task<Screen> OpenAsync(Form form) => _chromium!.OpenAsync(form, Url);

    /// <summary>Lets the platform's time stand still or run.</summary>
    internal async Task SetClockAsync(string mode)
    {
        using var answer = await _http.PutAsJsonAsync(
            $"{Url}/_emulator/clock", new { mode }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>What the control API says about something.</summary>
    internal Task<string> GetAsync(string path) =>
        _http.GetStringAsync($"{Url}/_emulator{path}", TestContext.Current.CancellationToken);
}
