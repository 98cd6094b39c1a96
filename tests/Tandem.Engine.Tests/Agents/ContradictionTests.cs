using System.Text.Json.Nodes;
using Tandem.Domain.Deciding;
using Tandem.Engine.Reading;
using Tandem.Engine.Storing;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Agents;

/// <summary>What the mind sets aside is told to nobody as news, and nobody speaks past it.</summary>
public sealed class ContradictionTests
{
    private const string Other = "16505559999";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Words_of_whom_nobody_knows_are_forwarded_to_nobody_also_when_they_are_taken_again() =>
        Stage.Play(async hub =>
        {
            await hub.RegisterEndpointAsync("e1", Client.Bot(hub).Key);
            await hub.TellAsync(Webhook.Of(Text(TestHub.Customer, "US.11111", "the first")));
            await hub.TellAsync(Webhook.Of(Text(Other, "US.22222", "the second")));
            var item = await SetAsideAsync(hub);
            await hub.Door.RetryAsync(
                Owner.Number(TestHub.PhoneNumberId), new Input.ItemRetried(item.Delivery, item.Index, "anna"), Ct);
            await hub.RestAsync();

            Assert.Single(hub.Endpoints.Posts);
            Assert.Contains("the first", hub.Endpoints.Posts[0].Body, StringComparison.Ordinal);
            var told = await hub.Storage.Book.ReadFeedAsync(null, 100, Ct);
            Assert.DoesNotContain(
                told, one => System.Text.Encoding.UTF8.GetString(one.Entry.Body.Span).Contains("the second"));
        });

    [Fact]
    public void Bots_of_whom_it_names_wait_until_a_person_has_looked() => Stage.Play(async hub =>
    {
        await hub.TellAsync(Webhook.Of(Text(TestHub.Customer, "US.11111", "the first")));
        await hub.TellAsync(Webhook.Of(Text(Other, "US.22222", "stop writing to me")));

        var refused = await Client.Bot(hub).SendAsync("Hello", to: Other);

        Assert.Equal((100, Engine.Sending.DropIn.HeldSubcode), (refused.Code, refused.Subcode));
        Assert.Equal(200, (await Client.Bot(hub).SendAsync("Hello")).Status);
        await Story.AssertBalancedAsync(hub);
    });

    private static async Task<(long Delivery, int Index)> SetAsideAsync(TestHub hub)
    {
        var page = await hub.Reader.Received.PageAsync(
            Owner.Number(TestHub.PhoneNumberId), new PageAsk(Limit: 10), scope: null, Ct);
        var webhook = page.Data.Single(one => one.Items.Any(item => item.Outcome == "set_aside"));
        var found = await hub.Reader.Received.FindItemAsync(webhook.Id, 0, Ct);
        return (found!.Value.DeliveryId, 0);
    }

    // One wamid, whoever says it.
    private static JsonObject Text(string from, string userId, string body)
    {
        var text = Webhook.Text("wamid.1", from, 1_750_000_000, body);
        text["from_user_id"] = userId;
        return text;
    }
}
