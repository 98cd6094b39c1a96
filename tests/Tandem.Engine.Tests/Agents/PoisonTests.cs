using Tandem.Domain.Deciding;
using Tandem.Engine.Doors;
using Tandem.Engine.Reading;
using Tandem.Engine.Storing;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Agents;

/// <summary>What cannot be read or decided is set aside and shown, and nobody speaks past it.</summary>
public sealed class PoisonTests
{
    private const string Other = "16505559999";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void An_echo_that_cannot_be_read_holds_the_bots_until_a_person_hands_back() => Stage.Play(async hub =>
    {
        await hub.TellAsync(UnreadableEcho());
        await hub.PassAsync(TimeSpan.FromDays(3));

        var refused = await Client.Bot(hub).SendAsync("Hello");
        Assert.Equal((100, Engine.Sending.DropIn.HeldSubcode), (refused.Code, refused.Subcode));
        Assert.Contains("a person must look at it", refused.Details);
        var conversation = await ConversationAsync(hub, TestHub.Customer);
        Assert.Equal(("review", null), (conversation.SpokenForBy, conversation.SpokenForUntil));
        Assert.Equal(200, (await Client.Bot(hub).SendAsync("Hello", to: Other)).Status);

        await hub.Door.CommandAsync(TestHub.PhoneNumberId, new Input.HandedBack(conversation.Id, "anna"), Ct);

        Assert.Equal(200, (await Client.Bot(hub).SendAsync("Hello")).Status);
        await Story.AssertBalancedAsync(hub);
    });

    [Fact]
    public void What_cannot_be_read_is_shown_with_its_bytes_and_the_reason() => Stage.Play(async hub =>
    {
        await hub.TellAsync(UnreadableEcho());

        var page = await hub.Reader.Received.PageAsync(
            Owner.Number(TestHub.PhoneNumberId), new PageAsk(Limit: 10), scope: null, Ct);
        var item = Assert.Single(Assert.Single(page.Data).Items);
        Assert.Equal(("set_aside", "the message has no id, or a shape nobody knows"), (item.Outcome, item.Reason));
        var ledger = await hub.Reader.Numbers.LedgerAsync(Owner.Number(TestHub.PhoneNumberId), Ct);
        Assert.Equal((1, 0, 1), (ledger.Received, ledger.Pending, ledger.SetAside));
    });

    [Fact]
    public void A_message_whose_error_is_null_is_a_message_all_the_same() => Stage.Play(async hub =>
    {
        var message = Webhook.Text("wamid.1", TestHub.Customer, 1_750_000_000, "Hello");
        message["errors"] = new System.Text.Json.Nodes.JsonArray((System.Text.Json.Nodes.JsonNode?)null);
        await hub.TellAsync(Webhook.Of(message));

        var ledger = await hub.Reader.Numbers.LedgerAsync(Owner.Number(TestHub.PhoneNumberId), Ct);
        Assert.Equal((1, 1, 0), (ledger.Received, ledger.Applied, ledger.SetAside));
    });

    [Fact]
    public void Whoever_answers_from_the_phone_has_looked() => Stage.Play(async hub =>
    {
        await hub.TellAsync(UnreadableEcho());
        await hub.TellAsync(Webhook.Of("smb_message_echoes", "message_echoes",
            Webhook.Echo("wamid.echo", TestHub.Customer, 1_750_000_000, "It's me")));

        Assert.Contains("phone speaks", (await Client.Bot(hub).SendAsync("Hello")).Details);
        await hub.PassAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(200, (await Client.Bot(hub).SendAsync("Hello")).Status);
    });

    [Fact]
    public void Whoever_answers_what_could_not_be_read_does_not_end_a_longer_takeover_beneath_it() => Stage.Play(
        async hub =>
        {
            await hub.TellAsync(Webhook.Of(Webhook.Text("wamid.1", TestHub.Customer, 1_750_000_000, "hello")));
            var id = (await ConversationAsync(hub, TestHub.Customer)).Id;
            var until = hub.Time.Now + TimeSpan.FromHours(2);
            await hub.Door.CommandAsync(TestHub.PhoneNumberId, new Input.TakenOver(id, "anna", until), Ct);
            await hub.TellAsync(UnreadableEcho());
            await hub.TellAsync(Webhook.Of("smb_message_echoes", "message_echoes",
                Webhook.Echo("wamid.echo", TestHub.Customer, 1_750_000_000, "It's me")));

            await hub.PassAsync(TimeSpan.FromMinutes(31));
            Assert.Contains("Not sent", (await Client.Bot(hub).SendAsync("Hello")).Details);
            await hub.PassAsync(TimeSpan.FromMinutes(90));
            Assert.Equal(200, (await Client.Bot(hub).SendAsync("Hello")).Status);
        });

