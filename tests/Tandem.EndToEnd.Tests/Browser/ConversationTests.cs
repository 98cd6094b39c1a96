using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tandem.EndToEnd.Tests.Browser;

/// <summary>A conversation in a real browser, while people on both sides go on talking.</summary>
[Collection(nameof(Shop))]
public sealed partial class ConversationTests(Shop shop)
{
    [Fact]
    public async Task Everybody_who_speaks_appears_without_reloading_and_is_told_apart_in_words()
    {
        await shop.People.NameAsync("16505552001", "Nora Lind");
        await shop.People.SayAsync("16505552001", "What are your opening hours?");
        await using var screen = await shop.OpenConversationAsync(Form.Desk, "Nora Lind");

        await Expect(screen.Bubble("Bot, shop-bot, ").Filter(new() { HasText = "We are open" })).ToBeVisibleAsync();
        await shop.People.OwnerSaysAsync("16505552001", "Nora, I am in the shop now.");
        await Expect(screen.Bubble("Phone, Phone, ").Filter(new() { HasText = "Nora, I am" })).ToBeVisibleAsync();
        await shop.People.SayAsync("16505552001", "Then I come by");
        await Expect(screen.Bubble("Customer, Nora Lind, ").Filter(new() { HasText = "Then I" })).ToBeVisibleAsync();
        await screen.ReplyAsync("See you soon");
        await Expect(screen.Bubble("Agent, owner, ").Filter(new() { HasText = "See you soon" })).ToBeVisibleAsync();
        screen.IsQuiet();
    }

    [Fact]
    public async Task A_reply_reaches_the_customer_and_its_bubble_tells_how_far_it_came()
    {
        await shop.People.NameAsync("16505552002", "Omar Said");
        await shop.People.SayAsync("16505552002", "Is anybody there?");
        await using var screen = await shop.OpenConversationAsync(Form.Phone, "Omar Said");

        await screen.ReplyBox.FillAsync("Yes, I am.");
        await screen.Button("Send").ClickAsync();

        await Expect(screen.Bubble("Yes, I am.. Delivered")).ToBeVisibleAsync();
        await Expect(screen.ReplyBox).ToHaveValueAsync("");
        Assert.Contains("Yes, I am.", await shop.People.GotAsync("16505552002"));
        await shop.People.ReadAsync("16505552002");
        await Expect(screen.Bubble("Yes, I am.. Read")).ToBeVisibleAsync();
        screen.IsQuiet();
    }

    [Fact]
    public async Task An_echo_shows_who_holds_and_until_when_and_handing_back_returns_the_conversation()
    {
        await shop.People.NameAsync("16505552003", "Pia Romano");
        await shop.People.SayAsync("16505552003", "Hello?");
        await using var screen = await shop.OpenConversationAsync(Form.Desk, "Pia Romano");

        await shop.People.OwnerSaysAsync("16505552003", "Pia, let me see.");
        await Expect(screen.Details).ToContainTextAsync(HeldUntil());
        await Expect(screen.Page.Locator(".conversation-head").GetByText("Phone speaks")).ToBeVisibleAsync();

        await screen.Button("Hand back").ClickAsync();
        await Expect(screen.Details).ToContainTextAsync("Bots may answer");
        await screen.Button("Take over").ClickAsync();
        await Expect(screen.Details).ToContainTextAsync(HeldUntil());
        await Expect(screen.Button("Prolong")).ToBeVisibleAsync();
        screen.IsQuiet();
    }

    [Fact]
    public async Task The_life_of_a_message_opens_beside_it_and_gives_the_focus_back()
    {
        await shop.People.NameAsync("16505552004", "Quinn Adler");
        await shop.People.SayAsync("16505552004", "One with a life");
        await using var screen = await shop.OpenConversationAsync(Form.Desk, "Quinn Adler");
        var tool = screen.Bubble("One with a life").First.GetByLabel("What happened to this message");

        await tool.FocusAsync();
        await tool.PressAsync("Enter");
        var drawer = screen.Page.GetByRole(AriaRole.Dialog, new() { Name = "Life of a message" });
        await Expect(drawer).ToContainTextAsync("Webhook from WhatsApp no.");
        await drawer.GetByText("Raw JSON").First.ClickAsync();
        await Expect(drawer.Locator("pre").First).ToContainTextAsync("\"body\": \"One with a life\"");

        await screen.Page.Keyboard.PressAsync("Escape");
        await Expect(drawer).ToHaveCountAsync(0);
        await Expect(tool).ToBeFocusedAsync();
        screen.IsQuiet();
    }

