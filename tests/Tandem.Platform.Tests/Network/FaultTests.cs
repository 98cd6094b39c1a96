using Tandem.Platform.Network;

namespace Tandem.Platform.Tests.Network;

/// <summary>Each kind of fault, by what it does.</summary>
public sealed class FaultTests
{
    private const string Hello = """{"text":{"body":"hello"}}""";
    private readonly Stage _stage = new();

    [Fact]
    public void A_lost_webhook_comes_again_and_an_endpoint_that_answered_hears_it_twice()
    {
        _stage.Fault(FaultKinds.WebhookLost, TimeSpan.FromMinutes(1));
        var lost = _stage.CustomerSays(Hello).Id!;
        _stage.Run(TimeSpan.FromMinutes(1));
        Assert.Empty(_stage.Posts);
        _stage.Run(TimeSpan.FromMinutes(5));
        Assert.Single(Inbound(lost));

        _stage.Fault(FaultKinds.WebhookAnswerLost, TimeSpan.FromSeconds(10));
        var heard = _stage.CustomerSays(Hello).Id!;
        _stage.Run(TimeSpan.FromMinutes(5));
        Assert.Equal(2, Inbound(heard).Count);
        Assert.Contains(_stage.Ledger, line => line.Evidence.Reason == "answer_lost");
        Assert.Contains(_stage.Ledger, line => line.Evidence.Reason == "request_lost");
    }

    [Fact]
    public void Webhooks_can_be_doubled_delayed_and_forged()
    {
        _stage.Fault(FaultKinds.WebhookDuplicated, TimeSpan.FromSeconds(1));
        var twice = _stage.CustomerSays(Hello).Id!;
        _stage.Run(TimeSpan.FromMinutes(2));
        Assert.Equal(2, Inbound(twice).Count);

        _stage.Fault(FaultKinds.WebhookDelayed, TimeSpan.FromSeconds(1), delay: Latency.Seconds(30, 30));
        var late = _stage.CustomerSays(Hello).Id!;
        _stage.Run(TimeSpan.FromSeconds(2));
        var next = _stage.CustomerSays(Hello).Id!;
        _stage.Run(TimeSpan.FromMinutes(2));
        var order = _stage.Items("messages", "messages").Select(item => (string?)item["id"]).ToList();
        Assert.True(order.IndexOf(next) < order.IndexOf(late));

        _stage.Fault(FaultKinds.WebhookForged, TimeSpan.FromMinutes(1));
        var posts = _stage.Posts.Count;
        _stage.CustomerSays(Hello);
        _stage.Run(TimeSpan.FromSeconds(30));
        Assert.Equal(2, _stage.Posts.Count - posts);
        var signatures = _stage.Posts.TakeLast(2).Select(post => post.Post.Headers.Single(
            field => field.Name == "X-Hub-Signature-256").Value).ToList();
        Assert.NotEqual(signatures[0], signatures[1]);
    }

    [Fact]
    public void A_graph_call_can_be_lost_before_or_after_it_did_something()
    {
        _stage.CustomerSays(Hello);
        _stage.Fault(FaultKinds.GraphRequestLost, TimeSpan.FromSeconds(1));
        Assert.True(_stage.SendText("one").Raw.Lost);
        _stage.Run(TimeSpan.FromSeconds(2));
        _stage.Fault(FaultKinds.GraphAnswerLost, TimeSpan.FromSeconds(1));
        Assert.True(_stage.SendText("two").Raw.Lost);
        _stage.Run(TimeSpan.FromMinutes(1));

        Assert.Single(_stage.Ledger, line => line.Kind == LedgerKinds.ApiMessage);
        Assert.Single(_stage.On(Screen.Customer), line => line.Author == "api");
    }

    [Theory]
    [InlineData(131000, 500)]
    [InlineData(131016, 500)]
    [InlineData(80007, 400)]
    public void A_graph_call_can_be_refused_by_any_code(int code, int http)
    {
        _stage.CustomerSays(Hello);
        _stage.Fault(FaultKinds.GraphError, TimeSpan.FromSeconds(1), code);
        var refused = _stage.SendText("one");

        Assert.Equal(http, refused.Status);
        Assert.Equal(code, refused.Code);
        _stage.Run(TimeSpan.FromSeconds(2));
        Assert.Equal(200, _stage.SendText("two").Status);
    }

    [Fact]
    public void A_slow_graph_call_is_done_at_once_and_answered_late()
    {
        _stage.CustomerSays(Hello);
        _stage.Fault(FaultKinds.GraphSlow, delay: Latency.Seconds(40, 40));
        Assert.True(_stage.SendText("one").Raw.DueAt >= _stage.Now + TimeSpan.FromSeconds(40));
        Assert.Single(_stage.Ledger, line => line.Kind == LedgerKinds.ApiMessage);
    }

