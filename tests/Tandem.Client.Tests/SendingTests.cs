using System.Text.Json;
using Tandem.CloudApi.Sending;

namespace Tandem.Client.Tests;

/// <summary>A send is taken over, or refused with who, since and until; what else goes wrong says what to do.</summary>
public sealed class SendingTests
{
    private static readonly OutboundMessage Hello = Outbound.Text("16505551234", "Hello!");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_send_is_Metas_body_with_the_options_beside_it()
    {
        var hub = new FakeHub().Answers(202, """
            {"id":"1-7","state":"queued","held":{"code":"number_pace","by":"pace",
            "until":"2026-12-01T10:00:00Z"}}
            """);

        var sent = await hub.Client.Number("42").SendAsync(
            Hello, new SendOptions { IdempotencyKey = "order/7", Lane = "campaign" }, Ct);

        Assert.Equal(("1-7", "queued", "number_pace", false), (sent.Id, sent.State, sent.Held!.Code, sent.IsSettled));
        var (method, path, body, _) = Assert.Single(hub.Asked);
        Assert.Equal(("POST", "/v1/numbers/42/messages"), (method, path));
        var json = JsonElement.Parse(body!);
        Assert.Equal("Hello!", json.GetProperty("text").GetProperty("body").GetString());
        Assert.Equal("order/7", json.GetProperty("tandem").GetProperty("idempotency_key").GetString());
        Assert.False(json.GetProperty("tandem").TryGetProperty("expires_at", out _));
    }

    [Fact]
    public async Task A_human_who_speaks_is_a_result_and_no_exception()
    {
        var hub = new FakeHub().Answers(409, """
            {"type":"urn:tandem:problem:held_by_human","title":"x","detail":"y",
            "id":"1-8","by":"phone","since":"2026-12-01T09:30:00Z","until":"2026-12-01T10:00:00Z","message_id":"1-6",
            "said":{"type":"text","content":{"text":{"body":"It is Olga"}}}}
            """);

        var sent = await hub.Client.Number("42").SendAsync(Hello, ct: Ct);

        var refused = sent.Refused!;
        Assert.Equal(("refused", true, "held_by_human", "phone", "1-6"),
            (sent.State, refused.IsHuman, refused.Code, refused.By, refused.MessageId));
        Assert.Equal(30, (refused.Until!.Value - refused.Since!.Value).TotalMinutes);
        Assert.Equal(
            "It is Olga",
            refused.Said!.Value.GetProperty("content").GetProperty("text").GetProperty("body").GetString());
    }

    [Fact]
    public async Task What_else_is_refused_names_the_problem_and_what_to_do()
    {
        var hub = new FakeHub()
            .Answers(400, """{"type":"urn:tandem:problem:invalid","title":"No","detail":"to: give a number."}""")
            .Answers(502, "<html>Bad gateway</html>", "text/html")
            .IsAway();
        var number = hub.Client.Number("42");

        var invalid = await Assert.ThrowsAsync<TandemException>(() => number.SendAsync(Hello, ct: Ct));
        var gateway = await Assert.ThrowsAsync<TandemException>(() => number.SendAsync(Hello, ct: Ct));
        var away = await Assert.ThrowsAsync<TandemException>(() => number.SendAsync(Hello, ct: Ct));

        Assert.Equal(("invalid", "to: give a number."), (invalid.Code, invalid.Detail));
        Assert.Equal(("http", 502), (gateway.Code, (int)gateway.Status!));
        Assert.Equal(("unreachable", null), (away.Code, away.Status));
    }
}
