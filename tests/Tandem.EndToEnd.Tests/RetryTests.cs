using System.Text;
using System.Text.Json.Nodes;
using Tandem.CloudApi.Security;
using Tandem.EndToEnd.Tests.Running;

namespace Tandem.EndToEnd.Tests;

/// <summary><c>tandem retry</c> against a hub that has set something aside.</summary>
public sealed class RetryTests
{
    private const string Number = "106540352242922";
    private const string Account = "102290129340398";
    private const string App = "634974688087057";
    private const string OtherApp = "634974688087058";

    // Of an echo without an id nobody can say which message it is.
    private const string EchoWithoutId = $$"""
        {"object":"whatsapp_business_account","entry":[{"id":"{{Account}}","changes":[
          {"field":"smb_message_echoes","value":{"messaging_product":"whatsapp",
           "metadata":{"display_phone_number":"15550783881","phone_number_id":"{{Number}}"},
           "message_echoes":[{"from":"15550783881","to":"491520099999","timestamp":"1750000000","type":"text",
            "text":{"body":"It has no id"} }]} }]}]}
        """;

    private const string NewsOfAnAccount = $$"""
        {"object":"whatsapp_business_account","entry":[{"id":"{{Account}}","changes":[
          {"field":"account_alerts","value":{"alert_severity":"INFORMATIONAL"} }]}]}
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_still_cannot_be_read_is_listed_taken_again_and_stays_with_its_reason()
    {
        using var data = new TemporaryFolder("tandem-retry-");
        await using var up = await TandemProcess.StartAsync("up", "--port", "0", "--data", data.Path);
        using var hub = new HubClient(up.Hub, up["api key"]!);
        await RegisterAsync(hub, Number, Account, App);
        await PostAsync(up, App, EchoWithoutId);
        await PostAsync(up, App, "these bytes are no JSON");
        await SetAsideAsync(hub, Number);
        await SetAsideAsync(hub, "unreadable");

        var (foundCode, found) = await RetryAsync(up, "--list");
        var (againCode, again) = await RetryAsync(up);
        var (oneCode, one) = await RetryAsync(up, "--item", "2/0");
        var (noneCode, none) = await RetryAsync(up, "--owner", Account);
        var (wrongCode, wrong) = await RetryAsync(up, "--item", "7/0");

        string[] items =
        [
            "1/0 (unknown): set aside: the message has no id",
            "2/0 (unreadable): set aside: the bytes are no JSON object",
        ];
        Starts([.. items, "2 set aside"], found);
        Starts([.. items, "2 taken again, 2 still set aside"], again);
        Starts([items[1], "1 taken again, 1 still set aside"], one);
        Starts(["0 taken again, 0 still set aside"], none);
        Assert.Contains("/v1/received/7/items/0/retry: 404", wrong, StringComparison.Ordinal);
        Assert.Equal([1, 1, 1, 0, 2], [foundCode, againCode, oneCode, noneCode, wrongCode]);
    }

    [Fact]
    public async Task What_another_app_had_signed_is_applied_once_the_account_is_that_apps()
    {
        using var data = new TemporaryFolder("tandem-retry-");
        await using var up = await TandemProcess.StartAsync("up", "--port", "0", "--data", data.Path);
        using var hub = new HubClient(up.Hub, up["api key"]!);
        await RegisterAsync(hub, Number, Account, App);
        await RegisterAsync(hub, "106540352242923", "102290129340399", OtherApp); // so that its secret is known
        await PostAsync(up, OtherApp, NewsOfAnAccount);
        await SetAsideAsync(hub, Account);
        await RegisterAsync(hub, Number, Account, OtherApp);

        var (code, output) = await RetryAsync(up);
        var (listCode, list) = await RetryAsync(up, "--list");

        Starts(["1/0 (account_alert): applied", "1 taken again, 0 still set aside"], output);
        Starts(["0 set aside"], list);
        Assert.Equal((0, 0), (code, listCode));
    }

    private static Task<(int ExitCode, string Output)> RetryAsync(TandemProcess up, params string[] more) =>
        TandemProcess.RunAsync(["retry", "--hub", up.Hub, "--api-key", up["api key"]!, .. more]);

    private static void Starts(string[] expected, string output)
    {
        var lines = output.Split('\n');
        Assert.True(lines.Length == expected.Length, output);
        Assert.All(lines.Zip(expected), pair => Assert.StartsWith(pair.Second, pair.First, StringComparison.Ordinal));
    }

    private static Task<JsonNode> RegisterAsync(HubClient hub, string number, string account, string app) =>
        hub.PostAsync("/v1/numbers", new JsonObject
        {
            ["phone_number_id"] = number,
            ["waba_id"] = account,
            ["display_phone_number"] = "+1 555-078-3881",
            ["access_token"] = "a-token-nobody-uses",
            ["app_secret"] = SecretOf(app),
            ["app_id"] = app,
        });

    private static async Task PostAsync(TandemProcess up, string app, string body)
    {
        using var http = new HttpClient();
        var bytes = Encoding.UTF8.GetBytes(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{up.Hub}/webhooks/whatsapp")
        {
            Content = new ByteArrayContent(bytes),
        };
        request.Headers.Add(
            WebhookSignature.HeaderName, WebhookSignature.Sign(bytes, Encoding.UTF8.GetBytes(SecretOf(app))));
        using var answer = await http.SendAsync(request, Ct);
        answer.EnsureSuccessStatusCode();
    }

    private static Task<JsonNode> SetAsideAsync(HubClient hub, string owner) => Until.FoundAsync(
        async () => (await hub.ListAsync($"/v1/received?owner={owner}"))
            .SelectMany(webhook => webhook["items"]!.AsArray())
            .FirstOrDefault(item => (string?)item!["outcome"] == "set_aside"),
        TimeSpan.FromSeconds(60), $"an item of {owner} that is set aside");

    private static string SecretOf(string app) => $"the secret of app {app}";
}
