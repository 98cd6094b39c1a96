using System.Text.Json.Nodes;

namespace Tandem.Platform.Tests.Network;

/// <summary>A webhook endpoint that fails for a day, and what the platform owes it.</summary>
public sealed class DayOfFailureTests
{
    /// <summary>Eight waits add up to 12.4 hours, each further one is 8 hours: two more reach past the day.</summary>
    private const int MostAttempts = 11;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory]
    [InlineData(503)]
    [InlineData(301)]
    [InlineData(204)]
    [InlineData(null)]
    public void An_endpoint_that_fails_for_a_day_gets_all_of_it_later_and_nothing_more_often_than_ruled(int? failure)
    {
        var stage = new Stage(options => options with { ReadChance = 1 });
        stage.Endpoint = _ => stage.Now - Stage.Start < Day ? failure : 200;
        var (said, sent) = Talk(stage);
        stage.Run(TimeSpan.FromDays(2));

        var delivered = stage.Ledger.Where(line => line.Kind == LedgerKinds.WebhookDelivered).ToList();
        Assert.Equal(said.Order(), delivered.Where(line => line.Evidence.Status is null).Select(line => line.Wamid!)
            .Order());
        Assert.Equal(
            sent.SelectMany(wamid => (string[])[$"{wamid} delivered", $"{wamid} read", $"{wamid} sent"]).Order(),
            delivered.Where(line => line.Evidence.Status is not null)
                .Select(line => $"{line.Wamid} {line.Evidence.Status}").Order());
        Assert.All(delivered, line => AssertSucceeded(stage, line));
        Assert.All(stage.Posts.GroupBy(post => post.Post.DeliveryId), attempts =>
            AssertNotMoreOften([.. attempts.Select(attempt => attempt.At)]));
        Assert.All(stage.Posts.GroupBy(post => post.Post.DeliveryId), attempts =>
            Assert.InRange(attempts.Count(), 1, MostAttempts));
        Assert.DoesNotContain(stage.Ledger, line => line.Kind == LedgerKinds.WebhookDropped);
    }

    [Fact]
    public void An_endpoint_that_is_gone_for_more_than_seven_days_loses_what_was_new_then()
    {
        var stage = new Stage { Endpoint = _ => null };
        var lost = stage.CustomerSays("""{"text":{"body":"hello"}}""").Id!;
        stage.Run(TimeSpan.FromDays(8));
        stage.Endpoint = _ => 200;
        stage.Run(TimeSpan.FromDays(8));

        Assert.Equal(lost, Assert.Single(stage.Ledger, line => line.Kind == LedgerKinds.WebhookDropped).Wamid);
        Assert.DoesNotContain(stage.Ledger, line => line.Kind == LedgerKinds.WebhookDelivered);
    }

    private static (List<string> Said, List<string> Sent) Talk(Stage stage)
    {
        var (said, sent) = (new List<string>(), new List<string>());
        for (var hour = 0; hour < 23; hour++)
        {
            var customer = "1650555" + (1000 + hour);
            said.Add(stage.CustomerSays("""{"text":{"body":"hello"}}""", customer).Id!);
            said.Add(stage.OwnerSays("""{"text":{"body":"good day"}}""", customer).Id!);
            sent.Add(stage.SendText("and from the bot", customer).Wamid);
            stage.Run(TimeSpan.FromHours(1));
        }

        return (said, sent);
    }

    /// <summary>The ledger names the delivery and the attempt that succeeded, and that attempt carried the
    /// message.</summary>
    private static void AssertSucceeded(Stage stage, LedgerLine line)
    {
        var (_, post) = Assert.Single(stage.Posts, post =>
            post.Post.DeliveryId == line.Evidence.DeliveryId && post.Post.Attempt == line.Evidence.Attempt);
        Assert.Contains(line.Wamid!, JsonNode.Parse(post.Body.Span)!.ToJsonString(
            new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal(200, line.Evidence.HttpStatus);
        Assert.Equal(
            stage.Posts.Where(other => other.Post.DeliveryId == post.DeliveryId).Max(other => other.Post.Attempt),
            post.Attempt);
    }

    private static void AssertNotMoreOften(List<DateTimeOffset> attempts)
    {
        var waits = new PlatformOptions().RetryWaits;
        for (var i = 1; i < attempts.Count; i++)
            Assert.True(attempts[i] - attempts[i - 1] >= waits[Math.Min(i - 1, waits.Count - 1)]);
    }
}
