using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Tandem.Platform;
using Tandem.Platform.Link;

namespace Tandem.Emulator.Tests;

/// <summary>The life of a link over HTTP: the control API on one side, Graph and webhooks on the other.</summary>
public sealed class LinkTests : IAsyncLifetime
{
    private const string Number = "15550783881";
    private Endpoint _endpoint = null!;
    private EmulatorHost _emulator = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _endpoint = await Endpoint.StartAsync();
        var account = AccountSetup.LuckyShrub("EAAG-link", "secret") with
        {
            CallbackUrl = _endpoint.Url,
            VerifyToken = Endpoint.VerifyToken,
            Numbers = [new(Stage.NumberId, "+1 555-078-3881", "Lucky Shrub", Link: LinkState.AppOnly)],
        };
        _emulator = await EmulatorHost.StartAsync(new()
        {
            Port = 0,
            Platform = new()
            {
                Accounts = [account],
                GraphLatency = Latency.None,
                WebhookLatency = Latency.None,
                SyncStartsAfter = Latency.None,
                SyncPace = Latency.None,
                ReregistrationTakes = Latency.Milliseconds(50, 100),
            },
        });
        _http = new() { BaseAddress = new(_emulator.Url) };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _emulator.DisposeAsync();
        await _endpoint.DisposeAsync();
    }

    [Fact]
    public async Task A_number_is_onboarded_synchronised_offboarded_reconnected_and_disconnected()
    {
        Assert.Equal("app_only", (string?)(await LinkAsync())["state"]);
        await OnboardAsync();
        Assert.Equal("connected", (string?)(await LinkAsync())["state"]);

        await DoAsync(HttpMethod.Put, "phones/15550783881/contacts/anna", new { full_name = "Anna Nowak" });
        await GraphAsync("smb_app_data", new { messaging_product = "whatsapp", sync_type = "history" });
        await Stage.UntilAsync(() => Fields("history").Count > 0 && Fields("smb_app_state_sync").Count > 0);
        Assert.Equal("Anna", (string?)Fields("smb_app_state_sync")[0]["state_sync"]![0]!["contact"]!["first_name"]);
        var threads = Fields("history").SelectMany(value => value["history"]!.AsArray())
            .SelectMany(chunk => chunk!["threads"]!.AsArray());
        Assert.Equal(6, threads.Sum(thread => thread!["messages"]!.AsArray().Count));

        await DoAsync(HttpMethod.Post, $"phones/{Number}/link/reregister");
        await Stage.UntilAsync(() => Events().Contains("ACCOUNT_RECONNECTED"));
        var ended = await DoAsync(HttpMethod.Post, $"phones/{Number}/link/downgrade");
        Assert.Equal(("removed", "downgrade"), ((string?)ended["link"]!["state"], (string?)ended["link"]!["ending"]));
        await Stage.UntilAsync(() => Events().Contains("PARTNER_REMOVED"));
        Assert.Contains("ACCOUNT_OFFBOARDED", Events());
    }

    [Fact]
    public async Task The_address_book_is_listed_edited_and_emptied()
    {
        var saved = await DoAsync(
            HttpMethod.Put, $"phones/{Number}/contacts/anna", new { full_name = "Anna Nowak", first_name = "Ania" });
        Assert.Equal(("anna", "Ania"), ((string?)saved["customer"], (string?)saved["first_name"]));
        var list = await DoAsync(HttpMethod.Get, $"phones/{Number}/contacts");
        Assert.Equal("Anna Nowak", (string?)Assert.Single(list["data"]!.AsArray())!["full_name"]);

        Assert.Empty(await DoAsync(HttpMethod.Delete, $"phones/{Number}/contacts/anna"));
        Assert.Empty((await DoAsync(HttpMethod.Get, $"phones/{Number}/contacts"))["data"]!.AsArray());
    }

    [Fact]
    public async Task A_change_of_number_shows_the_new_one_and_all_numbers_are_listed()
    {
        var changed = await DoAsync(
            HttpMethod.Post, $"phones/{Number}/link/change_number", new { to = "+1 555-078-3999" });
        Assert.Equal("+1 555-078-3999", (string?)changed["display_phone_number"]);
        var listed = Assert.Single((await DoAsync(HttpMethod.Get, "numbers"))["data"]!.AsArray())!;
        Assert.Equal("+1 555-078-3999", (string?)listed["display_phone_number"]);
    }

    [Fact]
    public async Task A_declined_signup_is_cancelled_and_a_refused_one_says_why()
    {
        var begun = await BeginAsync();
        await DoAsync(HttpMethod.Post, $"phones/{Number}/link/decline", new { signup = (string)begun["id"]! });
        var declined = await DoAsync(HttpMethod.Get, $"signups/{begun["id"]}");
        Assert.Equal(("cancelled", "CANCEL"), ((string?)declined["state"], (string?)declined["event"]!["event"]));

        await OnboardAsync();
        var refused = await BeginAsync();
        Assert.Equal("refused", (string?)refused["state"]);
        Assert.NotEmpty((string)refused["refusal"]!["rule"]!);
    }

    [Fact]
    public async Task Accounts_are_made_with_numbers_that_only_the_app_has()
    {
        var made = await DoAsync(HttpMethod.Post, "accounts", JsonNode.Parse("""
            {"app_id": "634974688087057", "app_secret": "secret", "waba_id": "88", "access_token": "second",
             "numbers": [{"phone_number_id": "99", "display_phone_number": "+44 20 7946 0000",
                          "verified_name": "Two", "link": "app_only", "days_in_use": 3}]}
            """)!);

        Assert.False((bool)made["subscribed"]!);
        var number = made["numbers"]![0]!;
        Assert.Equal(("app_only", 3), ((string?)number["link"], (int)number["days_in_use"]!));
    }

    [Theory]
    [InlineData("signups", """{"waba_id":"1"}""", 400, "app_id")]
    [InlineData("signups", """{"waba_id":"1","app_id":"2","number":"404"}""", 404, "phone_number_id")]
    [InlineData("phones/15550783881/link/confirm", """{"signup":"1"}""", 400, "code")]
    [InlineData("phones/15550783881/link/confirm", """{"signup":"404","code":"1"}""", 404, "signup")]
    [InlineData("phones/15550783881/link/decline", "[]", 400, "body")]
    [InlineData("phones/15550783881/link/disconnect", "", 400, "phone_number_id")]
    [InlineData("phones/404/link/reregister", "", 404, "phone_number_id")]
    [InlineData("phones/15550783881/link/change_number", """{"to":"12"}""", 400, "to")]
    [InlineData("phones/15550783881/history", """{"customers":1}""", 400, "messages_each")]
    [InlineData("phones/15550783881/history", """{"customers":0,"messages_each":1,"days":1}""", 400, "customers")]
    public async Task Impossible_acts_are_refused_with_their_field(string path, string body, int status, string field)
    {
        var refused = await SendAsync(
            HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal((status, field), (refused.Status, (string?)JsonNode.Parse(refused.Text)!["field"]));
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found_and_the_routes_are_described()
    {
        foreach (var path in (string[])["numbers/404", "signups/404", "phones/404/contacts"])
            Assert.Equal(404, (await SendAsync(HttpMethod.Get, path)).Status);
        var contract = await SendAsync(HttpMethod.Get, "../openapi/v1.json");
        var paths = JsonNode.Parse(contract.Text)!["paths"]!.AsObject();
        foreach (var path in (string[])
            ["signups", "signups/{id}", "phones/{number}/link/confirm", "phones/{number}/link/disconnect",
                "phones/{number}/history", "phones/{number}/contacts/{customer}"])
            Assert.True(paths.ContainsKey("/_emulator/" + path), path);
    }

    private async Task OnboardAsync()
    {
        await DoAsync(
            HttpMethod.Post, $"phones/{Number}/history", new { customers = 2, messages_each = 3, days = 10 });
        var begun = await BeginAsync();
        await DoAsync(HttpMethod.Post, $"phones/{Number}/link/confirm", new
        {
            signup = (string)begun["id"]!,
            code = (string)begun["verification_code"]!,
            share_history = true,
        });
        var done = await DoAsync(HttpMethod.Get, $"signups/{begun["id"]}");
        Assert.Equal("FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING", (string?)done["event"]!["event"]);
        var token = (await _http.GetFromJsonAsync<JsonObject>(new Uri(
            $"/v25.0/oauth/access_token?client_id=634974688087057&client_secret=secret&code={done["code"]}",
            UriKind.Relative)))!;
        _http.DefaultRequestHeaders.Authorization = new("Bearer", (string)token["access_token"]!);
        using var subscribed = await _http.PostAsync(
            new Uri("/v25.0/102290129340398/subscribed_apps", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.OK, subscribed.StatusCode);
    }

    private Task<JsonObject> BeginAsync() => DoAsync(HttpMethod.Post, "signups", new
    {
        waba_id = "102290129340398",
        app_id = "634974688087057",
        number = Number,
    });

    private async Task<JsonNode> LinkAsync() => (await DoAsync(HttpMethod.Get, "numbers/" + Number))["link"]!;

    private async Task<JsonObject> DoAsync(HttpMethod method, string path, object? body = null)
    {
        var (status, text) = await SendAsync(method, path, body is null ? null : JsonContent.Create(body));
        Assert.True(status is >= 200 and < 300, $"{method} {path}: {status} {text}");
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }

    private async Task<(int Status, string Text)> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, "/_emulator/" + path) { Content = content };
        using var answer = await _http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task GraphAsync(string edge, object body)
    {
        using var answer = await _http.PostAsJsonAsync(
            new Uri($"/v25.0/{Stage.NumberId}/{edge}", UriKind.Relative), body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private List<JsonNode> Fields(string field) =>
    [
        .. _endpoint.Received.SelectMany(body => JsonNode.Parse(body.Body)!["entry"]!.AsArray())
            .SelectMany(entry => entry!["changes"]!.AsArray())
            .Where(change => (string?)change!["field"] == field)
            .Select(change => change!["value"]!),
    ];

    private List<string?> Events() => [.. Fields("account_update").Select(value => (string?)value["event"])];
}