    [Fact]
    public async Task Where_the_window_never_opened_the_box_says_why_nothing_can_be_sent()
    {
        await shop.People.NameAsync("16505552005", "Rosa Ferri");
        await shop.People.OwnerSaysAsync("16505552005", "Your order is ready.");
        await using var screen = await shop.OpenConversationAsync(Form.Phone, "Rosa Ferri");

        await Expect(screen.Page.GetByText("This customer has not written yet.")).ToBeVisibleAsync();
        await Expect(screen.ReplyBox).ToHaveCountAsync(0);
        await shop.People.SayAsync("16505552005", "Thank you!");
        await Expect(screen.ReplyBox).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Older_messages_come_on_scrolling_and_new_ones_do_not_drag_the_reader_away()
    {
        await shop.People.NameAsync("16505552006", "Sam Old");
        await shop.People.OwnerSaysAsync("16505552006", "Line 1 of seventy");
        await using var screen = await shop.OpenConversationAsync(Form.Desk, "Sam Old");
        for (var line = 2; line <= 70; line++)
            await shop.People.OwnerSaysAsync("16505552006", $"Line {line} of seventy");
        await Expect(screen.Bubbles).ToHaveCountAsync(70);
        await screen.Page.ReloadAsync();
        await Expect(screen.Bubbles).ToHaveCountAsync(50);
        await Expect(screen.Bubbles.Last).ToBeInViewportAsync();

        var firstLoaded = screen.Page.Locator($"#{await screen.Bubbles.First.GetAttributeAsync("id")}");
        await screen.Timeline.EvaluateAsync("log => { log.scrollTop = 40; }");
        await Expect(screen.Bubbles).ToHaveCountAsync(70);
        await Expect(firstLoaded).ToBeInViewportAsync();

        await shop.People.OwnerSaysAsync("16505552006", "The very last one");
        await Expect(screen.Button("1 new message")).ToBeVisibleAsync();
        await Expect(firstLoaded).ToBeInViewportAsync();
        await screen.Button("1 new message").ClickAsync();
        await Expect(screen.Bubble("The very last one")).ToBeInViewportAsync();
        await Expect(screen.Button("1 new message")).ToBeHiddenAsync();
        screen.IsQuiet();
    }

    [Fact]
    public async Task A_lost_connection_is_told_and_what_was_missed_appears_once_it_is_back()
    {
        await shop.People.NameAsync("16505552007", "Tess Gray");
        await shop.People.SayAsync("16505552007", "Before the tunnel");
        await using var screen = await shop.OpenAsync(Form.Phone);
        IWebSocketRoute? connection = null;
        await screen.Page.RouteWebSocketAsync(new Regex("/_blazor"), route =>
        {
            route.ConnectToServer();
            connection = route;
        });
        await screen.Page.ReloadAsync();
        await screen.ChooseAsync("Tess Gray");

        await screen.Page.Context.SetOfflineAsync(true);
        await connection!.CloseAsync();
        await Expect(screen.Page.GetByText("Connecting again…")).ToBeVisibleAsync();
        await shop.People.SayAsync("16505552007", "In the tunnel");
        await screen.LooksRightAsync("lost");
        await screen.Page.Context.SetOfflineAsync(false);

        await Expect(screen.Page.GetByText("Connecting again…")).ToBeHiddenAsync();
        await Expect(screen.Bubble("In the tunnel")).ToBeVisibleAsync();
        await screen.ReplyAsync("Welcome back");
        await Expect(screen.Bubble("Agent, owner, ").Filter(new() { HasText = "Welcome back" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Keys_alone_walk_the_inbox_and_leaving_quickly_breaks_nothing()
    {
        await using var screen = await shop.OpenAsync(Form.Desk);
        await Expect(screen.Rows.Nth(3)).ToBeVisibleAsync();
        for (var row = 0; row < 4; row++)
            await screen.Rows.Nth(row).ClickAsync();

        await WalkToTheNextAsync(screen);
        await Expect(screen.Bubbles.First).ToBeVisibleAsync();
        screen.IsQuiet();
    }

    // People go on talking: a row may move up between two keys, and the one that is open already opens nothing.
    private static async Task WalkToTheNextAsync(Screen screen)
    {
        for (var attempt = 0; ; attempt++)
        {
            await screen.Rows.First.FocusAsync();
            await screen.Page.Keyboard.PressAsync("ArrowDown");
            await screen.Page.Keyboard.PressAsync("Enter");
            try
            {
                await Expect(screen.ReplyBox).ToBeFocusedAsync(new() { Timeout = 3000 });
                return;
            }
            catch (PlaywrightException) when (attempt < 5)
            {
                // The next attempt meets other rows.
            }
        }
    }

    [GeneratedRegex(@"Bots are held until (\d+ \w+, )?\d\d:\d\d \(.+ left\)")]
    private static partial Regex HeldUntil();
}
