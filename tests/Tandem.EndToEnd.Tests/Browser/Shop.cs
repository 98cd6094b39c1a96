using Microsoft.Playwright;
using Tandem.EndToEnd.Tests.Running;

namespace Tandem.EndToEnd.Tests.Browser;

/// <summary>Tests that look at the demo with one browser; its people talk on while they do.</summary>
[CollectionDefinition(nameof(Shop))]
public sealed class ShopCollection : ICollectionFixture<Shop>;

/// <summary>The demo as a process, Chromium, and the session of somebody who came in by the printed link.</summary>
public sealed class Shop : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("tandem-browser-");
    private TandemProcess? _demo;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
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
        Assertions.SetDefaultExpectTimeout(20_000);
        _demo = await TandemProcess.StartAsync(
            "up", "--demo", "--pace", "5", "--port", "0", "--emulator-port", "0", "--data", _data.FullName);
        People = new People(Emulator);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("TANDEM_TEST_CHROMIUM") is { Length: > 0 } named
                ? named
                : "/usr/bin/chromium",
            Args = Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [], // its sandbox refuses to run as root
        });
        await using var first = await OpenAsync(Form.Desk, _demo["console"]!);
        await Assertions.Expect(first.Heading("Inbox")).ToBeVisibleAsync();
        _session = await first.Page.Context.StorageStateAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_demo is not null)
            await _demo.DisposeAsync();
        People?.Dispose();
        _data.Delete(recursive: true);
    }

    /// <summary>A page of the console, signed in.</summary>
    internal Task<Screen> OpenAsync(Form form) => OpenAsync(form, $"{Hub}/");

    /// <summary>A page anywhere, in a browser profile of its own.</summary>
    internal async Task<Screen> OpenAsync(Form form, string url, bool signedIn = true)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = form.Viewport,
            IsMobile = form.IsTouched,
            HasTouch = form.IsTouched,
            ReducedMotion = ReducedMotion.Reduce, // colours halfway between two themes are nobody's choice
            StorageState = signedIn ? _session : null,
        });
        context.SetDefaultTimeout(20_000);
        var screen = new Screen(await context.NewPageAsync());
        await screen.Page.GotoAsync(url);
        return screen;
    }

    /// <summary>The console with a customer's conversation open.</summary>
    internal async Task<Screen> OpenConversationAsync(Form form, string customer)
    {
        var screen = await OpenAsync(form);
        await screen.ChooseAsync(customer);
        return screen;
    }
}
