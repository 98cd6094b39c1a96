using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Tandem.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace Tandem.EndToEnd.Tests.Browser;

/// <summary>The emulator's page in a real browser: phones, what the API saw, the world's controls.</summary>
[Collection(nameof(OneAtATime))]
public sealed class EmulatorTests(Desk desk) : IClassFixture<Desk>
{
    [Fact]
    public async Task A_message_is_followed_through_all_columns()
    {
        await desk.People.NameAsync("16505557001", "Theo Blank");
        var said = await desk.People.SayAsync("16505557001", "Follow me");
        foreach (var later in (string[])["16505557011", "16505557012", "16505557013"])
            await desk.People.SayAsync(later, "Two others are shown beside the phone"); // until a chat is opened
        await using var screen = await desk.OpenAsync(Form.Desk);
        await screen.Page.Locator("#phone").GetByRole(AriaRole.Button, new() { Name = "Theo Blank" }).ClickAsync();

        var bubble = screen.Page.Locator($"#phone [data-wamid='{said}']");
        await bubble.ClickAsync(new() { Position = new() { X = 8, Y = 8 } });

        foreach (var column in (string[])["#phone", "#customers", "#seen"])
            await Expect(screen.Page.Locator($"{column} .followed").First).ToBeVisibleAsync();
        var life = screen.Page.Locator(".life");
        await Expect(life).ToContainTextAsync("Theo Blank sent it");
        await Expect(life).ToContainTextAsync("On the owner’s phone");
        await Expect(life).ToContainTextAsync("Webhook messages answered 200");
        await screen.LooksRightAsync("followed");
        await life.GetByRole(AriaRole.Button, new() { Name = "Stop following" }).ClickAsync();
        await Expect(screen.Page.Locator(".followed")).ToHaveCountAsync(0);
        screen.IsQuiet();
    }

    [Fact]
    public async Task What_never_arrives_is_shown_in_grey_with_its_reason()
    {
        await desk.People.NameAsync("16505557002", "Wim Duisen");
        await desk.People.SayAsync("16505557002", "Do you deliver?");
        await using var screen = await desk.OpenAsync(Form.Desk);
        var phone = screen.Page.Locator("#phone");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Wim Duisen" }).ClickAsync();

        await phone.GetByRole(AriaRole.Button, new() { Name = "Companion", Exact = true }).ClickAsync();
        await screen.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Windows" }).ClickAsync();
        await phone.GetByLabel("Written on").SelectOptionAsync("Windows");
        await phone.GetByLabel("Reply from the phone").FillAsync("From the PC");
        await screen.Page.Keyboard.PressAsync("Enter");

        var never = screen.Page.Locator("#seen .never", new() { HasText = "From the PC" });
        await Expect(never).ToContainTextAsync("on Windows");
        await Expect(never).ToContainTextAsync("unsupported_companion");
        screen.IsQuiet();
    }

    [Fact]
    public async Task A_phone_without_a_connection_says_what_waits_for_it()
    {
        await desk.People.NameAsync("16505557003", "Ulla Kern");
        await using var screen = await desk.OpenAsync(Form.Desk);
        var phone = screen.Page.Locator("#phone");
        var network = phone.GetByRole(AriaRole.Switch, new() { Name = "Network" });

        await network.ClickAsync();
        await Expect(network).ToHaveAttributeAsync("aria-checked", "false");
        await desk.People.SayAsync("16505557003", "One");
        await Expect(phone.GetByText("1 waiting for this phone")).ToBeVisibleAsync(); // or the second may overtake it
        await desk.People.SayAsync("16505557003", "Two");
        await Expect(phone.GetByText("2 waiting for this phone")).ToBeVisibleAsync();
        await screen.LooksRightAsync("offline");
        await network.ClickAsync();

        await Expect(phone.GetByText("waiting for this phone")).ToHaveCountAsync(0);
        await Expect(phone.GetByText("Two", new() { Exact = true })).ToBeVisibleAsync();
        screen.IsQuiet();
    }

