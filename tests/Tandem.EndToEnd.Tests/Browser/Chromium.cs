using Microsoft.Playwright;

namespace Tandem.EndToEnd.Tests.Browser;

/// <summary>One browser; every page in it has a profile of its own.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Chromium> LaunchAsync()
    {
        Assertions.SetDefaultExpectTimeout(20_000);
        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("TANDEM_TEST_CHROMIUM") is { Length: > 0 } named
                ? named
                : "/usr/bin/chromium",
            Args = Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [], // its sandbox refuses to run as root
        }));
    }

    /// <summary>A page anywhere.</summary>
    /// <param name="form">What it is looked at with.</param>
    /// <param name="url">Where it is.</param>
    /// <param name="session">What an earlier profile had stored; null: nothing.</param>
    public async Task<Screen> OpenAsync(Form form, string url, string? session = null)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = form.Viewport,
            IsMobile = form.IsTouched,
            HasTouch = form.IsTouched,
            ReducedMotion = ReducedMotion.Reduce, // colours halfway between two themes are nobody's choice
            StorageState = session,
        });
        context.SetDefaultTimeout(20_000);
        var screen = new Screen(await context.NewPageAsync());
        await screen.Page.GotoAsync(url);
        return screen;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