    [Fact]
    public void A_delivery_can_go_unreported_and_a_send_can_fail_later()
    {
        _stage.CustomerSays(Hello);
        _stage.Fault(FaultKinds.StatusSkipped, TimeSpan.FromMinutes(1));
        var sent = _stage.SendText("one");
        _stage.Run(TimeSpan.FromMinutes(2));
        Assert.Equal(["sent", "read"], _stage.StatusesOf(sent.Wamid));

        _stage.Fault(FaultKinds.SendFails, TimeSpan.FromMinutes(1), 131026);
        var failing = _stage.SendText("two");
        _stage.Run(TimeSpan.FromMinutes(2));
        Assert.Equal(["failed"], _stage.StatusesOf(failing.Wamid));
    }

    [Fact]
    public void Messages_and_echoes_can_go_unseen_or_come_without_content()
    {
        _stage.Fault(FaultKinds.InboundUnseen, TimeSpan.FromMinutes(1));
        var unseen = _stage.CustomerSays(Hello).Id!;
        _stage.Run(TimeSpan.FromMinutes(2));
        Assert.Empty(Inbound(unseen));
        Assert.Contains(_stage.On(Screen.Phone), line => line.Wamid == unseen);

        _stage.Fault(FaultKinds.InboundUnavailable, TimeSpan.FromMinutes(1));
        var unavailable = _stage.CustomerSays(Hello).Id!;
        _stage.Run(TimeSpan.FromMinutes(2));
        Assert.Equal(131060, (int)Assert.Single(Inbound(unavailable))["errors"]![0]!["code"]!);

        _stage.Fault(FaultKinds.EchoLost, TimeSpan.FromMinutes(1));
        _stage.OwnerSays(Hello);
        _stage.Run(TimeSpan.FromMinutes(2));
        Assert.Empty(_stage.Items("smb_message_echoes", "message_echoes"));

        _stage.Fault(FaultKinds.EchoDuplicated, TimeSpan.FromMinutes(1));
        _stage.OwnerSays(Hello);
        _stage.Run(TimeSpan.FromMinutes(2));
        Assert.Equal(2, _stage.Items("smb_message_echoes", "message_echoes").Count);
    }

    [Fact]
    public void A_flapping_phone_loses_its_connection_again_and_again_and_keeps_it_afterwards()
    {
        _stage.Fault(FaultKinds.PhoneFlapping, TimeSpan.FromMinutes(10), delay: Latency.Seconds(20, 40));
        for (var i = 0; i < 60; i++)
        {
            _stage.CustomerSays(Hello);
            _stage.Run(TimeSpan.FromSeconds(10));
        }

        _stage.Run(TimeSpan.FromMinutes(5));
        Assert.InRange(_stage.Ledger.Count(line => line.Kind == LedgerKinds.DeviceOffline), 5, 20);
        Assert.Equal(60, _stage.On(Screen.Phone).Count);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.5, 20, 80)]
    [InlineData(1, 90, 110)]
    public void A_flapping_phone_loses_its_connection_as_often_as_is_probable(double probability, int least, int most)
    {
        Assert.Null(_stage.Act(id => new PlatformInput.AddFault(id, new()
        {
            Kind = FaultKinds.PhoneFlapping,
            Probability = probability,
            Delay = Latency.Seconds(30, 30),
        })).Refusal);
        _stage.Run(TimeSpan.FromMinutes(100));

        var lost = _stage.Ledger.Count(line => line.Kind == LedgerKinds.DeviceOffline);
        Assert.InRange(lost, least, most);
        Assert.Equal(lost, Assert.Single(_stage.Mind.Faults).Struck);
    }

    [Fact]
    public void Media_can_be_gone()
    {
        _stage.CustomerSays("""{"type":"image","image":{}}""");
        _stage.Run(TimeSpan.FromSeconds(5));
        var url = (string)_stage.Items("messages", "messages")[0]["image"]!["url"]!;
        var path = new Uri(url).PathAndQuery;
        HttpField agent = new("User-Agent", "tests");
        Assert.Equal(200, _stage.Graph("GET", path, headers: agent).Status);

        _stage.Fault(FaultKinds.MediaGone);
        Assert.Equal(404, _stage.Graph("GET", path, headers: agent).Status);
    }

    [Fact]
    public void Every_kind_of_fault_can_be_set_for_one_number_and_ended()
    {
        foreach (var kind in FaultKinds.All)
        {
            var added = _stage.Act(id => new PlatformInput.AddFault(
                id, new() { Kind = kind.Name, PhoneNumberId = Stage.NumberId, Probability = 0.5 }));
            Assert.NotNull(added.Id);
        }

        Assert.Null(_stage.Act(id => new PlatformInput.RemoveFault(id, null)).Refusal);
        Assert.Equal(200, _stage.Graph("GET", $"/v25.0/{Stage.NumberId}").Status);
        Assert.Equal("kind", Refused(new() { Kind = "earthquake" }));
        Assert.Equal("probability", Refused(new() { Kind = FaultKinds.EchoLost, Probability = 2 }));
        Assert.Equal("phone_number_id", Refused(new() { Kind = FaultKinds.EchoLost, PhoneNumberId = "1" }));
    }

    private string? Refused(FaultSetup setup) =>
        _stage.Act(id => new PlatformInput.AddFault(id, setup)).Refusal?.Field;

    private List<System.Text.Json.Nodes.JsonNode> Inbound(string wamid) =>
        [.. _stage.Items("messages", "messages").Where(item => (string?)item["id"] == wamid)];
}
