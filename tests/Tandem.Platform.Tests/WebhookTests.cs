using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Tandem.Platform.Tests;

public sealed class WebhookTests
{
    [Fact]
    public void Webhooks_are_signed_over_bytes_with_metas_escaping()
    {
        var stage = new Stage();
        stage.CustomerSays("""{"text":{"body":"Olá 👍 a/b \"q\" \u001F"}}""");
        stage.Run(TimeSpan.FromSeconds(2));

        var post = Assert.Single(stage.Posts).Post;
        var text = Encoding.UTF8.GetString(post.Body.Span);
        Assert.Contains("""Ol\u00e1 \ud83d\udc4d a\/b \"q\" \u001f""", text);
        Assert.All(post.Body.ToArray(), value => Assert.InRange(value, (byte)0x20, (byte)0x7E));
        var expected = "sha256=" + Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(Stage.Secret), post.Body.Span));
        Assert.Equal(expected, post.Headers.Single(field => field.Name == "X-Hub-Signature-256").Value);
        Assert.Equal("facebookexternalua", post.Headers.Single(field => field.Name == "User-Agent").Value);
    }

    [Fact]
    public void Only_200_counts_and_retries_carry_the_same_bytes_ever_less_often()
    {
        var answers = new Queue<int?>([500, 204, null, 200]);
        var stage = new Stage { Endpoint = _ => answers.Dequeue() };
        stage.CustomerSays("""{"text":{"body":"hi"}}""");
        stage.Run(TimeSpan.FromMinutes(10));

        Assert.Equal(4, stage.Posts.Count);
        Assert.Equal([1, 2, 3, 4], stage.Posts.Select(post => post.Post.Attempt));
        Assert.Single(stage.Posts.Select(post => Encoding.UTF8.GetString(post.Post.Body.Span)).Distinct());
        var waits = stage.Posts.Zip(stage.Posts.Skip(1), (left, right) => right.At - left.At).ToList();
        Assert.True(waits[0] >= TimeSpan.FromSeconds(3) && waits[1] >= TimeSpan.FromSeconds(15));
        Assert.True(waits[1] > waits[0] && waits[2] > waits[1]);
        Assert.Equal(3, stage.Ledger.Count(line => line.Kind == LedgerKinds.WebhookFailed));
        var delivered = Assert.Single(stage.Ledger, line => line.Kind == LedgerKinds.WebhookDelivered);
        Assert.Equal(4, delivered.Evidence.Attempt);
        Assert.Equal("delivered", Assert.Single(stage.Mind.Deliveries).State);
    }

    [Fact]
    public void After_seven_days_a_webhook_is_given_up()
    {
        var stage = new Stage { Endpoint = _ => 503 };
        var wamid = stage.CustomerSays("""{"text":{"body":"hi"}}""").Id;
        stage.Run(TimeSpan.FromDays(9));

        var dropped = Assert.Single(stage.Ledger, line => line.Kind == LedgerKinds.WebhookDropped);
        Assert.Equal(wamid, dropped.Wamid);
        Assert.InRange(dropped.At - Stage.Start, TimeSpan.FromDays(6), TimeSpan.FromDays(7.1));
        Assert.Null(stage.Mind.NextDue);
    }

    [Fact]
    public void A_late_answer_to_an_older_attempt_changes_nothing()
    {
        var stage = new Stage { Endpoint = _ => null };
        stage.CustomerSays("""{"text":{"body":"hi"}}""");
        stage.Run(TimeSpan.FromSeconds(30));
        Assert.Equal(2, stage.Posts.Count);
        stage.Do(new PlatformInput.WebhookAnswered(stage.Posts[0].Post.DeliveryId, 1, 200));
        Assert.Equal("posted", Assert.Single(stage.Mind.Deliveries).State);
        stage.Do(new PlatformInput.WebhookAnswered(stage.Posts[0].Post.DeliveryId, 2, 200));
        Assert.Equal("delivered", Assert.Single(stage.Mind.Deliveries).State);
    }

    [Fact]
    public void What_happens_together_leaves_together_up_to_the_most()
    {
        var stage = new Stage(options => options with
        {
            WebhookLatency = Latency.None,
            BatchWindow = TimeSpan.FromSeconds(1),
            MaxUpdatesPerWebhook = 10,
        });
        for (var i = 0; i < 25; i++)
            stage.CustomerSays("""{"text":{"body":"hi"}}""", i < 12 ? "anna" : "ben");
        stage.Run(TimeSpan.FromSeconds(2));

        Assert.Equal(
            [10, 10, 5],
            stage.Posts.Select(post => JsonNode.Parse(post.Post.Body.Span)!["entry"]!.AsArray()
                .SelectMany(entry => entry!["changes"]!.AsArray())
                .Sum(change => change!["value"]!["messages"]!.AsArray().Count)));
        Assert.All(stage.Values("messages"), value => Assert.Single(value["contacts"]!.AsArray()));
    }

    [Fact]
    public void A_callback_is_set_only_after_the_challenge()
    {
        var stage = new Stage();
        const string Other = "https://other.example/hook";
        var posed = stage.Do(new PlatformInput.ConfigureWebhook(1, Stage.WabaId, Other, "a b"))
            .OfType<PlatformOutput.ChallengePosed>().Single();
        Assert.Contains("hub.mode=subscribe", posed.Url);
        Assert.Contains("hub.verify_token=a%20b", posed.Url);
        stage.Do(new PlatformInput.ChallengeAnswered(posed.ChallengeId, 200, "\"" + posed.Expected + "\""));
        Assert.Equal(Stage.Url, stage.Mind.Accounts[0].CallbackUrl);
        Assert.NotNull(stage.Outputs.OfType<PlatformOutput.ActSettled>().Last().Refusal);

        posed = stage.Do(new PlatformInput.ConfigureWebhook(2, Stage.WabaId, Other, "a b"))
            .OfType<PlatformOutput.ChallengePosed>().Single();
        stage.Do(new PlatformInput.ChallengeAnswered(posed.ChallengeId, 200, posed.Expected));
        Assert.Equal(Other, stage.Mind.Accounts[0].CallbackUrl);
    }

    [Fact]
    public void Nothing_leaves_while_the_app_is_not_subscribed()
    {
        var stage = new Stage();
        Assert.Equal(200, stage.Graph("DELETE", $"/{Stage.WabaId}/subscribed_apps").Status);
        stage.CustomerSays("""{"text":{"body":"hi"}}""");
        stage.Run(TimeSpan.FromSeconds(5));
        Assert.Empty(stage.Posts);
        Assert.Equal(
            "no_endpoint", stage.Ledger.Single(line => line.Kind == LedgerKinds.CustomerMessage).Evidence.Reason);

        Assert.Equal(200, stage.Graph("POST", $"/{Stage.WabaId}/subscribed_apps").Status);
        stage.CustomerSays("""{"text":{"body":"hi"}}""");
        stage.Run(TimeSpan.FromSeconds(5));
        Assert.Single(stage.Posts);
    }
}
