using System.Text.Json.Nodes;
using Tandem.CloudApi.Graph;
using Tandem.Domain.Deciding;
using Tandem.Domain.Link;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Engine.Replaying;
using Tandem.Engine.Storing;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Complaints;

/// <summary>Complaint I: onboarding, history, contacts, disconnection; here with journal, agents and Graph.</summary>
/// <remarks>chatwoot 12469, 12149, 15713, 14025, 12108; waha 1231, 1753; Whatsapp-Business-Cloud-Api-Net 148;
/// megaapp977 649; openlivery 79; wacrm 453; DeskcommCRM 999.</remarks>
public sealed class OnboardingTests
{
    private const string NewNumber = "999000111222333";
    private const string Parted = """{"platform_type":"NOT_APPLICABLE","status":"DISCONNECTED","is_on_biz_app":true}""";
    private const string Joined = """{"platform_type":"CLOUD_API","status":"CONNECTED","is_on_biz_app":true}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_webhook_before_the_number_is_registered_is_not_lost() => Stage.Play(async hub =>
    {
        await hub.TellAsync(OfNew(Webhook.Of("smb_app_state_sync", "state_sync", ContactItem("Ana Pérez"))));
        await hub.TellAsync(OfNew(Webhook.Of(Webhook.Text("wamid.1", TestHub.Customer, 1_750_000_000, "hello"))));
        await hub.TellAsync(OfNew(Webhook.Of(Webhook.Text("wamid.1", TestHub.Customer, 1_750_000_000, "hello"))));
        Assert.Equal((3, 3), await ReceivedAndPendingAsync(hub, NewNumber));

        await RegisterAsync(hub, NewNumber);

        var page = await hub.Reader.Timeline.ConversationsAsync(NewNumber, new PageAsk(Limit: 10), Ct);
        var conversation = Assert.Single(page.Data);
        Assert.Equal("Ana Pérez", conversation.Contact.Name);
        var messages = await hub.Reader.Timeline.MessagesAsync(conversation.Id, new PageAsk(Limit: 10), Ct);
        Assert.Equal("wamid.1", Assert.Single(messages!.Data).Wamid);
        Assert.Equal((3, 0), await ReceivedAndPendingAsync(hub, NewNumber));
    });

    [Fact]
    public void What_waits_for_a_number_of_another_app_is_set_aside_and_not_applied() => Stage.Play(async hub =>
    {
        await hub.TellAsync(OfNew(Webhook.Of(Webhook.Text("wamid.1", TestHub.Customer, 1_750_000_000, "hello"))));
        await RegisterAsync(hub, NewNumber, app: "another");

        Assert.Empty((await hub.Reader.Timeline.ConversationsAsync(NewNumber, new PageAsk(Limit: 10), Ct)).Data);
        var ledger = await hub.Reader.Numbers.LedgerAsync(Owner.Number(NewNumber), Ct);
        Assert.Equal((1, 0, 1), (ledger.Received, ledger.Pending, ledger.SetAside));
    });

    [Fact]
    public void A_disconnection_is_seen_at_once_and_Meta_is_asked() => Stage.Play(async hub =>
    {
        hub.Graph.Node = Parted;
        await hub.TellAsync(Webhook.Account("PARTNER_REMOVED", 1_750_000_000));

        var link = await LinkAsync(hub);
        Assert.Equal(("removed", "confirmed", "parted"), (link.State, link.Meta!.Answer, link.Meta.Cause));
        var refused = await Client.Bot(hub).SendAsync("Hello");
        Assert.Equal(133010, refused.Code);
        Assert.Empty(hub.Graph.CallsOf("messages"));
        await AssertReplaysAsync(hub);
    });

    [Fact]
    public void A_reconnection_whose_webhook_never_came_is_found_by_asking() => Stage.Play(async hub =>
    {
        hub.Graph.Node = Parted;
        await hub.TellAsync(Webhook.Account("ACCOUNT_OFFBOARDED", 1_750_000_000));
        var waiting = Client.Bot(hub).SendAsync("Hello");
        await hub.RestAsync();
        Assert.Empty(hub.Graph.CallsOf("messages"));
        Assert.Equal(131056, (await waiting).Code); // nothing was sent; it may be tried again

        hub.Graph.Node = Joined;
        await hub.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal("connected", (await LinkAsync(hub)).State);
        Assert.Equal(200, (await Client.Bot(hub).SendAsync("Hello")).Status);
        await AssertReplaysAsync(hub);
    });

    [Fact]
    public void Who_is_joined_and_parted_again_in_one_breath_sends_nothing_in_between() => Stage.Play(async hub =>
    {
        hub.Graph.Node = Parted;
        await hub.TellAsync(Webhook.Account("ACCOUNT_OFFBOARDED", 1_750_000_000));
        await Client.Agent(hub).AskAsync("Hello");
        await hub.RestAsync();

        await hub.PostAsync(Webhook.Account("ACCOUNT_RECONNECTED", 1_750_000_100));
        await hub.PostAsync(Webhook.Account("ACCOUNT_OFFBOARDED", 1_750_000_101));
        await hub.RestAsync();

        Assert.Equal("offboarded", (await LinkAsync(hub)).State);
        Assert.Empty(hub.Graph.CallsOf("messages"));
        await AssertReplaysAsync(hub);
    });

    [Fact]
    public void A_hub_that_dies_while_it_asks_asks_again() => Stage.Play(async hub =>
    {
        await hub.TellAsync(Webhook.Account("PARTNER_REMOVED", 1_750_000_000));
        var next = await hub.RestartAsync("p2");
        next.Graph.Node = Parted;
        await next.RestAsync();
        await next.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Equal("confirmed", (await LinkAsync(next)).Meta!.Answer);
        await AssertReplaysAsync(next);
    });

    [Fact]
    public void A_sync_whose_answer_died_with_the_process_is_never_asked_for_blindly() => Stage.Play(async hub =>
    {
        hub.Graph.Sync = null;
        await hub.TellAsync(Webhook.Account("PARTNER_ADDED", hub.Time.Now.ToUnixTimeSeconds()));
        await SyncAsync(hub, isAgain: false);
        var next = await hub.RestartAsync("p2");
        await next.RestAsync();
        await next.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Equal("uncertain", (await LinkAsync(next)).Sync.History.State);
        Assert.Equal(SyncRules.Uncertain, (await SyncAsync(next, isAgain: false)).Reason);
        Assert.Empty(next.Graph.CallsOf("smb_app_data"));
        next.Graph.Sync = () => FakeGraph.Json(400,
            """{"error":{"message":"Synchronization request limit exceeded","code":4,"error_subcode":2593107}}""");
        await SyncAsync(next, isAgain: true);
        await next.RestAsync();

        Assert.Equal("used", (await LinkAsync(next)).Sync.History.State);
        await AssertReplaysAsync(next);
    });

    [Fact]
    public void A_sync_that_never_left_the_hub_may_be_asked_for_again() => Stage.Play(async hub =>
    {
        hub.Graph.Sync = () => throw new Tandem.Engine.Wire.GraphUnreachableException("refused", hasLeft: false);
        await SyncAsync(hub, isAgain: false);
        await hub.RestAsync();
        Assert.Equal("refused", (await LinkAsync(hub)).Sync.History.State);

        hub.Graph.Sync = () => FakeGraph.Json(200, """{"request_id":"REQ-2"}""");
        await SyncAsync(hub, isAgain: false);
        await hub.RestAsync();

        Assert.Equal(("accepted", "REQ-2"),
            ((await LinkAsync(hub)).Sync.History.State, (await LinkAsync(hub)).Sync.History.RequestId));
    });

    [Fact]
    public void The_app_does_not_stop_working_because_the_hub_registered_its_number() => Stage.Play(async hub =>
    {
        hub.Graph.Node = Joined;
        await hub.TellAsync(Webhook.Account("PARTNER_ADDED", hub.Time.Now.ToUnixTimeSeconds()));
        await RegisterAsync(hub, NewNumber);
        await hub.Door.CommandAsync(NewNumber, new Input.LinkAsked(LinkInquiry.Registered), Ct); // as the API does
        await SyncAsync(hub, isAgain: false, SyncKind.Contacts, NewNumber);
        await SyncAsync(hub, isAgain: false, SyncKind.History, NewNumber);
        await hub.RestAsync();
        hub.Graph.Node = Parted;
        await hub.TellAsync(Webhook.Account("ACCOUNT_OFFBOARDED", hub.Time.Now.ToUnixTimeSeconds() + 1));
        await hub.PassAsync(TimeSpan.FromDays(2));

        Assert.Equal("offboarded", (await LinkAsync(hub, NewNumber)).State);
        var ofNumber = hub.Graph.Calls.Where(call => call.Path.Split('/').Contains(NewNumber)).ToList();
        Assert.Equal(2, ofNumber.Count(call => call.Path.EndsWith("/smb_app_data", StringComparison.Ordinal)));
        Assert.True(ofNumber.Count(IsQuestion) > 2, "Meta was asked at registration, and while they were parted");
        Assert.All(hub.Graph.Calls, call => Assert.True( // it looks and asks for the past; /register is never called
            IsQuestion(call) || call.Path.EndsWith("/smb_app_data", StringComparison.Ordinal), call.Path));
    });

    private static bool IsQuestion(GraphCall call) =>
        call.Method == "GET" && call.Path.Split('/')[^1] is NewNumber or TestHub.PhoneNumberId;

    private static async Task<Decision> SyncAsync(
        TestHub hub, bool isAgain, SyncKind what = SyncKind.History, string number = TestHub.PhoneNumberId) =>
        await hub.Door.CommandAsync(number, new Input.SyncAsked(what, "anna", isAgain), Ct);

    private static async Task<LinkView> LinkAsync(TestHub hub, string number = TestHub.PhoneNumberId) =>
        (await hub.Reader.Numbers.FindAsync(number, Ct))!.Link;

    private static async Task<(long, long)> ReceivedAndPendingAsync(TestHub hub, string number)
    {
        var ledger = await hub.Reader.Numbers.LedgerAsync(Owner.Number(number), Ct);
        return (ledger.Received, ledger.Pending);
    }

    private static async Task AssertReplaysAsync(TestHub hub)
    {
        var report = await new Replay(hub.Storage).RunAsync(TestHub.PhoneNumberId, progress: null, Ct);
        Assert.Equal((ReplayVerdict.Same, 0), (report.Verdict, report.Found));
    }

    private static async Task RegisterAsync(TestHub hub, string number, string app = "app")
    {
        hub.Graph.Numbers.Add(number);
        var known = (await hub.Registry.FindNumberAsync(TestHub.PhoneNumberId, Ct))!;
        await hub.Registry.PutNumberAsync(
            known with { PhoneNumberId = number, AppId = app, DisplayPhoneNumber = "+1 555-000-0000" },
            new AppRegistration(app, app == "app" ? TestHub.Secret : "theirs"), Ct);
        hub.Wake(Owner.Number(number));
        await hub.RestAsync();
    }

    private static string OfNew(string webhook) =>
        webhook.Replace(TestHub.PhoneNumberId, NewNumber, StringComparison.Ordinal);

    private static JsonObject ContactItem(string name) => new()
    {
        ["type"] = "contact",
        ["contact"] = new JsonObject { ["full_name"] = name, ["phone_number"] = TestHub.Customer },
        ["action"] = "add",
        ["metadata"] = new JsonObject { ["timestamp"] = "1749000000" },
    };
}
