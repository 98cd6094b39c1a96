using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tandem.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace Tandem.EndToEnd.Tests.Browser;

/// <summary>The guided tour, walked in the page as a reader does.</summary>
[Collection(nameof(OneAtATime))]
public sealed partial class TourTests(Desk desk) : IClassFixture<Desk>
{
    [Fact]
    public async Task All_chapters_are_walked_in_both_profiles_and_every_promise_comes_true()
    {
        // Time that stands jumps to what happens next: the walk waits for nothing.
        await desk.SetClockAsync("virtual");
        await using var screen = await desk.OpenAsync(Form.Desk);
        await screen.Button("Tour").ClickAsync();
        var chapters = await screen.Page.Locator(".chapters button").CountAsync();
        var runs = 0;

        for (var chapter = 0; chapter < chapters; chapter++)
        {
            await screen.Page.Locator(".chapters button").Nth(chapter).ClickAsync();
            do
                await WalkAsync(screen);
            while (++runs > 0 && await GoOnAsync(screen));
        }

        await Expect(screen.Page.Locator(".chapters .seen")).ToHaveCountAsync(chapters);
        Assert.True(runs > chapters, "Some chapters are played in both profiles.");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Close this panel" }).ClickAsync();
        await Expect(screen.Page.Locator("#bar .number")).ToContainTextAsync("Lucky Shrub");
        await desk.SetClockAsync("real");
        IsQuietButForRefusals(screen);
    }

    [Theory]
    [InlineData("1440")]
    [InlineData("390")]
    public async Task A_chapter_in_real_time_looks_right_and_leads_the_eye(string form)
    {
        await using var screen = await desk.OpenAsync(Form.Of(form));
        await OpenChapterAsync(screen, "A4");
        await screen.LooksRightAsync("tour");

        await screen.Page.Locator("#tour [data-hold=do]").ClickAsync();
        await Expect(screen.Page.Locator("#phone.watched")).ToBeVisibleAsync();
        await Expect(screen.Page.Locator("#phone").GetByText("5 waiting for this phone")).ToBeVisibleAsync();
        if (Form.Of(form).IsTouched)
        {
            var strip = screen.Page.Locator("#strip");
            await Expect(strip).ToContainTextAsync("Five messages wait for the phone");
            await strip.Locator("[data-hold=do]").ClickAsync();
            await Expect(screen.Page.Locator("#customers")).ToBeVisibleAsync();
        }
        else
            await screen.Page.Locator("#tour [data-hold=do]").ClickAsync();
        await Expect(screen.Page.Locator(Form.Of(form).IsTouched ? "#strip .before" : "#tour .act.done").First)
            .ToBeVisibleAsync();
        await screen.LooksRightAsync("tour-step");
        if (Form.Of(form).IsTouched)
            await screen.Page.Locator("#tabs [data-view=tour]").ClickAsync();
        await screen.Page.Locator("#tour [data-hold=leave]").ClickAsync();
        await Expect(screen.Page.Locator("#bar .number")).ToContainTextAsync("Lucky Shrub");
        screen.IsQuiet();
    }

    [Fact]
    public async Task A_tour_that_is_left_puts_back_what_it_changed_and_is_resumed_where_it_was()
    {
        var before = await WorldAsync();
        await using var screen = await desk.OpenAsync(Form.Desk);
        await OpenChapterAsync(screen, "A12");
        await screen.Page.Locator("#tour .segments button").Last.ClickAsync();
        await screen.Page.Locator("#tour [data-hold=do]").ClickAsync();
        await Expect(screen.Page.Locator(".act.done")).ToHaveCountAsync(1);
        Assert.NotEqual(before, await WorldAsync());

        await screen.Page.ReloadAsync();
        await screen.Button("Tour").ClickAsync();
        await Expect(screen.Page.Locator("#tour h2")).ToHaveTextAsync("Heavy traffic");

        await Expect(screen.Page.Locator("#bar .number")).ToContainTextAsync("Lucky Shrub");
        Assert.Equal(before, await WorldAsync());
        screen.IsQuiet();
    }

    private static async Task OpenChapterAsync(Screen screen, string claim)
    {
        await (screen.Page.ViewportSize!.Width < 1100
            ? screen.Page.Locator("#tabs [data-view=tour]")
            : screen.Button("Tour")).ClickAsync();
        await screen.Page.Locator($".chapters button[aria-label^='{claim}:']").ClickAsync();
        await Expect(screen.Page.Locator("#tour .claim b")).ToHaveTextAsync(claim);
    }

    private static async Task WalkAsync(Screen screen)
    {
        var acts = screen.Page.Locator("#tour .acts > li");
        for (var step = 0; step < await acts.CountAsync(); step++)
        {
            await screen.Page.Locator("#tour [data-hold=do]").ClickAsync();
            await Expect(acts.Nth(step)).ToHaveClassAsync(Settled());
            var look = await acts.Nth(step).GetAttributeAsync("class");
            Assert.True(look!.Contains("done", StringComparison.Ordinal), await acts.Nth(step).InnerTextAsync());
        }
    }

    private static async Task<bool> GoOnAsync(Screen screen)
    {
        await Expect(screen.Page.Locator(".ending")).ToBeVisibleAsync();
        var next = screen.Page.Locator(".ending [data-hold=on]");
        if (await next.CountAsync() == 0)
            return false;
        await next.ClickAsync();
        return true;
    }

    /// <summary>Chapters let calls be refused, which a browser complains about; about nothing else.</summary>
    private static void IsQuietButForRefusals(Screen screen) =>
        Assert.Equal([], screen.Complaints.Where(complaint => !Refusal().IsMatch(complaint)));

    private async Task<string> WorldAsync() => string.Join('\n',
        await desk.GetAsync("/switches"),
        await desk.GetAsync("/faults"),
        (string?)JsonNode.Parse(await desk.GetAsync("/clock"))!["mode"]);

    [GeneratedRegex(@"\b(done|failed)\b")]
    private static partial Regex Settled();

    [GeneratedRegex(@"^(400|403): |status of 40[03]")]
    private static partial Regex Refusal();
}