    [Fact]
    public void What_cannot_be_decided_is_set_aside_alone_and_the_rest_of_its_webhook_is_applied() => Stage.Play(
        async hub =>
        {
            await hub.TellAsync(Webhook.Of(Webhook.Text("wamid.1", TestHub.Customer, 1_750_000_000, "hello")));
            var message = Assert.Single(await Client.TimelineAsync(hub));
            await BreakAsync(hub, new RowKey(RowKinds.Message, message.Id));
            var next = await hub.RestartAsync("p2");
            await next.RestAsync();

            await next.TellAsync(Webhook.Of(
                Webhook.Text("wamid.2", Other, 1_750_000_001, "before"),
                Webhook.Text("wamid.1", TestHub.Customer, 1_750_000_000, "hello"),
                Webhook.Text("wamid.3", Other, 1_750_000_002, "after")));

            var other = await ConversationAsync(next, Other);
            var told = await next.Reader.Timeline.MessagesAsync(other.Id, new PageAsk(Limit: 10), Ct);
            Assert.Equal(["wamid.2", "wamid.3"], told!.Data.Select(one => one.Wamid));
            Assert.Null(other.SpokenForBy);
            Assert.Equal("review", (await ConversationAsync(next, TestHub.Customer)).SpokenForBy);
            await Story.AssertBalancedAsync(next);
        });

    [Fact]
    public void A_request_that_cannot_be_decided_fails_alone_and_at_once() => Stage.Play(async hub =>
    {
        await hub.TellAsync(Webhook.Of(Webhook.Text("wamid.1", TestHub.Customer, 1_750_000_000, "hello")));
        var conversation = await ConversationAsync(hub, TestHub.Customer);
        await BreakAsync(hub, new RowKey(RowKinds.Conversation, conversation.Id));
        var next = await hub.RestartAsync("p2");
        await next.RestAsync();
        var began = hub.Time.Now;

        var bad = Client.Bot(next).SendAsync("Hello");
        var good = Client.Bot(next).SendAsync("Hello", to: Other);

        await Assert.ThrowsAsync<UndecidableException>(() => bad);
        Assert.Equal(200, (await good).Status);
        Assert.Equal(began, hub.Time.Now);
        Assert.Single(next.Graph.Calls);
    });

    [Fact]
    public void A_send_that_cannot_be_read_stops_no_webhook_after_a_restart() => Stage.Play(async hub =>
    {
        hub.Graph.AnswersItself = false;
        _ = Client.Bot(hub).SendAsync("Hello");
        await hub.RestAsync();
        await BreakAsync(hub, new RowKey(RowKinds.Outbox, hub.Graph.MarkOf(0).Split(':')[^1]));

        var next = await hub.RestartAsync("p2");
        await next.TellAsync(Webhook.Of(Webhook.Text("wamid.2", Other, 1_750_000_001, "hello")));

        Assert.NotNull(await ConversationAsync(next, Other));
        await Story.AssertBalancedAsync(next);
    });

