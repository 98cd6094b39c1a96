using System.Text;
using Tandem.Drills.Checking;
using Tandem.Drills.Worlds;
using Tandem.Engine.Journal;
using Tandem.Engine.Registry;
using Tandem.Platform;

namespace Tandem.Drills.Tests.Checking;

/// <summary>
/// P4 between two names of one person: a bot is to blame only once the hub had been told that they are one.
/// </summary>
/// <remarks>Worlds in which nothing ran: what crossed the hub's edges is written down by the test.</remarks>
public sealed class OneVoiceTests
{
    private const string Phone = "16505551200";
    private const string UserId = "US.17500300818039185439";
    private const long Spoken = 100;
    private const long Released = 200;

    private static readonly string Number = Numbering.Numbers(1)[0].PhoneNumberId;
    private static readonly string OtherNumber = Numbering.Numbers(2)[1].PhoneNumberId;

    private readonly World _world = new(1, WorldPlan.Of(1, withFaults: false) with
    {
        IsGuarding = true,
        Hold = TimeSpan.FromMinutes(10),
    });

    [Theory]
    [InlineData(Phone, Phone)]
    [InlineData(UserId, UserId)]
    public void A_release_to_the_name_the_human_wrote_to_is_found_whatever_else_is_known(string spoken, string released)
    {
        Send("agent/1", Callers.AgentKey, spoken, Spoken);
        Send("bot/1", Callers.BotKey, released, Released);

        Assert.Contains("bot/1", Assert.Single(Broken()));
    }

    [Theory]
    [InlineData(Phone, UserId)]
    [InlineData(UserId, Phone)]
    public void A_release_to_another_name_is_no_fault_of_a_hub_that_was_never_told(string spoken, string released)
    {
        Send("agent/1", Callers.AgentKey, spoken, Spoken);
        Send("bot/1", Callers.BotKey, released, Released);

        Assert.Empty(Broken());
    }

    [Theory]
    [InlineData(Spoken - 1, true)]
    [InlineData(Released - 1, true)]
    [InlineData(Released + 1, false)]
    public void A_message_with_both_names_counts_if_its_200_came_before_the_release_began(long at, bool isFound)
    {
        Send("agent/1", Callers.AgentKey, Phone, Spoken);
        Send("campaign/1", Callers.CampaignKey, UserId, Released);
        Acknowledge(at, Message(Number));

        Assert.Equal(isFound ? 1 : 0, Broken().Count);
    }

    [Theory]
    [InlineData(Released - 1, true)]
    [InlineData(Released + 1, false)]
    public void The_status_of_what_was_sent_to_one_name_may_tell_of_the_other(long at, bool isFound)
    {
        Send("agent/1", Callers.AgentKey, Phone, Spoken);
        Send("bot/1", Callers.BotKey, UserId, Released);
        Acknowledge(at, Value(Number, "messages", "statuses",
            $$"""
            {"id": "wamid.of.agent/1", "status": "sent", "recipient_user_id": "{{UserId}}",
             "biz_opaque_callback_data": "{{SentOnce.MarkOf("of-agent/1")}}"}
            """));

        Assert.Equal(isFound ? 1 : 0, Broken().Count);
    }

    [Theory]
    [InlineData(Released - 1, true)]
    [InlineData(Released + 1, false)]
    public void An_answer_of_Graph_names_a_message_that_others_speak_of(long settled, bool isFound)
    {
        Send("agent/1", Callers.AgentKey, Phone, Spoken);
        Send("bot/1", Callers.BotKey, UserId, Released);
        _world.Witness.Answers[SentOnce.MarkOf("of-agent/1")] = Encoding.UTF8.GetBytes(
            $$"""{"contacts": [{"input": "{{Phone}}", "wa_id": "{{Phone}}"}], "messages": [{"id": "wamid.1"}]}""");
        _world.Witness.Settled[SentOnce.MarkOf("of-agent/1")] = settled;
        Acknowledge(Spoken + 1, Value(Number, "smb_message_echoes", "message_echoes",
            $$"""{"to_user_id": "{{UserId}}", "id": "wamid.1"}"""));

        Assert.Equal(isFound ? 1 : 0, Broken().Count);
    }

    [Fact]
    public void What_another_number_was_told_does_not_bind_this_one()
    {
        Send("agent/1", Callers.AgentKey, Phone, Spoken);
        Send("bot/1", Callers.BotKey, UserId, Released);
        Acknowledge(Spoken + 1, Message(OtherNumber));

        Assert.Empty(Broken());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_echo_names_whom_the_phone_wrote_to(bool isKnown)
    {
        var echo = Value(Number, "smb_message_echoes", "message_echoes",
            $$"""{"to_user_id": "{{UserId}}", "id": "wamid.echo"}""");
        var evidence = new LedgerEvidence { Type = "text", Field = "smb_message_echoes" };
        Write(LedgerKinds.OwnerMessage, "wamid.echo", evidence);
        Acknowledge(Spoken, echo);
        if (isKnown)
            Acknowledge(Spoken + 1, Message(Number));
        Send("bot/1", Callers.BotKey, Phone, Released);

        Assert.Equal(isKnown ? 1 : 0, Broken().Count);
    }

    private List<string> Broken() =>
    [
        .. Findings.Of(_world, becameQuiet: true).Where(violation => violation.Promise == "P4")
            .Select(violation => violation.What),
    ];

    // A send as the hub's edges show it: asked for, released in a turn that began at an event, accepted by Graph.
    private void Send(string id, ApiKeyRegistration key, string to, long began)
    {
        var (sendId, wamid, requestId) = ($"of-{id}", $"wamid.of.{id}", _world.Witness.Arrived.Count + 1L);
        var name = to == Phone ? "to" : "recipient";
        var body = Encoding.UTF8.GetBytes(
            $$"""
            {"messaging_product": "whatsapp", "{{name}}": "{{to}}", "type": "text", "text": {"body": "Hi"},
             "biz_opaque_callback_data": "{{SentOnce.MarkOf(sendId)}}", "drill": "{{id}}"}
            """);
        _world.Callers.All.Add(new Call(id, key, Number, CloudApi.Sending.SendBody.Read(body).Body!));
        _world.Witness.OnWire.Add(new Release(sendId, began, _world.Time.Now, _world.Time.Now) { Left = began });
        _world.Witness.Arrives(requestId, body);
        var evidence = new LedgerEvidence { Type = "text", Mark = SentOnce.MarkOf(sendId), RequestId = requestId };
        Write(LedgerKinds.ApiMessage, wamid, evidence);
    }

    private void Write(string kind, string wamid, LedgerEvidence evidence) => _world.Platform.Ledger.Add(new LedgerLine(
        _world.Platform.Ledger.Count + 1, _world.Time.Now, kind, Number, Phone, wamid, Legs.Api, evidence));

    private void Acknowledge(long at, byte[] body)
    {
        _world.Witness.Acknowledgements.Add(new Acknowledgement(at, _world.Time.Now, body));
        _world.Disk.Webhooks.Add(new StoredWebhook(at, _world.Time.Now, Numbering.AppId, body));
    }

    private static byte[] Message(string number) => Value(number, "messages", "messages",
        $$"""{"from": "{{Phone}}", "from_user_id": "{{UserId}}", "id": "wamid.in"}""");

    private static byte[] Value(string number, string field, string list, string item) => Encoding.UTF8.GetBytes(
        $$"""
        {
          "entry": [{"changes": [{"field": "{{field}}", "value": {
            "metadata": {"phone_number_id": "{{number}}"},
            "{{list}}": [{{item}}]
          } }] }]
        }
        """);
}
