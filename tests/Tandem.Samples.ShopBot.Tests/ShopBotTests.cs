using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;

namespace Tandem.Samples.ShopBot.Tests;

public sealed class ShopBotTests : IAsyncLifetime
{
    private const string Secret = "an app secret";

    private const string Number = "106540352242922";

    private const string HumanSpeaks =
        """{"error":{"message":"refused","code":10,"error_data":{"details":"a human speaks here"}}}""";

    private const string TooFast = """{"error":{"message":"rate limit","code":130429}}""";

    private readonly ShortPauses _clock = new();
    private readonly HttpClient _platform = new();
    private FakeGraph _graph = null!;
    private WebApplication _bot = null!;

    public async ValueTask InitializeAsync()
    {
        _graph = await FakeGraph.StartAsync();
        _bot = ShopBot.Build(
            new ShopBotOptions
            {
                GraphBaseUrl = _graph.BaseUrl,
                AccessToken = "a token",
                PhoneNumberId = Number,
                VerifyToken = "a verify token",
                AppSecret = Secret,
                Port = 0,
                Clock = _clock,
            },
            logging => { });
        await _bot.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _graph.DisposeAsync();
        _platform.Dispose();
    }

    [Fact]
    public async Task The_challenge_is_answered_to_who_knows_the_verify_token()
    {
        var answer = await _platform.GetAsync(Challenge("a%20verify%20token"), Ct);

        Assert.Equal("4711", await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task The_challenge_is_refused_to_everybody_else()
    {
        var answer = await _platform.GetAsync(Challenge("guess"), Ct);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256=00")]
    [InlineData("sha1=2fd4e1c67a2d28fced849ee1bb76e7391b93eb12")]
    public async Task A_webhook_without_a_valid_signature_is_refused(string signature)
    {
        var answer = await PostAsync(Message("wamid.1", "hello"), signature);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        await PostAsync(Message("wamid.2", "hello"));
        Assert.Equal("wamid.2", (await _graph.NextSendAsync()).RepliesTo);
    }

    [Fact]
    public async Task A_customers_text_is_marked_as_read_and_answered()
    {
        var acknowledged = await PostAsync(Message("wamid.1", "When do you open?"));
        var answer = await _graph.NextSendAsync();

        Assert.Equal(HttpStatusCode.OK, acknowledged.StatusCode);
        Assert.Equal(["wamid.1"], _graph.Read);
        Assert.Equal(Number, answer.Number);
        Assert.Equal("Bearer a token", answer.Authorization);
        Assert.Equal("16505551234", answer.Body.GetProperty("to").GetString());
        Assert.Contains("9:00", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_customer_without_a_phone_number_is_answered_by_user_id()
    {
        await PostAsync(Message("wamid.1", "hello", """ "from_user_id":"US.1349" """));
        var answer = await _graph.NextSendAsync();

        Assert.Equal("US.1349", answer.Body.GetProperty("recipient").GetString());
        Assert.False(answer.Body.TryGetProperty("to", out _));
    }

    [Fact]
    public async Task A_message_that_comes_twice_is_answered_once()
    {
        await PostAsync(Message("wamid.1", "hello"));
        await PostAsync(Message("wamid.1", "hello"));
        await PostAsync(Message("wamid.2", "hello"));

        Assert.Equal("wamid.1", (await _graph.NextSendAsync()).RepliesTo);
        Assert.Equal("wamid.2", (await _graph.NextSendAsync()).RepliesTo);
    }

    [Theory]
    [InlineData("smb_message_echoes", Number, """ "message_echoes":[{"id":"w","type":"text","text":{"body":"x"}}] """)]
    [InlineData("history", Number, """ "history":[{"threads":[{"messages":[{"id":"w","type":"text"}]}]}] """)]
    [InlineData("messages", Number, """ "statuses":[{"id":"w","status":"read"}] """)]
    [InlineData("messages", Number, """ "messages":[{"id":"w","type":"image","from":"1650","image":{"id":"1"}}] """)]
    [InlineData("messages", "999", """ "messages":[{"id":"w","type":"text","from":"1650","text":{"body":"hello"}}] """)]
    [InlineData("messages", Number, """ "messages":"not a list" """)]
    public async Task What_is_no_customers_text_of_this_number_is_acknowledged_and_ignored(
        string field, string number, string content)
    {
        var acknowledged = await PostAsync(Envelope(field, number, content));
        await PostAsync(Message("wamid.next", "hello"));

        Assert.Equal(HttpStatusCode.OK, acknowledged.StatusCode);
        Assert.Equal("wamid.next", (await _graph.NextSendAsync()).RepliesTo);
    }

    [Fact]
    public async Task A_refusal_because_a_human_speaks_is_not_tried_again()
    {
        _graph.Answers.Enqueue((409, HumanSpeaks));
        await PostAsync(Message("wamid.1", "hello"));
        await PostAsync(Message("wamid.2", "hello"));

        Assert.Equal("wamid.1", (await _graph.NextSendAsync()).RepliesTo);
        Assert.Equal("wamid.2", (await _graph.NextSendAsync()).RepliesTo);
        Assert.Equal(0, _graph.Unasked);
    }

    [Fact]
    public async Task What_was_surely_not_sent_is_tried_again_after_a_pause()
    {
        _graph.Answers.Enqueue((429, TooFast));
        await PostAsync(Message("wamid.1", "hello"));
        var first = await _graph.NextSendAsync();
        var second = await _graph.NextSendAsync();

        Assert.Equal([TimeSpan.FromSeconds(2)], _clock.Pauses);
        Assert.Equal(first.RepliesTo, second.RepliesTo);
        Assert.NotEqual(first.IdempotencyKey, second.IdempotencyKey);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Uri Webhook(string query = "") => new($"{_bot.Urls.First()}/webhook{query}");

    private Uri Challenge(string token) => Webhook($"?hub.mode=subscribe&hub.verify_token={token}&hub.challenge=4711");

    private static string Message(string wamid, string text, string from = "\"from\":\"16505551234\"") =>
        Envelope("messages", Number, $$"""
            "messages":[{"id":"{{wamid}}","timestamp":"1750030073","type":"text",{{from}},
              "text":{ "body":"{{text}}" } }]
            """);

    private static string Envelope(string field, string number, string content) =>
        $$"""
        {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"{{field}}","value":{
          "messaging_product":"whatsapp","metadata":{"phone_number_id":"{{number}}"}, {{content}} } }]}]}
        """;

    private async Task<HttpResponseMessage> PostAsync(string body, string? signature = null)
    {
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body));
        using var request = new HttpRequestMessage(HttpMethod.Post, Webhook());
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation(
            "X-Hub-Signature-256", signature ?? $"sha256={Convert.ToHexStringLower(hash)}");
        return await _platform.SendAsync(request, Ct);
    }

    /// <summary>A clock whose pauses end at once; their lengths are kept.</summary>
    private sealed class ShortPauses : TimeProvider
    {
        public List<TimeSpan> Pauses { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Pauses.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
