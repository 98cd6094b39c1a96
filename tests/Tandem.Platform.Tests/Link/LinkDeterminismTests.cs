using System.Globalization;
using System.Text;
using static Tandem.Platform.Tests.Stage;

namespace Tandem.Platform.Tests.Link;

public sealed class LinkDeterminismTests
{
    [Fact]
    public void The_same_seed_and_acts_give_the_same_life_byte_for_byte()
    {
        var first = Life(seed: 11);
        Assert.Equal(first, Life(seed: 11));
        Assert.NotEqual(first, Life(seed: 12));
        Assert.InRange(first.Length, 100_000, 10_000_000);
    }

    [Fact]
    public void A_past_that_is_written_moves_nothing_else()
    {
        Assert.Equal(Chat(withPast: false), Chat(withPast: true));

        static string Chat(bool withPast)
        {
            var stage = LifeTests.Connected();
            if (withPast)
                stage.Seed(5, 20, 30, media: true);
            stage.CustomerSays("Hi");
            stage.RunMinutes(1);
            stage.OwnerSays("Hello");
            stage.Stage.SendText("by API");
            stage.RunMinutes(1);
            return string.Join(
                '\n', stage.Stage.Posts.Select(post => post.At + Encoding.UTF8.GetString(post.Post.Body.Span)));
        }
    }

    /// <summary>All that left the platform in a long life with every dice thrown.</summary>
    private static string Life(ulong seed)
    {
        var stage = new LinkStage(change: options => options with
        {
            Seed = seed,
            HistoryMessagesPerChunk = 30,
            HistoryChunkLateChance = 0.4,
            HistoryRecipients = HistoryRecipient.Mixed,
            AccountUpdates = AccountUpdateForm.Alternating,
            ReregistrationAlsoRemoves = true,
        });
        var posts = 0;
        stage.Stage.Endpoint = _ => ++posts % 5 == 0 ? 500 : 200;
        stage.Seed(8, 25, 200, media: true);
        for (var i = 0; i < 20; i++)
            stage.Save($"1650555{i:0000}", $"Contact {i}");
        stage.Onboard();
        stage.Ask("history");
        stage.Ask("smb_app_state_sync");
        stage.CustomerSays("Hi");
        stage.RunMinutes(3);
        stage.Phone(new() { Online = false });
        stage.RunMinutes(30);
        stage.Phone(new() { Online = true });
        stage.Done(id => new PlatformInput.Reregister(id, NumberId));
        stage.OwnerSays("wait for me");
        stage.RunMinutes(60);
        stage.Done(id => new PlatformInput.CustomerChangesNumber(id, Anna, "12195555358"));
        stage.RunMinutes(60);
        stage.End("downgrade");
        stage.RunMinutes(60);

        var text = new StringBuilder();
        foreach (var output in stage.Stage.Outputs)
        {
            text.AppendLine(output switch
            {
                PlatformOutput.WebhookPosted post => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{post.DeliveryId}/{post.Attempt} {Encoding.UTF8.GetString(post.Body.Span)}"),
                PlatformOutput.GraphAnswered answer => Encoding.UTF8.GetString(answer.Body.Span),
                _ => output.ToString(),
            });
        }

        return text.ToString();
    }
}
