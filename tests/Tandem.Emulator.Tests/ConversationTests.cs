using System.Net;
using static Tandem.Emulator.Tests.Stage;

namespace Tandem.Emulator.Tests;

public sealed class ConversationTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await StartAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_conversation_goes_both_ways_with_signed_webhooks()
    {
        var endpoint = _stage.Endpoint;
        var asked = await _stage.CustomerSaysAsync("Do you ship?");
        var echoed = await _stage.SayAsync($"/_emulator/phones/{NumberId}/messages", Anna, "Yes");
        var wamid = (string)(await _stage.SendAsync("Tomorrow")).Json["messages"]![0]!["id"]!;

        await UntilAsync(() => endpoint.Items("statuses").Count(item => (string?)item["id"] == wamid) == 3);
        await UntilAsync(() => endpoint.Items("message_echoes").Any(item => (string?)item["id"] == echoed));
        await UntilAsync(() => endpoint.Items("messages").Any(item => (string?)item["id"] == asked));
        Assert.All(endpoint.Received, received =>
        {
            Assert.Equal(Endpoint.Sign(received.Body, _stage.Emulator.Accounts[0].AppSecret), received.Signature);
            Assert.Equal("facebookexternalua", received.Agent);
        });
        var path = $"/_emulator/customers/{Anna}/chats/{NumberId}";
        await UntilAsync(async () => (await _stage.GetAsync(path)).Json["data"]!.AsArray().Count == 3);
        var lines = (await _stage.GetAsync(path)).Json["data"]!.AsArray();
        Assert.Equal(["customer", "phone", "api"], lines.Select(line => (string)line!["author"]!));
        Assert.Equal("Do you ship?", (string?)lines[0]!["content"]!["text"]!["body"]);
        var chats = (await _stage.GetAsync($"/_emulator/phones/{NumberId}/chats")).Json["data"]!;
        Assert.Equal((Anna, 3), ((string?)chats[0]!["wa_id"], (int)chats[0]!["messages"]!));
    }

    [Fact]
    public async Task The_ledger_tells_what_was_said_and_which_webhook_arrived()
    {
        _stage.Endpoint.Answers = count => count == 1 ? 500 : 200;
        var wamid = await _stage.CustomerSaysAsync("Hello");
        await UntilAsync(async () => (await _stage.LedgerAsync("webhook_delivered")).Count == 1);

        var lines = (await _stage.GetAsync("/_emulator/ledger")).Json["data"]!.AsArray();
        Assert.Equal(Enumerable.Range(1, lines.Count), lines.Select(line => (int)line!["seq"]!));
        var said = Assert.Single(await _stage.LedgerAsync("customer_message"));
        Assert.Equal((wamid, Anna), ((string?)said["wamid"], (string?)said["customer"]));
        Assert.Equal((NumberId, "messages"), ((string?)said["phone_number_id"], (string?)said["evidence"]!["field"]));
        var failed = Assert.Single(await _stage.LedgerAsync("webhook_failed"));
        Assert.Equal(500, (int)failed["evidence"]!["http_status"]!);
        var delivered = Assert.Single(await _stage.LedgerAsync("webhook_delivered"));
        Assert.Equal((wamid, 2), ((string?)delivered["wamid"], (int)delivered["evidence"]!["attempt"]!));
        Assert.Equal(2, _stage.Endpoint.Received.Count);
    }

    [Fact]
    public async Task The_ledger_is_paged_and_filtered()
    {
        var first = await _stage.CustomerSaysAsync("one");
        await _stage.CustomerSaysAsync("two");
        var page = (await _stage.GetAsync("/_emulator/ledger?kind=customer_message&limit=1")).Json;
        Assert.Equal(first, (string?)page["data"]![0]!["wamid"]);
        page = (await _stage.GetAsync($"/_emulator/ledger?kind=customer_message&after={page["next_after"]}")).Json;
        Assert.Single(page["data"]!.AsArray());
        Assert.Null(page["next_after"]);
        var wamid = Uri.EscapeDataString(first);
        page = (await _stage.GetAsync($"/_emulator/ledger?wamid={wamid}&kind=customer_message")).Json;
        Assert.Single(page["data"]!.AsArray());
    }

    [Fact]
    public async Task The_ledger_says_whether_the_answer_of_a_send_was_given()
    {
        await _stage.CustomerSaysAsync("Hello");
        var wamid = (string)(await _stage.SendAsync("Hi")).Json["messages"]![0]!["id"]!;

        await UntilAsync(async () =>
            (await _stage.LedgerAsync("answer_given")).Any(line => (string?)line["wamid"] == wamid));
    }

    [Fact]
    public async Task A_refused_send_has_metas_envelope()
    {
        var refused = await _stage.SendAsync("Too late");
        var error = refused.Json["error"]!;

        Assert.Equal((HttpStatusCode.BadRequest, "v25.0"), (refused.Status, refused.Version));
        Assert.Equal(131047, (int)error["code"]!);
        Assert.Equal("(#131047) Re-engagement message", (string?)error["message"]);
        Assert.Single(await _stage.LedgerAsync("api_refused"));
    }

    [Fact]
    public async Task An_open_page_hears_of_changes_and_does_not_hold_up_the_stop()
    {
        using var reader = new StreamReader(await _stage.StreamAsync("/_emulator/events"));
        await _stage.CustomerSaysAsync("Hello");
        string? line;
        do
            line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        while (line is not null && !line.Contains("\"screen\":\"phone\"", StringComparison.Ordinal));

        Assert.NotNull(line);
        await _stage.Emulator.DisposeAsync().AsTask()
            .WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
    }
}
