using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tandem.EndToEnd.Tests.Browser;

/// <summary>One page as a person sees and hears it; notes everything the browser complains about.</summary>
internal sealed class Screen : IAsyncDisposable
{
    private static readonly string? PictureFolder = Environment.GetEnvironmentVariable("TANDEM_TEST_PICTURES");
    private readonly ConcurrentQueue<string> _complaints = [];

    public Screen(IPage page)
    {
        Page = page;
        page.Console += (_, line) =>
        {
            if (line.Type is "error" or "warning")
                _complaints.Enqueue($"{line.Type}: {line.Text}");
        };
        page.PageError += (_, error) => _complaints.Enqueue($"script: {error}");
        page.RequestFailed += (_, request) => _complaints.Enqueue($"request: {request.Url} {request.Failure}");
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
                _complaints.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{response.Status}: {response.Url}"));
        };
    }

    public IPage Page { get; }

    /// <summary>What the browser complained about so far.</summary>
    public IEnumerable<string> Complaints => _complaints;

    /// <summary>The open conversation's messages.</summary>
    public ILocator Timeline => Page.GetByRole(AriaRole.Log);

    /// <summary>All messages shown.</summary>
    public ILocator Bubbles => Timeline.GetByRole(AriaRole.Article);

    /// <summary>The lines of the inbox.</summary>
    public ILocator Rows =>
        Page.GetByRole(AriaRole.Region, new() { Name = "Conversations" }).GetByRole(AriaRole.Link);

    /// <summary>Where a person answers.</summary>
    public ILocator ReplyBox => Page.GetByRole(AriaRole.Textbox, new() { Name = "Reply to" });

    /// <summary>Who speaks, the window, the contact.</summary>
    public ILocator Details => Page.GetByRole(AriaRole.Complementary, new() { Name = "Details" });

    /// <summary>The message that is read aloud with these words, beginning with who says it.</summary>
    public ILocator Bubble(string said) => Timeline.Locator($"article[aria-label*=\"{said}\"]");

    /// <summary>The page's title.</summary>
    public ILocator Heading(string name) =>
        Page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    /// <summary>Looks a customer up in the inbox and opens the conversation.</summary>
    public async Task ChooseAsync(string customer)
    {
        await Page.GetByRole(AriaRole.Searchbox).FillAsync(customer);
        await Page.GetByRole(AriaRole.Link, new() { Name = customer }).ClickAsync();
        await Expect(Heading(customer)).ToBeVisibleAsync();
        await Expect(Bubbles.First).ToBeVisibleAsync();
    }

    /// <summary>Writes into the reply box and presses Enter.</summary>
    public async Task ReplyAsync(string text)
    {
        await ReplyBox.FillAsync(text);
        await ReplyBox.PressAsync("Enter");
    }

    /// <summary>
    /// In light and in dark: nothing runs off the side, there is one title, and axe finds nothing serious.
    /// </summary>
    /// <param name="name">For the pictures that are taken when TANDEM_TEST_PICTURES names a folder.</param>
    public async Task LooksRightAsync(string name)
    {
        var tooWide = await Page.EvaluateAsync<int>(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(tooWide <= 0, $"{name} is {tooWide} pixels too wide.");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveCountAsync(1);

        foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = theme });
            await PictureAsync($"{name}-{Page.ViewportSize!.Width}-{theme.ToString().ToLowerInvariant()}.png");
            var broken = await Axe.FindAsync(Page, onlyColours: theme == ColorScheme.Dark);
            Assert.True(broken.Count == 0, $"{name}, {theme}: {string.Join(Environment.NewLine, broken)}");
        }
    }

    /// <summary>The browser has complained about nothing.</summary>
    public void IsQuiet() => Assert.Equal([], Complaints);

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    private async Task PictureAsync(string file)
    {
        if (PictureFolder is not null)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(PictureFolder, file) });
    }
}
