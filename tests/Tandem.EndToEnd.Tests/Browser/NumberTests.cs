using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Tandem.CloudApi.Security;
using static Microsoft.Playwright.Assertions;

namespace Tandem.EndToEnd.Tests.Browser;

/// <summary>What a person does to a number: asks its phone for what it shares once, takes again what was set aside.
/// </summary>
[Collection(nameof(Shop))]
public sealed class NumberTests(Shop shop)
{
    private const string Number = "106540352242922";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1440", "contacts")]
    [InlineData("390", "history")]
    public async Task A_sync_is_asked_for_by_a_button_that_then_is_gone(string form, string what)
    {
        await using var screen = await shop.OpenAsync(Form.Of(form));
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Numbers" }).ClickAsync();
        var button = screen.Button($"Ask for {what}");
        await Expect(screen.Page.GetByText("Meta confirms it").First).ToBeVisibleAsync();
        await Expect(button).ToBeVisibleAsync();
        await screen.LooksRightAsync("number-before");

        await button.ClickAsync();

        await Expect(button).ToHaveCountAsync(0);
        var line = screen.Page.Locator(".syncs li", new() { HasText = what == "contacts" ? "Contacts" : "History" });
        await Expect(line).ToContainTextAsync("asked by");
        await screen.LooksRightAsync("number-after");
        screen.IsQuiet();
    }

    [Theory]
    [InlineData("1440")]
    [InlineData("390")]
    public async Task What_was_set_aside_is_taken_again_by_a_button(string form)
    {
        await PostUnreadableAsync();
        await using var screen = await shop.OpenAsync(Form.Of(form));
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Received", Exact = true }).ClickAsync();
        await screen.Page.GetByText("set aside").First.ClickAsync();
        await screen.LooksRightAsync("set-aside");

        await screen.Button("Take it again").First.ClickAsync();

        await Expect(screen.Page.GetByText("taken again").First).ToBeVisibleAsync();
        await screen.LooksRightAsync("taken-again");
        screen.IsQuiet();
    }

    // An echo without an id, of somebody no other test speaks with.
    private async Task PostUnreadableAsync()
    {
        using var http = new HttpClient();
        var accounts = JsonNode.Parse(await http.GetStringAsync($"{shop.Emulator}/_emulator/accounts", Ct))!;
        var account = accounts["data"]!.AsArray().First(one => one!["numbers"]!.ToJsonString().Contains(Number))!;
        var body = Encoding.UTF8.GetBytes($$"""
            {"object":"whatsapp_business_account","entry":[{"id":"{{account["waba_id"]}}","changes":[
              {"field":"smb_message_echoes","value":{"messaging_product":"whatsapp",
               "metadata":{"display_phone_number":"15550783881","phone_number_id":"{{Number}}"},
               "message_echoes":[{"from":"15550783881","to":"491520099999","timestamp":"1750000000","type":"text",
                "text":{"body":"It has no id"} }]} }]}]}
            """);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{shop.Hub}/webhooks/whatsapp")
        {
            Content = new ByteArrayContent(body),
        };
        request.Headers.Add(
            WebhookSignature.HeaderName,
            WebhookSignature.Sign(body, Encoding.UTF8.GetBytes((string)account["app_secret"]!)));
        using var answer = await http.SendAsync(request, Ct);
        answer.EnsureSuccessStatusCode();
    }
}
