using Microsoft.Playwright;
using Tandem.EndToEnd.Tests.Running;

namespace Tandem.EndToEnd.Tests.Browser;

/// <summary>Tests that look at the demo with one browser; its people talk on while they do.</summary>
[CollectionDefinition(nameof(Shop), DisableParallelization = true)]
public sealed class ShopCollection : ICollectionFixture<Shop>;

/// <summary>The demo as a process, Chromium, and the session of somebody who came in by the printed link.</summary>
public sealed class Shop : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("tandem-browser-");
    private TandemProcess? _demo;
    private Chromium? _chromium;
    private string? _session;

    /// <summary>Where the console is.</summary>
    internal string Hub => _demo!.Hub;

    /// <summary>Where the emulator's page is.</summary>
    internal string Emulator => _demo!["emulator"]!;

    /// <summary>Customers and owner.</summary>
    internal People People { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _demo = await TandemProcess.StartAsync(
            "up", "--demo", "--pace", "5", "--port", "0", "--emulator-port", "0", "--data", _data.FullName);
        People = new People(Emulator);
        _chromium = await Chromium.LaunchAsync();
        await using var first = await OpenAsync(Form.Desk, _demo["console"]!);
        await Assertions.Expect(first.Heading("Inbox")).ToBeVisibleAsync();
        _session = await first.Page.Context.StorageStateAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        if (_demo is not null)
            await _demo.DisposeAsync();
        People?.Dispose();
        _data.Delete(recursive: true);
    }

    /// <summary>A page of the console, signed in.</summary>
    internal Task<Screen> OpenAsync(Form form) => OpenAsync(form, $"{Hub}/");

    /// <summary>A page anywhere, in a browser profile of its own.</summary>
    internal Task<Screen> OpenAsync(Form form, string url, bool signedIn = true) =>
        _chromium!.OpenAsync(form, url, signedIn ? _session : null);

    /// <summary>The console with a customer's conversation open.</summary>
    internal async Task<Screen> OpenConversationAsync(Form form, string customer)
    {
        var screen = await OpenAsync(form);
        await screen.ChooseAsync(customer);
        return screen;
    }
}