    [Fact]
    public void A_timer_that_cannot_be_read_or_decided_comes_due_once() => Stage.Play(async hub =>
    {
        await hub.TellAsync(Webhook.Of(
            "smb_message_echoes", "message_echoes",
            Webhook.Echo("wamid.1", TestHub.Customer, 1_750_000_000, "It's me"),
            Webhook.Echo("wamid.2", Other, 1_750_000_000, "Me again")));
        var (one, other) = (await ConversationAsync(hub, TestHub.Customer), await ConversationAsync(hub, Other));
        await BreakAsync(hub, new RowKey(RowKinds.Timer, $"1/hold/{one.Id}"));
        await BreakAsync(hub, new RowKey(RowKinds.Conversation, other.Id));
        var next = await hub.RestartAsync("p2");

        await next.PassAsync(TimeSpan.FromHours(1)); // the half hours of both are over
        var inputs = (await next.Storage.Book.ReadInputsAsync(
            Owner.Number(TestHub.PhoneNumberId), 1, 1000, Ct)).Count;
        await next.TellAsync(Webhook.Of(Webhook.Text("wamid.3", "16505557777", 1_750_003_601, "hello")));

        Assert.True(inputs < 20, $"{inputs} inputs were recorded");
        var ledger = await next.Reader.Numbers.LedgerAsync(Owner.Number(TestHub.PhoneNumberId), Ct);
        Assert.Equal((3, 0, 3), (ledger.Received, ledger.Pending, ledger.Applied));
    });

    [Fact]
    public void A_list_names_what_cannot_be_read_and_shows_the_others() => Stage.Play(async hub =>
    {
        await hub.TellAsync(Webhook.Of(
            Webhook.Text("wamid.1", TestHub.Customer, 1_750_000_000, "hello"),
            Webhook.Text("wamid.2", TestHub.Customer, 1_750_000_001, "are you there?"),
            Webhook.Text("wamid.3", Other, 1_750_000_002, "hello")));
        var (one, other) = (await ConversationAsync(hub, TestHub.Customer), await ConversationAsync(hub, Other));
        var first = Assert.Single(await hub.Reader.Timeline.FindByWamidAsync(
            "wamid.1", await hub.Registry.NumbersAsync(Ct), Ct));
        await BreakAsync(hub, new RowKey(RowKinds.Message, first));
        await BreakAsync(hub, new RowKey(RowKinds.Conversation, other.Id));

        var conversations = await hub.Reader.Timeline.ConversationsAsync(TestHub.PhoneNumberId, PageAsk.First, Ct);
        var messages = await hub.Reader.Timeline.MessagesAsync(one.Id, PageAsk.First, Ct);

        Assert.Equal([one.Id], conversations.Data.Select(shown => shown.Id));
        Assert.Equal([other.Id], conversations.Unreadable!);
        Assert.Equal(["wamid.2"], messages!.Data.Select(shown => shown.Wamid));
        Assert.Equal([first], messages.Unreadable!);
    });

    [Fact]
    public void A_conversation_that_cannot_be_read_keeps_no_other_from_an_endpoint() => Stage.Play(async hub =>
    {
        await hub.RegisterEndpointAsync("e1", Client.Bot(hub).Key);
        hub.Endpoints.Answers = _ => null;
        await hub.TellAsync(Webhook.Of(Webhook.Text("wamid.1", TestHub.Customer, 1_750_000_000, "hello")));
        await BreakAsync(hub, new RowKey(
            RowKinds.Conversation, (await ConversationAsync(hub, TestHub.Customer)).Id));
        var next = await hub.RestartAsync("p2");
        hub.Endpoints.Posts.Clear();
        hub.Endpoints.Answers = _ => 200;

        await next.TellAsync(Webhook.Of(Webhook.Text("wamid.2", Other, 1_750_000_001, "there?")));
        await next.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(["wamid.2"], hub.Endpoints.Posts.SelectMany(post => post.Ids("messages")));
    });

    private static string UnreadableEcho()
    {
        var echo = Webhook.Echo("", TestHub.Customer, 1_750_000_000, "It's me");
        echo.Remove("id");
        return Webhook.Of("smb_message_echoes", "message_echoes", echo);
    }

    private static async Task<ConversationView> ConversationAsync(TestHub hub, string waId)
    {
        var page = await hub.Reader.Timeline.ConversationsAsync(TestHub.PhoneNumberId, new PageAsk(Limit: 50), Ct);
        return page.Data.Single(one => one.Contact.WaId == waId);
    }

    // A row as no version of the hub writes it.
    private static async Task BreakAsync(TestHub hub, RowKey key)
    {
        var row = Assert.Single(await hub.Storage.Book.ReadAsync([key], Ct));
        var broken = new RowChange(key, row.Parent, row.Sort, "[]"u8.ToArray());
        await hub.Storage.Book.CommitAsync(new Commit(new Owner("test"), Epoch: 0, [broken], [], [], []), Ct);
    }
}
