using System.Text.Json.Nodes;
using Tandem.Drills.Storing;
using Tandem.Engine.Reading;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Complaints;

/// <summary>Complaint C: duplicates in, out and in replies; and messages dropped as duplicates that are none.</summary>
/// <remarks>
/// chatwoot 5433, 9314, 11901; n8n 13862, 20446; typebot.io 1453, 2340; evolution-api 631, 1762, 2110, 2192; botpress
/// 14484; waha 1225, 1627.
/// </remarks>
public sealed class DuplicatesTests
{
    private static readonly JsonObject Hello = Webhook.Text("wamid.1", TestHub.Customer, 1_750_000_000, "Hello");

    [Fact]
    public void A_webhook_that_Meta_repeats_is_one_message_one_unread_and_told_to_the_bot_once() =>
        Stage.Play(async hub =>
        {
            await hub.RegisterEndpointAsync("bot", Client.Bot(hub).Key);

            for (var i = 0; i < 5; i++)
                await hub.TellAsync(Webhook.Of(Hello));

            Assert.Single(await Client.TimelineAsync(hub));
            Assert.Equal(1, (await ConversationAsync(hub)).Unread);
            Assert.Equal(["wamid.1"], Assert.Single(hub.Endpoints.Posts).Ids("messages"));
        });

    [Fact]
    public void The_same_message_in_another_batch_is_the_same_message() => Stage.Play(async hub =>
    {
        var second = Webhook.Text("wamid.2", TestHub.Customer, 1_750_000_001, "Anyone?");
        await hub.RegisterEndpointAsync("bot", Client.Bot(hub).Key);

        await hub.TellAsync(Webhook.Of(Hello));
        await hub.TellAsync(Webhook.Of(Hello, second));
        await hub.TellAsync(Webhook.Of(second, Hello));

        Assert.Equal(2, (await Client.TimelineAsync(hub)).Count);
        Assert.Equal(
            ["wamid.1", "wamid.2"], hub.Endpoints.Posts.SelectMany(post => post.Ids("messages")).Order());
    });

    [Fact]
    public void A_customer_who_says_the_same_twice_within_a_second_said_it_twice() => Stage.Play(async hub =>
    {
        await hub.RegisterEndpointAsync("bot", Client.Bot(hub).Key);

        await hub.TellAsync(Webhook.Of(Hello));
        await hub.TellAsync(Webhook.Of(Webhook.Text("wamid.2", TestHub.Customer, 1_750_000_000, "Hello")));

        Assert.Equal(2, (await Client.TimelineAsync(hub)).Count);
        Assert.Equal(2, (await ConversationAsync(hub)).Unread);
        Assert.Equal(
            ["wamid.1", "wamid.2"], hub.Endpoints.Posts.SelectMany(post => post.Ids("messages")).Order());
    });

    [Fact]
    public void A_bot_that_does_not_answer_is_told_again_the_same_and_no_more_once_it_has() => Stage.Play(async hub =>
    {
        hub.Endpoints.Answers = post => hub.Endpoints.Posts.Count < 3 ? null : 200;
        await hub.RegisterEndpointAsync("bot", Client.Bot(hub).Key);

        await hub.TellAsync(Webhook.Of(Hello));
        await hub.PassAsync(TimeSpan.FromDays(8));

        Assert.Equal(3, hub.Endpoints.Posts.Count);
        Assert.Single(hub.Endpoints.Posts.Select(post => post.Body).Distinct());
    });

    [Fact]
    public void One_request_to_send_that_is_repeated_with_its_key_is_one_message() => Stage.Play(async hub =>
    {
        var bot = Client.Bot(hub);

        var first = await bot.SendAsync("Your table is booked.", key: "booking-17");
        var again = await bot.SendAsync("Your table is booked.", key: "booking-17");

        Assert.Equal((first.Wamid, 200), (again.Wamid, again.Status));
        Assert.Single(hub.Graph.Calls);
        Assert.Single(await Client.TimelineAsync(hub));
    });

    [Fact]
    public void A_process_that_dies_between_any_two_steps_counts_nothing_twice_and_repeats_itself_only_word_for_word()
    {
        var steps = new List<StorageStep>();
        var (toldBefore, toldAgain) = (0, 0);
        for (var fatal = 1; steps.Count == fatal - 1; fatal++) // the last one lives
        {
            Stage.Play(async hub =>
            {
                var (before, after) = await DieAtAsync(hub, fatal, steps);
                toldBefore += before;
                toldAgain += before > 0 ? after : 0;
            });
        }

        Assert.Superset(
            new HashSet<StorageStep>
            {
                StorageStep.BeforeAppend, StorageStep.AfterAppend, StorageStep.BeforeCommit, StorageStep.AfterCommit,
                StorageStep.Read,
            },
            steps.ToHashSet());
        Assert.InRange(toldBefore, 1, steps.Count - 1); // some died after the bot was told, some before
        Assert.InRange(toldAgain, 1, toldBefore - 1); // some died before they wrote that it was, some after
    }

    /// <summary>Tells of a message while the process dies at one step; Meta, which heard nothing, repeats it.</summary>
    /// <param name="hub">Fresh.</param>
    /// <param name="fatal">Which step; beyond the last nobody dies.</param>
    /// <param name="steps">Gets the step that was fatal.</param>
    /// <returns>How often the bot was told by the process that dies, and by the next.</returns>
    private static async Task<(int Before, int After)> DieAtAsync(TestHub hub, int fatal, List<StorageStep> steps)
    {
        await hub.RegisterEndpointAsync("bot", Client.Bot(hub).Key);
        var taken = 0;
        hub.Storage.CutsPowerAt = step =>
        {
            if (++taken != fatal)
                return false;

            steps.Add(step);
            return true;
        };
        _ = hub.PostAsync(Webhook.Of(Hello)); // whose answer may never come
        await hub.RestAsync();
        var toldBefore = hub.Endpoints.Posts.Count;

        var next = await hub.RestartAsync("p2");
        await next.TellAsync(Webhook.Of(Hello));
        await next.PassAsync(TimeSpan.FromDays(1));

        Assert.Single(await Client.TimelineAsync(next));
        Assert.Equal(1, (await ConversationAsync(next)).Unread);
        await Story.AssertBalancedAsync(next);
        // Whoever died before writing down that the bot took it says the same once more.
        Assert.InRange(next.Endpoints.Posts.Count, 1, 1 + toldBefore);
        Assert.All(next.Endpoints.Posts, post => Assert.Equal(["wamid.1"], post.Ids("messages")));
        Assert.Single(next.Endpoints.Posts.Select(post => post.Body).Distinct());
        return (toldBefore, next.Endpoints.Posts.Count - toldBefore);
    }

    private static async Task<ConversationView> ConversationAsync(TestHub hub) => Assert.Single((await hub.Reader
        .Timeline.ConversationsAsync(TestHub.PhoneNumberId, new PageAsk(Limit: 10), default)).Data);
}
