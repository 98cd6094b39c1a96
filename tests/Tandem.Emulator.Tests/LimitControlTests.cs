using System.Net;
using System.Net.Http.Json;
using static Tandem.Emulator.Tests.Stage;

namespace Tandem.Emulator.Tests;

public sealed class LimitControlTests : IAsyncLifetime
{
    private Stage _stage = null!;
    private string _account = null!;

    public async ValueTask InitializeAsync()
    {
        _stage = await StartAsync();
        _account = "/_emulator/accounts/" + _stage.Emulator.Accounts[0].WabaId;
    }

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_template_made_by_graph_is_reviewed_by_an_operator()
    {
        var created = await _stage.PostTextAsync($"/{_stage.Emulator.Accounts[0].WabaId}/message_templates", """
            {"name":"summer","language":"en_US","category":"MARKETING","components":[{"type":"BODY","text":"Hello."}]}
            """);
        var id = (string)created.Json["id"]!;
        var review = $"{_account}/templates/{id}/review";
        Assert.Equal("verdict", (string?)(await _stage.PostTextAsync(review, "{}")).Json["field"]);
        var rejected = await _stage.PostAsync(review, new { verdict = "rejected", reason = "PROMOTIONAL" });

        Assert.Equal(
            ("REJECTED", "PROMOTIONAL"),
            ((string?)rejected.Json["status"], (string?)rejected.Json["rejected_reason"]));
        Assert.Equal(HttpStatusCode.BadRequest, (await _stage.PostAsync(review, new { verdict = "approved" })).Status);
        var names = (await _stage.GetAsync($"{_account}/templates")).Json["data"]!.AsArray()
            .Select(template => (string?)template!["name"]);
        Assert.Equal(["hello_world", "order_update", "spring_sale", "summer"], names);
        Assert.Equal(HttpStatusCode.NotFound, (await _stage.GetAsync("/_emulator/accounts/404/templates")).Status);
    }

    [Fact]
    public async Task Limit_and_verification_are_changed_by_name()
    {
        var content = JsonContent.Create(new { verified = true, messaging_limit = "TIER_10K" });
        var changed = await _stage.AskAsync(HttpMethod.Patch, _account, content);
        Assert.Equal(HttpStatusCode.OK, changed.Status);
        var number = await _stage.GetAsync($"/{NumberId}?fields=whatsapp_business_manager_messaging_limit");
        Assert.Equal("TIER_10K", (string?)number.Json["whatsapp_business_manager_messaging_limit"]);

        var refused = await _stage.AskAsync(
            HttpMethod.Patch, _account, JsonContent.Create(new { messaging_limit = "TIER_9" }));
        Assert.Equal((HttpStatusCode.BadRequest, "messaging_limit"), (refused.Status, (string?)refused.Json["field"]));
    }

    [Fact]
    public async Task A_token_ends_and_another_one_takes_its_place()
    {
        Assert.Equal("body", (string?)(await _stage.PostTextAsync($"{_account}/token", "{}")).Json["field"]);
        var account = await _stage.PostAsync($"{_account}/token", new { expire = true, rotate = true });
        Assert.Equal(HttpStatusCode.Unauthorized, (await _stage.GetAsync($"/{NumberId}")).Status);
        var token = (string)account.Json["access_token"]!;

        using var http = new HttpClient { BaseAddress = new(_stage.Emulator.Url) };
        using var answer = await http.GetAsync(
            $"/{NumberId}?access_token={token}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Violations_climb_until_an_appeal_is_granted()
    {
        for (var i = 0; i < 7; i++)
            Assert.Equal(
                HttpStatusCode.NoContent,
                (await _stage.PostAsync($"{_account}/violations", new { type = "ADULT" })).Status);
        await _stage.CustomerSaysAsync("hi");
        Assert.Equal(131031, (int)(await _stage.SendAsync("Hello")).Json["error"]!["code"]!);

        Assert.Equal(HttpStatusCode.NoContent, (await _stage.PostTextAsync($"{_account}/reinstate", "")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _stage.SendAsync("Hello")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _stage.PostTextAsync($"{_account}/violations", "{}")).Status);
    }

    [Fact]
    public async Task A_number_is_in_maintenance_until_it_is_not()
    {
        const string Maintenance = $"/_emulator/numbers/{NumberId}/maintenance";
        await _stage.CustomerSaysAsync("hi");
        Assert.Equal(HttpStatusCode.NoContent, (await _stage.PostAsync(Maintenance, new { duration = 600 })).Status);
        Assert.Equal(131057, (int)(await _stage.SendAsync("Hello")).Json["error"]!["code"]!);
        Assert.Equal(HttpStatusCode.NoContent, (await _stage.PostAsync(Maintenance, new { duration = 0 })).Status);
        Assert.Equal(HttpStatusCode.OK, (await _stage.SendAsync("Hello")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _stage.PostAsync(Maintenance, new { duration = -1 })).Status);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await _stage.PostAsync("/_emulator/numbers/404/maintenance", new { duration = 1 })).Status);
    }

    [Fact]
    public async Task A_sticker_that_moves_may_be_larger_than_one_that_does_not()
    {
        var picture = new byte[200 * 1024];
        "RIFF____WEBPVP8X"u8.CopyTo(picture);
        Assert.Equal(HttpStatusCode.BadRequest, (await UploadAsync()).Status);
        picture[20] = 0b10;
        Assert.Equal(HttpStatusCode.OK, (await UploadAsync()).Status);

        Task<Answer> UploadAsync() => _stage.UploadAsync(
            picture, "image/webp", "form-data; name=\"file\"; filename=\"s.webp\"", fileFirst: true);
    }
}