    [Fact]
    public async Task Profiles_faults_and_time_are_a_click_away_and_shown_to_whoever_looks()
    {
        await using var screen = await desk.OpenAsync(Form.Desk);
        await using var other = await desk.OpenAsync(Form.Desk);
        await screen.Button("World").ClickAsync();
        var world = screen.Page.Locator("#world");

        await world.GetByRole(AriaRole.Button, new() { Name = "field", Exact = true }).ClickAsync();
        await Expect(other.Page.Locator("#bar").GetByRole(AriaRole.Button, new() { Name = "field" }))
            .ToHaveAttributeAsync("aria-pressed", "true");
        await world.GetByLabel("Kind of fault").SelectOptionAsync("echo_lost");
        await world.GetByRole(AriaRole.Button, new() { Name = "Let it happen" }).ClickAsync();
        await Expect(other.Page.GetByText("1 fault")).ToBeVisibleAsync();
        await screen.LooksRightAsync("world");
        await world.GetByRole(AriaRole.Button, new() { Name = "End echo lost" }).ClickAsync();
        await Expect(other.Page.GetByText("1 fault")).ToHaveCountAsync(0);

        await world.GetByRole(AriaRole.Button, new() { Name = "stands" }).ClickAsync();
        await Expect(other.Page.Locator("#bar").GetByText("stands")).ToBeVisibleAsync();
        var before = await NowAsync();
        await world.GetByRole(AriaRole.Button, new() { Name = "+1 h" }).ClickAsync();
        await Expect(other.Page.Locator("#bar time")).ToHaveTextAsync(ClockOf(before + TimeSpan.FromHours(1)));
        Assert.Equal(TimeSpan.FromHours(1), await NowAsync() - before);

        await world.GetByRole(AriaRole.Searchbox).FillAsync("echo api");
        await world.GetByRole(AriaRole.Switch, new() { Name = "Echo api sends" }).ClickAsync();
        await Expect(world.GetByRole(AriaRole.Switch, new() { Name = "Echo api sends" }))
            .ToHaveAttributeAsync("aria-checked", "true");
        await world.GetByRole(AriaRole.Switch, new() { Name = "Echo api sends" }).ClickAsync();
        await world.GetByRole(AriaRole.Button, new() { Name = "real" }).ClickAsync();
        await world.GetByRole(AriaRole.Button, new() { Name = "documented", Exact = true }).ClickAsync();
        await Expect(other.Page.Locator("#bar").GetByRole(AriaRole.Button, new() { Name = "documented" }))
            .ToHaveAttributeAsync("aria-pressed", "true");
        screen.IsQuiet();
    }

    [Fact]
    public async Task Every_view_is_reached_on_a_phone_and_fits()
    {
        await desk.People.NameAsync("16505557004", "Rosa Quint");
        await desk.People.SayAsync("16505557004", "Hello from a small screen");
        await using var screen = await desk.OpenAsync(Form.Phone);
        var tabs = screen.Page.GetByRole(AriaRole.Navigation, new() { Name = "Views" });

        foreach (var (tab, shows) in (IEnumerable<(string, string)>)
            [("Customer", "#customers"), ("API", "#seen"), ("World", "#world"), ("Tour", "#tour"), ("Phone", "#phone")])
        {
            await tabs.GetByRole(AriaRole.Button, new() { Name = tab }).ClickAsync();
            await Expect(screen.Page.Locator(shows)).ToBeVisibleAsync();
            await screen.LooksRightAsync("tab-" + tab);
        }

        screen.IsQuiet();
    }

    [Fact]
    public async Task The_page_reads_well_before_the_emulator_has_said_anything()
    {
        await using var screen = await desk.OpenAsync(Form.Phone);
        await screen.Page.RouteAsync("**/_emulator/**", _ => Task.CompletedTask); // is never answered
        await screen.Page.ReloadAsync();

        await Expect(screen.Page.Locator("#bar .live")).ToHaveTextAsync("connecting");
        await screen.LooksRightAsync("silent");
    }

    private async Task<DateTimeOffset> NowAsync() => DateTimeOffset.Parse(
        (string)JsonNode.Parse(await desk.GetAsync("/clock"))!["now"]!, CultureInfo.InvariantCulture);

    private static string ClockOf(DateTimeOffset instant) =>
        instant.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
