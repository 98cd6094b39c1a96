using System.Net.Http.Headers;
using System.Text;
using Tandem.CloudApi.Security;
using Tandem.Hub.Tests.Support;

namespace Tandem.Hub.Tests;

/// <summary>The two calls Meta makes: what is taken, what is refused, and that nothing refused is stored.</summary>
public sealed class WebhookTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(Sample.Message("wamid.A", "caf\\u00e9 \\/ ünï"));

    [Fact]
    public async Task A_signed_webhook_is_found_again_byte_for_byte_with_what_became_of_it()
    {
        await using var hub = await TestHub.StartAsync();

        Assert.Equal(200, await hub.PostAsync(Body));

        var page = await hub.UntilAsync(
            $"/v1/received?owner={TestHub.NumberId}", list => list.GetProperty("data")[0].GetProperty("items")[0]
                .GetProperty("outcome").GetString() == "applied");
        var received = page.GetProperty("data")[0];
        Assert.Equal(Body, received.GetProperty("body_base64").GetBytesFromBase64());
        Assert.Equal("message", received.GetProperty("items")[0].GetProperty("kind").GetString());
        Assert.StartsWith("1-", received.GetProperty("items")[0].GetProperty("message_id").GetString());
    }

    // Found by fuzzing: what claimed to be of such a number hid all that the account had been told.
    [Fact]
    public async Task A_number_of_the_same_id_hides_nothing_of_an_account()
    {
        await using var hub = await TestHub.StartAsync();
        for (var n = 0; n < 3; n++)
            await hub.PostAsync($$"""
                {"object":"whatsapp_business_account","entry":[{"id":"{{TestHub.WabaId}}","changes":[
                {"field":"account_update","value":{"event":"NEWS_{{n}}" } }]}]}
                """);
        await hub.PostAsync(Sample.Message("wamid.odd", "Hi").Replace(TestHub.NumberId, TestHub.WabaId));

        var found = new List<string>();
        for (var url = $"/v1/received?owner={TestHub.WabaId}&limit=2"; url is not null;)
        {
            var page = await hub.GetAsync(url);
            found.AddRange(page.GetProperty("data").EnumerateArray().Select(webhook =>
                Encoding.UTF8.GetString(webhook.GetProperty("body_base64").GetBytesFromBase64())));
            url = page.GetProperty("paging").GetProperty("next").GetString();
        }

        Assert.Equal(["wamid.odd", "NEWS_2", "NEWS_1", "NEWS_0"], found.Select(body =>
            new[] { "wamid.odd", "NEWS_2", "NEWS_1", "NEWS_0" }.Single(body.Contains)));
    }

    [Fact]
    public async Task What_is_not_signed_as_it_must_be_is_refused_and_not_stored()
    {
        await using var hub = await TestHub.StartAsync();
        var right = TestHub.Sign(Body);
        string[] wrong =
        [
            "", "sha256=", right[..^2], right + "00", right.ToUpperInvariant(),
            "sha256=" + right[7..].ToUpperInvariant(), "sha1=" + right[7..47], right[7..], " " + right[7..],
            right + "," + right,
            TestHub.Sign(Body, "another app's secret"), TestHub.Sign([.. Body, (byte)' ']),
            TestHub.Sign(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Body).Replace("\\/", "/"))),
        ];

        foreach (var signature in wrong)
            Assert.True(await hub.PostAsync(Body, signature) == 401, signature);
        Assert.Equal(401, await hub.PostAsync([.. Body, (byte)'\n'], right));
        Assert.Equal(401, await PostWithAsync(hub, []));
        Assert.Equal(401, await PostWithAsync(hub, [right, right]));

        await AssertNothingStoredAsync(hub);
    }

    [Fact]
    public async Task A_packed_body_is_refused_before_anybody_unpacks_it()
    {
        await using var hub = await TestHub.StartAsync();
        var content = new ByteArrayContent(Body);
        content.Headers.ContentEncoding.Add("gzip");

        Assert.Equal(415, await hub.PostAsync(Body, content: content));

        await AssertNothingStoredAsync(hub);
    }

    [Fact]
    public async Task A_body_without_a_length_is_taken_like_any_other()
    {
        await using var hub = await TestHub.StartAsync();
        using var chunked = new StreamContent(new Unseekable(Body));

        Assert.Equal(200, await hub.PostAsync(Body, content: chunked));

        await hub.UntilAsync(
            $"/v1/numbers/{TestHub.NumberId}/ledger", ledger => ledger.GetProperty("applied").GetInt32() == 1);
    }

    [Theory]
    [InlineData(3 * 1024 * 1024, 200)]
    [InlineData(4 * 1024 * 1024, 200)]
    [InlineData((4 * 1024 * 1024) + 1, 413)]
    public async Task Three_megabytes_are_taken_and_more_than_four_are_not(int length, int status)
    {
        await using var hub = await TestHub.StartAsync();
        var text = Sample.Message("wamid.B", "x");
        var body = Encoding.UTF8.GetBytes(text.PadRight(length));

        Assert.Equal(status, await hub.PostAsync(body));

        if (status == 413)
            await AssertNothingStoredAsync(hub);
    }

    [Fact]
    public async Task What_is_no_JSON_but_signed_is_kept_and_set_aside()
    {
        await using var hub = await TestHub.StartAsync();

        Assert.Equal(200, await hub.PostAsync("{\"object\": not json"));

        var page = await hub.UntilAsync(
            "/v1/received?owner=unreadable", list => list.GetProperty("data").GetArrayLength() == 1);
        Assert.Equal("unreadable", page.GetProperty("data")[0].GetProperty("owner").GetString());
    }

    [Fact]
    public async Task A_repeated_webhook_is_one_message_and_the_ledger_balances()
    {
        await using var hub = await TestHub.StartAsync();
        for (var i = 0; i < 5; i++)
            Assert.Equal(200, await hub.PostAsync(Body));

        var ledger = await hub.UntilAsync(
            $"/v1/numbers/{TestHub.NumberId}/ledger", it => it.GetProperty("pending").GetInt32() == 0);

        Assert.Equal(5, ledger.GetProperty("received").GetInt32());
        Assert.Equal(1, ledger.GetProperty("applied").GetInt32());
        Assert.Equal(4, ledger.GetProperty("duplicate").GetInt32());
    }

    [Fact]
    public async Task The_handshake_echoes_a_challenge_only_to_who_knows_the_verify_token()
    {
        await using var hub = await TestHub.StartAsync();
        var token = (await hub.RegisterAsync(TestHub.NumberId, TestHub.WabaId))
            .GetProperty("webhook").GetProperty("verify_token").GetString();

        var right = await hub.Anybody.GetAsync(Handshake("subscribe", token!, "1158201444"));

        Assert.Equal("1158201444", await right.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", right.Content.Headers.ContentType?.MediaType);
        foreach (var wrong in new[]
        {
            Handshake("subscribe", "wrong", "1"), Handshake("subscribe", "", "1"),
            Handshake("unsubscribe", token!, "1"),
            Handshake("subscribe", token!, new string('1', 257)), Handshake("subscribe", token!, ""),
        })
        {
            Assert.Equal(403, (int)(await hub.Anybody.GetAsync(wrong)).StatusCode);
        }
    }

    private static string Handshake(string mode, string token, string challenge) =>
        $"/webhooks/whatsapp?hub.mode={mode}&hub.challenge={challenge}&hub.verify_token={token}";

    private static async Task<int> PostWithAsync(TestHub hub, string[] signatures)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/whatsapp")
        {
            Content = new ByteArrayContent(Body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var signature in signatures)
            request.Headers.TryAddWithoutValidation(WebhookSignature.HeaderName, signature);
        using var answer = await hub.Anybody.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private static async Task AssertNothingStoredAsync(TestHub hub)
    {
        var ledger = await hub.GetAsync($"/v1/numbers/{TestHub.NumberId}/ledger");
        Assert.Equal(0, ledger.GetProperty("received").GetInt32());
        Assert.Equal(0, (await hub.GetAsync("/v1/received?owner=unreadable")).GetProperty("data").GetArrayLength());
    }

    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
