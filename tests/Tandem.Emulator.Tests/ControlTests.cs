using System.Net;
using static Tandem.Emulator.Tests.Stage;

namespace Tandem.Emulator.Tests;

public sealed class ControlTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_callback_is_set_after_the_challenge_and_refused_with_the_reason()
    {
        await using var other = await Endpoint.StartAsync();
        var path = $"/_emulator/accounts/{_stage.Emulator.Accounts[0].WabaId}/webhook";
        var refused = await _stage.PutAsync(path, new { callback_url = other.Url, verify_token = "wrong" });
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (refused.Status, refused.ContentType));
        Assert.Equal("callback_url", (string?)refused.Json["field"]);
        Assert.Equal("urn:tandem:emulator:refused", (string?)refused.Json["type"]);

        var accepted = await _stage.PutAsync(
            path, new { callback_url = other.Url, verify_token = Endpoint.VerifyToken });
        Assert.Equal(HttpStatusCode.OK, accepted.Status);
        var account = (await _stage.GetAsync("/_emulator/accounts")).Json["data"]![0]!;
        Assert.Equal(other.Url, (string?)account["callback_url"]);
        Assert.Equal(NumberId, (string?)account["numbers"]![0]!["phone_number_id"]);
        await _stage.SayAsync("/_emulator/customers/anna/messages", "15550783881", "Hello");
        await UntilAsync(() => !other.Received.IsEmpty);
        var delivery = (await _stage.GetAsync("/_emulator/deliveries")).Json["data"]![0]!;
        Assert.Equal(other.Url, (string?)delivery["url"]);
    }

    [Theory]
    [InlineData("/_emulator/customers/16505551234/messages", """{"text":{"body":"x"}}""", 400, "to")]
    [InlineData("/_emulator/customers/16505551234/messages", """not json""", 400, "to")]
    [InlineData("/_emulator/customers/16505551234/messages", """{"to":"404"}""", 404, "phone_number_id")]
    [InlineData("/_emulator/customers/a%2Fb/messages", """{"to":"15550783881"}""", 400, "customer")]
    [InlineData("/_emulator/phones/404/messages", """{"to":"16505551234"}""", 404, "phone_number_id")]
    [InlineData("/_emulator/phones/15550783881/messages", """{"to":"anna","type":"order","order":{}}""", 400, "type")]
    [InlineData("/_emulator/accounts", """{"app_id":"1"}""", 400, "app_secret")]
    [InlineData("/_emulator/accounts", """{"app_id":1}""", 400, "app_id")]
    [InlineData("/_emulator/accounts", """{"numbers":[{"phone_number_id":1}]}""", 400, "numbers[0].phone_number_id")]
    [InlineData("/_emulator/accounts/404/numbers", """
        {"phone_number_id":"1","display_phone_number":"+1 555-078-3882","verified_name":"x"}
        """, 404, "waba_id")]
    [InlineData("/_emulator/faults", """{"kind":"webhook_lots"}""", 400, "kind")]
    [InlineData("/_emulator/faults", """{"kind":"webhook_lost","probability":2}""", 400, "probability")]
    [InlineData("/_emulator/faults", """{"kind":"webhook_delayed","delay":{"min":2,"max":1}}""", 400, "delay")]
    [InlineData("/_emulator/phones/15550783881/companions", """{"kind":"toaster"}""", 400, "kind")]
    [InlineData("/_emulator/phones/15550783881/uses", """{"feature":"text"}""", 400, "feature")]
    [InlineData("/_emulator/clock/advance", """{"by":1}""", 400, "mode")]
    [InlineData("/_emulator/wait", """{"for":{"kin":"status"}}""", 400, "for.kin")]
    [InlineData("/_emulator/wait", """{"for":"quiet"}""", 400, "for")]
    [InlineData("/_emulator/snapshots", """{"name":""}""", 400, "name")]
    [InlineData("/_emulator/snapshots/none/restore", "", 404, "name")]
    [InlineData("/_emulator/reset", """{"seed":-1}""", 400, "seed")]
    [InlineData("/_emulator/accounts/102290129340398/token", """{"rotat":true}""", 400, "rotat")]
    [InlineData("/_emulator/accounts/102290129340398/violations", """{}""", 400, "type")]
    [InlineData("/_emulator/numbers/15550783881/maintenance", """{"duration":"1h"}""", 400, "duration")]
    [InlineData("/_emulator/signups", """{"waba_id":"1"}""", 400, "app_id")]
    [InlineData("/_emulator/nothing", """{}""", 404, "path")]
    public async Task Impossible_acts_are_refused_with_field_rule_and_remedy(
        string path, string body, int status, string field)
    {
        var refused = await _stage.PostTextAsync(path, body);

        Assert.Equal((status, field), ((int)refused.Status, (string?)refused.Json["field"]));
        Assert.NotEmpty((string)refused.Json["rule"]!);
        Assert.NotEmpty((string)refused.Json["remedy"]!);
    }

    [Fact]
    public async Task Accounts_can_be_added_and_are_seen_by_their_own_token()
    {
        var created = await _stage.PostTextAsync("/_emulator/accounts", """
            {"app_id": "77", "app_secret": "s", "waba_id": "88", "access_token": "second", "numbers": [
              {"phone_number_id": "99", "display_phone_number": "+44 20 7946 0000", "verified_name": "Two"}]}
            """);
        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal("88", (string?)created.Json["waba_id"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await _stage.GetAsync("/99")).Status);
    }

    [Fact]
    public async Task Customers_are_described_and_read()
    {
        var defined = await _stage.PutAsync(
            "/_emulator/customers/anna", new { name = "Anna K.", reads_by_itself = false });
        Assert.Equal("anna", (string?)defined.Json["id"]);
        Assert.True((bool)defined.Json["on_whatsapp"]!);
        var gone = await _stage.PutAsync("/_emulator/customers/ben", new { on_whatsapp = false });
        Assert.False((bool)gone.Json["on_whatsapp"]!);
        await _stage.SayAsync($"/_emulator/phones/{NumberId}/messages", "anna", "Hello");
        var chat = $"/_emulator/customers/anna/chats/{NumberId}";
        await UntilAsync(async () => (await _stage.GetAsync(chat)).Json["data"]!.AsArray().Count == 1);
        Assert.Equal("delivered", (string?)(await _stage.GetAsync(chat)).Json["data"]![0]!["status"]);
        Assert.Equal(HttpStatusCode.NoContent, (await _stage.PostTextAsync(chat + "/read", "")).Status);
        Assert.Equal("read", (string?)(await _stage.GetAsync(chat)).Json["data"]![0]!["status"]);
        var chats = (await _stage.GetAsync($"/_emulator/phones/{NumberId}/chats")).Json["data"]!;
        Assert.Equal("Anna K.", (string?)chats[0]!["name"]);
    }

    [Fact]
    public async Task The_page_the_contract_and_the_health_check_are_there()
    {
        Assert.Equal("ok", (await _stage.GetAsync("/healthz")).Text);
        Assert.Contains("Tandem emulator", (await _stage.GetAsync("/")).Text);
        var contract = (await _stage.GetAsync("/openapi/v1.json")).Json;
        var paths = contract["paths"]!.AsObject().Select(path => path.Key).ToList();
        Assert.Contains("/_emulator/customers/{customer}/messages", paths);
        Assert.All(paths, path => Assert.StartsWith("/_emulator/", path));
    }

    [Fact]
    public async Task Beyond_loopback_the_control_api_needs_a_key()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => EmulatorHost.StartAsync(
            new() { Port = 0, Address = IPAddress.Any }, TestContext.Current.CancellationToken));
        await using var emulator = await EmulatorHost.StartAsync(
            new() { Port = 0, ControlKey = "key" }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _stage.GetAsync(emulator.Url + "/_emulator/accounts")).Status);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", "key");
        using var allowed = await http.GetAsync(
            new Uri(emulator.Url + "/_emulator/accounts"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
    }
}
