using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tandem.EndToEnd.Tests.Browser;

/// <summary>Every screen on a desk and on a phone, in light and in dark.</summary>
[Collection(nameof(Shop))]
public sealed class LookTests(Shop shop)
{
    private const string Name = "Maximiliane-Charlotte von Habsburg-Lothringen de la Cruz";

    public static TheoryData<string> Forms => [Form.Desk.Name, Form.Phone.Name];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_conversation_of_everything_that_can_be_said_fits_and_can_be_read(string form)
    {
        var customer = $"49152000{form}";
        await shop.People.NameAsync(customer, $"{Name} {form}");
        await SayEverythingAsync(customer);
        await using var screen = await shop.OpenConversationAsync(Form.Of(form), $"{Name} {form}");

        await Expect(screen.Bubble("look at the phone")).ToBeVisibleAsync();
        await Expect(screen.Bubble("The last of all")).ToBeVisibleAsync();
        await screen.LooksRightAsync("conversation");

        await screen.Bubbles.First.GetByLabel("What happened to this message").ClickAsync();
        var drawer = screen.Page.GetByRole(AriaRole.Dialog);
        await drawer.GetByText("Raw JSON").First.ClickAsync();
        await Expect(drawer.Locator("pre").First).ToBeVisibleAsync();
        await screen.LooksRightAsync("life");
        await drawer.GetByLabel("Close").ClickAsync();

        await screen.Bubble("The last of all").GetByLabel("Reply to this message").ClickAsync();
        await Expect(screen.Button("Do not quote this message")).ToBeVisibleAsync();
        await screen.ReplyBox.FillAsync("A first line\nand a second one");
        await screen.LooksRightAsync("reply");
        screen.IsQuiet();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Inbox_numbers_and_received_webhooks_fit_and_can_be_read(string form)
    {
        await using var screen = await shop.OpenAsync(Form.Of(form));
        await Expect(screen.Rows.Nth(3)).ToBeVisibleAsync();
        await screen.LooksRightAsync("inbox");

        await screen.Page.GetByRole(AriaRole.Searchbox).FillAsync("nobody of this name");
        await Expect(screen.Page.GetByText("Nothing matches")).ToBeVisibleAsync();
        await screen.LooksRightAsync("nobody");

        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Numbers" }).ClickAsync();
        await Expect(screen.Page.GetByText("received =")).ToBeVisibleAsync();
        await Expect(screen.Page.GetByText("Connected")).ToBeVisibleAsync();
        await screen.LooksRightAsync("numbers");

        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Received", Exact = true }).ClickAsync();
        await screen.Page.GetByText("message: applied").First.ClickAsync();
        await Expect(screen.Page.Locator("pre").First).ToContainTextAsync("whatsapp_business_account");
        await screen.LooksRightAsync("received");
        screen.IsQuiet();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task What_is_missing_is_listed_and_whoever_has_looked_closes_it(string form)
    {
        var customer = $"49152002{form}";
        await shop.People.NameAsync(customer, $"Quirin Gap {form}");
        await shop.People.SayAsync(customer, "poll_creation", Json("""{"name": "Which?"}"""));
        await using var screen = await shop.OpenAsync(Form.Of(form));
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Gaps" }).ClickAsync();
        var card = screen.Page.Locator(".gap-card", new() { HasText = $"Quirin Gap {form}" });

        await Expect(card).ToContainTextAsync("A kind the API does not carry");
        await screen.Page.GetByText("What leaves no evidence at all").ClickAsync();
        await screen.LooksRightAsync("gaps");
        await card.GetByText("I have looked").ClickAsync();
        await Expect(card).ToHaveCountAsync(0);
        await screen.Button("Closed").ClickAsync();
        await Expect(card).ToContainTextAsync("closed by");
        screen.IsQuiet();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_conversation_becomes_private_and_shows_why_nothing_is_shown(string form)
    {
        var customer = $"49152003{form}";
        await shop.People.NameAsync(customer, $"Tante Frieda {form}");
        await shop.People.SayAsync(customer, "Sunday at ours?");
        await using var screen = await shop.OpenConversationAsync(Form.Of(form), $"Tante Frieda {form}");
        await Expect(screen.Bubble("Sunday at ours?")).ToBeVisibleAsync();
        if (Form.Of(form).IsTouched)
            await screen.Button("Details").ClickAsync();

        await screen.Details.GetByText("Mark as private").ClickAsync();
        await Expect(screen.Details.GetByRole(AriaRole.Alert)).ToContainTextAsync("loses its words for good");
        await screen.LooksRightAsync("private-asked");
        await screen.Details.GetByText("Yes, mark as private").ClickAsync();
        await Expect(screen.Details.GetByText("Make open")).ToBeVisibleAsync();
        if (Form.Of(form).IsTouched)
            await screen.Button("Close details").ClickAsync();

        await Expect(screen.Page.GetByText("This conversation is private")).ToBeVisibleAsync();
        await Expect(screen.Page.GetByText("Sunday at ours?")).ToHaveCountAsync(0);
        await screen.LooksRightAsync("private");
        await screen.Page.GotoAsync($"{shop.Hub}/");
        await Expect(screen.Rows.Filter(new() { HasText = "Private" }).First)
            .ToContainTextAsync("Nothing it says is kept");
        await screen.LooksRightAsync("private-inbox");
        screen.IsQuiet();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Whoever_changes_the_number_stays_one_and_who_is_two_is_joined_and_split_again(string form)
    {
        var (mover, other) = ($"49152004{form}", $"49152005{form}");
        var (name, otherName) = ($"Wanda Moves {form}", $"Wanda's office {form}");
        await shop.People.NameAsync(mover, name);
        await shop.People.NameAsync(other, otherName);
        await shop.People.SayAsync(other, "From the office phone");
        await shop.People.SayAsync(mover, "From my old number");
        await shop.People.ChangeNumberAsync(mover, $"49152006{form}");
        await shop.People.SayAsync(mover, "From my new number");
        await using var screen = await shop.OpenConversationAsync(Form.Of(form), name);
        await Expect(screen.Bubble("From my old number")).ToBeVisibleAsync();
        await Expect(screen.Bubble("From my new number")).ToBeVisibleAsync();

        if (Form.Of(form).IsTouched)
            await screen.Button("Details").ClickAsync();
        await Expect(screen.Details).ToContainTextAsync("Former number");
        await Expect(screen.Details).ToContainTextAsync($"Changed to 49152006{form}");
        await screen.Details.GetByText("Same person as").ClickAsync();
        await screen.Details.GetByLabel("Number, user id or @username").FillAsync($"+{other}");
        await screen.Details.GetByRole(AriaRole.Button, new() { Name = "Join", Exact = true }).ClickAsync();

        await Expect(screen.Details).ToContainTextAsync("said so");
        await screen.LooksRightAsync("identity-joined");
        var joined = screen.Details.Locator(".identity-merge", new() { HasText = "said so" });
        await joined.GetByText("Take back").ClickAsync();
        await Expect(screen.Details.GetByRole(AriaRole.Alert)).ToContainTextAsync("a conversation of their own");
        await screen.LooksRightAsync("identity-asked");
        await screen.Details.GetByText("Yes, split").ClickAsync();

        await Expect(screen.Details).ToContainTextAsync("split off");
        await screen.LooksRightAsync("identity-split");
        if (Form.Of(form).IsTouched)
            await screen.Button("Close details").ClickAsync();
        await Expect(screen.Bubble("From the office phone")).ToHaveCountAsync(0);
        await Expect(screen.Bubble("From my old number")).ToBeVisibleAsync();
        screen.IsQuiet();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Closed_windows_details_and_wrong_addresses_fit_and_can_be_read(string form)
    {
        var customer = $"39060000{form}";
        await shop.People.NameAsync(customer, $"Giulia {form}");
        await shop.People.OwnerSaysAsync(customer, "Il suo ordine è pronto.");
        await using var screen = await shop.OpenConversationAsync(Form.Of(form), $"Giulia {form}");
        await Expect(screen.Page.GetByText("This customer has not written yet.")).ToBeVisibleAsync();
        await screen.LooksRightAsync("closed");

        if (Form.Of(form).IsTouched)
        {
            await screen.Button("Details").ClickAsync();
            await Expect(screen.Details).ToContainTextAsync("Never opened");
            await screen.LooksRightAsync("details");
        }

        await screen.Page.GotoAsync($"{shop.Hub}/conversations/1-999999");
        await Expect(screen.Heading("No such conversation")).ToBeVisibleAsync();
        await screen.LooksRightAsync("missing");
        screen.IsQuiet();

        await screen.Page.GotoAsync($"{shop.Hub}/mistyped");
        await Expect(screen.Heading("There is nothing here")).ToBeVisibleAsync();
        await screen.LooksRightAsync("mistyped");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task The_sign_in_page_fits_and_can_be_read(string form)
    {
        await using var screen = await shop.OpenAsync(Form.Of(form), $"{shop.Hub}/", signedIn: false);
        await screen.Page.GetByLabel("API key").FillAsync("tandem_wrong");
        screen.IsQuiet();
        await screen.Button("Sign in").ClickAsync();
        await Expect(screen.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No key of this hub");
        await screen.LooksRightAsync("signin");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task The_emulators_phone_fits_can_be_read_and_answers(string form)
    {
        var customer = $"49152001{form}";
        var name = $"The Honourable Archibald-Bartholomew Featherstonehaugh-Cholmondeley {form}";
        await shop.People.NameAsync(customer, name);
        await SayEverythingAsync(customer);
        await using var screen = await shop.OpenAsync(Form.Of(form), shop.Emulator, signedIn: false);
        var phone = screen.Page.Locator("#phone");
        var messages = phone.GetByRole(AriaRole.List, new() { Name = "Messages on the owner's phone" });

        await phone.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
        await Expect(messages.GetByText("The last of all")).ToBeVisibleAsync();
        await screen.LooksRightAsync("emulator");
        await phone.GetByLabel("Reply from the phone").FillAsync("Lucía here");
        await screen.Page.Keyboard.PressAsync("Enter");
        await Expect(messages.GetByText("Lucía here")).ToBeVisibleAsync();
        screen.IsQuiet();
    }

    [Fact]
    public async Task A_theme_once_chosen_is_kept()
    {
        await using var screen = await shop.OpenAsync(Form.Desk);

        await screen.Button("Switch to dark").ClickAsync();
        await Expect(screen.Button("Switch to light")).ToBeVisibleAsync();
        await screen.Page.ReloadAsync();

        await Expect(screen.Button("Switch to light")).ToBeVisibleAsync();
        await Expect(screen.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    [Fact]
    public async Task A_page_that_cannot_be_read_would_be_noticed()
    {
        await using var screen = await shop.OpenAsync(Form.Desk, $"{shop.Hub}/", signedIn: false);
        await screen.Page.EvaluateAsync(
            "document.querySelector('main').innerHTML = '<p style=\"color:#bbb;background:#fff\">faint</p><input>'");

        var found = await Axe.FindAsync(screen.Page, onlyColours: false);

        Assert.Equal(["color-contrast", "label"], found.Select(broken => broken.Split(':')[0]).Order());
    }

    private async Task SayEverythingAsync(string customer)
    {
        var people = shop.People;
        var first = await people.SayAsync(customer, "Guten Tag! Sind Sie da? 🌵");
        await people.SayAsync(customer, "image", Json("""{"caption": "Yellow leaves"}"""));
        await people.SayAsync(customer, "document", Json("""{"filename": "A-name-that-does-not-end-in-sight.pdf"}"""));
        await people.SayAsync(customer, "audio", Json("{}"));
        await people.SayAsync(customer, "location", Json("""{"latitude": 52.52, "longitude": 13.4, "name": "Shop"}"""));
        await people.SayAsync(customer, "contacts", Json("""[{"name": {"formatted_name": "Barbara Beispiel"}}]"""));
        await people.SayAsync(customer, "poll_creation", Json("""{"name": "Which?"}"""));
        await people.SayAsync(customer, "text", Json("""{"body": "شكرا، هل المتجر مفتوح اليوم؟"}"""), first);
        await people.SayAsync(customer, new string('W', 200));
        var edited = await people.SayAsync(customer, "Two, please");
        await people.SayAsync(customer, "edit", new JsonObject
        {
            ["original_message_id"] = edited,
            ["message"] = Json("""{"type": "text", "text": {"body": "Three"}}"""),
        });
        var regretted = await people.SayAsync(customer, "Never mind");
        await people.SayAsync(customer, "revoke", Json($$"""{"original_message_id": "{{regretted}}"}"""));
        await people.SayAsync(customer, "🌱");
        await people.SayAsync(
            customer, "text", Json("""{"body": "About another one"}"""), "wamid.HBgLMTY1MDU1NTEwMDEVAgASGBQzQQA=");
        var last = await people.OwnerSaysAsync(customer, "The last of all", edited);
        await people.SayAsync(customer, "reaction", Json($$"""{"message_id": "{{last}}", "emoji": "❤️"}"""));
    }

    private static JsonNode Json(string json) => JsonNode.Parse(json)!;
}
