using System.Text.Json.Nodes;
using Tandem.Platform.Tests.Link;

namespace Tandem.Platform.Tests.Webhooks;

/// <summary>Meta's bounds of one webhook: a thousand updates and 3 MB, which escaping must not exceed.</summary>
public sealed class BatchTests
{
    private const int MostBytes = 3_000_000;

    /// <summary>Two bytes a letter in UTF-8, six once they are escaped.</summary>
    private static readonly string Cyrillic = new('ж', 4000);

    [Fact]
    public void More_than_a_thousand_updates_are_split_at_a_thousand()
    {
        var stage = Gathering();
        Say(stage, customers: 1203, "hello");

        Assert.Equal([1000, 203], stage.Posts.Select(post => MessagesIn(post.Post)));
    }

    [Fact]
    public void No_webhook_is_over_three_megabytes_once_it_is_escaped()
    {
        var stage = Gathering();
        Say(stage, customers: 400, Cyrillic);

        Assert.Equal(400, stage.Posts.Sum(post => MessagesIn(post.Post)));
        Assert.All(stage.Posts, post => Assert.InRange(post.Post.Body.Length, 1, MostBytes));
        Assert.InRange(stage.Posts.Count, 4, 5); // neither one each, nor one too large
    }

    [Fact]
    public void Names_count_too_when_updates_are_small()
    {
        var stage = Gathering();
        for (var i = 0; i < 1000; i++)
            stage.Act(id => new PlatformInput.DefineCustomer(id, Customer(i), new(Name: new('ж', 1000))));
        Say(stage, customers: 1000, "hi");

        Assert.All(stage.Posts, post => Assert.InRange(post.Post.Body.Length, 1, MostBytes));
    }

    [Fact]
    public void A_chunk_of_history_fits_into_a_webhook()
    {
        var stage = new LinkStage();
        for (var i = 0; i < 600; i++)
            stage.CustomerSays(Cyrillic, Customer(i % 3));
        stage.RunMinutes(5);
        stage.Onboard();
        Assert.Equal(200, stage.Ask("history").Status);
        stage.RunMinutes(5);

        var posts = stage.Stage.Posts.Where(post => FieldOf(post.Post) == "history").ToList();
        Assert.All(posts, post => Assert.InRange(post.Post.Body.Length, 1, MostBytes));
        var chunks = stage.Stage.Items("history", "history");
        Assert.Equal(600, chunks.SelectMany(chunk => chunk["threads"]!.AsArray())
            .Sum(thread => thread!["messages"]!.AsArray().Count));
        Assert.Equal(
            Enumerable.Range(1, chunks.Count), chunks.Select(chunk => (int)chunk["metadata"]!["chunk_order"]!).Order());
        Assert.Equal(100, chunks.Max(chunk => (int)chunk["metadata"]!["progress"]!));
    }

    private static Stage Gathering() => new(options => options with
    {
        BatchWindow = TimeSpan.FromSeconds(1),
        WebhookLatency = Latency.None,
    });

    private static void Say(Stage stage, int customers, string text)
    {
        for (var i = 0; i < customers; i++)
            stage.CustomerSays($$$"""{"text":{"body":"{{{text}}}"}}""", Customer(i));
        stage.Run(TimeSpan.FromSeconds(5));
    }

    private static string Customer(int n) => $"1650{7_000_000 + n}";

    private static string FieldOf(PlatformOutput.WebhookPosted post) =>
        (string)Changes(post).First()!["field"]!;

    private static int MessagesIn(PlatformOutput.WebhookPosted post) =>
        Changes(post).Sum(change => change!["value"]!["messages"]!.AsArray().Count);

    private static IEnumerable<JsonNode?> Changes(PlatformOutput.WebhookPosted post) =>
        JsonNode.Parse(post.Body.Span)!["entry"]!.AsArray().SelectMany(entry => entry!["changes"]!.AsArray());
}
