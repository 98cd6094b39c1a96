using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Sending;
using Tandem.Engine.Agents;
using Tandem.Engine.Journal;
using Tandem.Engine.Storing;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Sending;

/// <summary>P4: an echo that is acknowledged while a turn is under way holds what that turn would let go.</summary>
public sealed class LateEchoTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Lane.Live)]
    [InlineData(Lane.Statuses)]
    [InlineData(Lane.Bulk)]
    public async Task It_is_applied_before_anything_goes(Lane behind)
    {
        var hub = await TestHub.StartAsync();
        var (isTime, hasSpoken) = (false, false);
        var journal = new StirringJournal(hub.Storage.Journal, async lane =>
        {
            if (lane != behind || !isTime || hasSpoken)
                return;
            hasSpoken = true;
            await hub.PostAsync(Webhook.Of(
                "smb_message_echoes", "message_echoes",
                Webhook.Echo("wamid.E", TestHub.Customer, 1_750_000_000, "I take this")));
        });
        var agent = new NumberAgent(
            TestHub.PhoneNumberId, hub.Ports with { Storage = new OtherJournal(hub.Storage, journal) });
        await agent.TurnAsync(Ct); // has begun, and knows nothing of an echo
        isTime = true;

        var asked = agent.PostAsync(new Input.SendAsked(Draft), Ct);
        await agent.TurnAsync(Ct);

        var send = (await asked).Rows.OfType<Send>().Single();
        Assert.True(hasSpoken);
        Assert.Equal((SendState.Refused, "held_by_human"), (send.State, send.Refusal!.Code));
        Assert.Empty(hub.Graph.Calls);
    }

    private static SendDraft Draft => new(
        new PeerKeys(TestHub.Customer, null, null), SendLane.Bot, "shop-bot", "messages", "text",
        $$$"""{"messaging_product":"whatsapp","to":"{{{TestHub.Customer}}}","type":"text","text":{"body":"Hi"}}""",
        CallerMark: null, IdempotencyKey: null, Waiter: null, ExpiresAt: null, RepliesTo: null);

    private sealed class OtherJournal(IStorage inner, IJournal journal) : IStorage
    {
        public IJournal Journal => journal;

        public IBook Book => inner.Book;

        public Task<StorageBrokenException> Broken => inner.Broken;

        public Task OpenAsync(CancellationToken ct) => inner.OpenAsync(ct);

        public Task<IReadOnlyDictionary<string, string>> DescribeAsync(CancellationToken ct) =>
            inner.DescribeAsync(ct);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
