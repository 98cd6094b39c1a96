using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using static Tandem.Emulator.Tests.Stage;

namespace Tandem.Emulator.Tests;

/// <summary>What a client sees of the faults it asked for.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_lost_answer_breaks_the_connection_after_the_message_was_taken()
    {
        await _stage.CustomerSaysAsync("Hello");
        await AddAsync(new { kind = "graph_answer_lost" });
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _stage.SendOnceAsync("Hi"));

        var taken = Assert.Single(await _stage.LedgerAsync("api_message"));
        await UntilAsync(async () => (await _stage.LedgerAsync("answer_lost")).Count == 1);
        Assert.Equal((string?)taken["wamid"], (string?)(await _stage.LedgerAsync("answer_lost"))[0]["wamid"]);
        await UntilAsync(() => _stage.Endpoint.Items("statuses").Any());
    }

    [Fact]
    public async Task A_lost_request_breaks_the_connection_and_does_nothing()
    {
        await _stage.CustomerSaysAsync("Hello");
        await AddAsync(new { kind = "graph_request_lost", phone_number_id = NumberId });
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _stage.SendOnceAsync("Hi"));

        Assert.Empty(await _stage.LedgerAsync("api_message"));
        Assert.Equal(1, (int)(await FaultsAsync()).Single()["struck"]!);
    }

    [Fact]
    public async Task An_error_is_answered_with_its_code_and_a_slow_answer_takes_its_time()
    {
        await _stage.CustomerSaysAsync("Hello");
        var id = await AddAsync(new { kind = "graph_error", code = 130429 });
        var refused = await _stage.SendAsync("Hi");
        Assert.Equal(130429, (int)refused.Json["error"]!["code"]!);
        Assert.Equal(HttpStatusCode.NoContent, (await _stage.DeleteAsync($"/_emulator/faults/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _stage.DeleteAsync($"/_emulator/faults/{id}")).Status);

        await AddAsync(new { kind = "graph_slow", delay = new { min = 0.3, max = 0.3 } });
        var began = TimeProvider.System.GetTimestamp();
        Assert.Equal(HttpStatusCode.OK, (await _stage.SendAsync("Hi")).Status);
        Assert.True(TimeProvider.System.GetElapsedTime(began) >= TimeSpan.FromSeconds(0.29));
    }

    [Theory]
    [InlineData("webhook_duplicated")]
    [InlineData("webhook_answer_lost")]
    public async Task A_webhook_comes_twice_although_it_was_answered(string kind)
    {
        await _stage.PatchAsync("/_emulator/switches", new { webhook_timeout = 0.1 });
        var id = await AddAsync(new { kind, delay = new { min = 0.05, max = 0.05 } });
        var wamid = await _stage.CustomerSaysAsync("Hello");
        await UntilAsync(() => !_stage.Endpoint.Received.IsEmpty);
        await _stage.DeleteAsync($"/_emulator/faults/{id}");

        await UntilAsync(() => _stage.Endpoint.Items("messages").Count(item => (string?)item["id"] == wamid) == 2);
    }

    [Fact]
    public async Task A_lost_webhook_is_tried_again()
    {
        await _stage.PatchAsync("/_emulator/switches", new { webhook_timeout = 0.1 });
        var id = await AddAsync(new { kind = "webhook_lost" });
        await _stage.CustomerSaysAsync("Hello");
        await UntilAsync(async () => (await _stage.LedgerAsync("webhook_failed")).Count > 0);
        Assert.Empty(_stage.Endpoint.Received);
        await _stage.DeleteAsync($"/_emulator/faults/{id}");

        await UntilAsync(() => _stage.Endpoint.Received.Count == 1);
        await UntilAsync(async () => (await DeliveredAsync()).Count == 1);
        Assert.True((int)(await DeliveredAsync())[0]!["attempts"]! > 1);
    }

    [Fact]
    public async Task A_forged_webhook_has_a_signature_that_does_not_fit()
    {
        await AddAsync(new { kind = "webhook_forged" });
        await _stage.CustomerSaysAsync("Hello");
        await UntilAsync(() => _stage.Endpoint.Received.Count == 2);

        var secret = _stage.Emulator.Accounts[0].AppSecret;
        Assert.Single(
            _stage.Endpoint.Received, received => received.Signature != Endpoint.Sign(received.Body, secret));
    }

    [Fact]
    public async Task Media_that_is_gone_answers_404()
    {
        const string Disposition = "form-data; name=\"file\"; filename=\"a.png\"";
        var id = (string)(await _stage.UploadAsync(Encoding.ASCII.GetBytes("bytes"), "image/png", Disposition, true))
            .Json["id"]!;
        var url = (string)(await _stage.GetAsync($"/v25.0/{id}")).Json["url"]!;
        Assert.Equal(HttpStatusCode.OK, (await _stage.GetAsync(url)).Status);
        await AddAsync(new { kind = "media_gone" });

        Assert.Equal(HttpStatusCode.NotFound, (await _stage.GetAsync(url)).Status);
    }

    [Fact]
    public async Task A_phone_flaps_while_the_fault_lasts_and_is_back_afterwards()
    {
        await AddAsync(new { kind = "phone_flapping", delay = new { min = 0.02, max = 0.02 }, duration = 0.3 });
        await UntilAsync(async () => (await _stage.LedgerAsync("device_offline")).Count > 1);
        await UntilAsync(async () => !(await FaultsAsync()).Any());

        await UntilAsync(async () => (bool)(await _stage.GetAsync($"/_emulator/phones/{NumberId}")).Json["online"]!);
    }

    private async Task<string> AddAsync(object fault)
    {
        var added = await _stage.PostAsync("/_emulator/faults", fault);
        Assert.True(added.Status == HttpStatusCode.Created, added.Text);
        return (string)added.Json["id"]!;
    }

    private async Task<JsonArray> DeliveredAsync() =>
        (await _stage.GetAsync("/_emulator/deliveries?state=delivered")).Json["data"]!.AsArray();

    private async Task<IEnumerable<JsonNode>> FaultsAsync() =>
        (await _stage.GetAsync("/_emulator/faults")).Json["data"]!.AsArray().Select(fault => fault!);
}
