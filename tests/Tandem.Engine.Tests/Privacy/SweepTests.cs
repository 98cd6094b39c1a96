using System.Text;
using System.Text.Json.Nodes;
using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Engine.Registry;
using Tandem.Engine.Replaying;
using Tandem.Engine.Storing;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Privacy;

/// <summary>What was stored before a conversation became private loses its words, however much it is.</summary>
public sealed class SweepTests
{
    private const string Canary = "canary";

    private static readonly PeerKeys Customer = new(TestHub.Customer, null, null);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_long_conversation_is_swept_to_its_end_with_what_lies_beside_the_timeline() => Stage.Play(async hub =>
    {
        for (var batch = 0; batch < 10; batch++)
        {
            var wamids = Enumerable.Range(batch * 70, 70).Select(i => $"wamid.{i}");
            await hub.TellAsync(Webhook.Of([.. wamids.SelectMany(it => new[] { Text(it), EditOf(it) })]));
        }

        Assert.True(RowsWithCanary(hub).Count > 700);

        await MarkAsync(hub);
        await hub.PassAsync(TimeSpan.FromSeconds(5));

        Assert.Empty(RowsWithCanary(hub));
        Assert.DoesNotContain(hub.Storage.Disk.Rows, row => row.Key.Kind == RowKinds.Timer);
        Assert.Equal(ReplayVerdict.Same, (await ReplayAsync(hub)).Verdict);
    });

    [Fact]
    public void What_waits_for_an_endpoint_is_not_told_any_more_and_an_open_conversation_is() => Stage.Play(async hub =>
    {
        await hub.RegisterEndpointAsync("e1", Client.Bot(hub).Key);
        hub.Endpoints.Answers = _ => 500;
        await hub.TellAsync(Webhook.Of(Text("wamid.1"), Text("wamid.2", "16505559999")));
        await MarkAsync(hub);
        hub.Endpoints.Posts.Clear();
        hub.Endpoints.Answers = _ => 200;

        await hub.TellAsync(Webhook.Of(Text("wamid.3")));
        await hub.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(["wamid.2"], hub.Endpoints.Posts.SelectMany(post => post.Ids("messages")));
        Assert.DoesNotContain(hub.Storage.Disk.Rows, row => row.Key.Kind == RowKinds.Forward);
    });

    [Fact]
    public void The_owners_words_are_sent_and_kept_neither_at_the_send_nor_in_its_record() => Stage.Play(async hub =>
    {
        await MarkAsync(hub);
        var owner = new Client(hub, Caller.OwnerRole, "owner");

        var heard = await owner.SendAsync(Canary);
        var bots = await Client.Bot(hub).SendAsync(Canary);

        Assert.Equal((200, 400), (heard.Status, bots.Status));
        Assert.Single(hub.Graph.Calls);
        Assert.Empty(RowsWithCanary(hub));
        Assert.DoesNotContain(hub.Storage.Disk.Inputs, input => input.Body is { } body && Holds(body));
        Assert.Equal(ReplayVerdict.Same, (await ReplayAsync(hub)).Verdict);
    });

    private static Task MarkAsync(TestHub hub) => hub.Door.CommandAsync(
        TestHub.PhoneNumberId, new Input.MarkedPrivate(Customer, IsPrivate: true, "owner"), Ct);

    private static Task<ReplayReport> ReplayAsync(TestHub hub) =>
        new Replay(hub.Storage).RunAsync(TestHub.PhoneNumberId, progress: null, Ct);

    private static List<RowKey> RowsWithCanary(TestHub hub) =>
        [.. hub.Storage.Disk.Rows.Where(row => Holds(row.Body)).Select(row => row.Key)];

    private static bool Holds(ReadOnlyMemory<byte> body) => Encoding.UTF8.GetString(body.Span).Contains(Canary);

    private static JsonObject Text(string wamid, string from = TestHub.Customer) =>
        Webhook.Text(wamid, from, 1_750_000_000, Canary);

    private static JsonObject EditOf(string wamid)
    {
        var edit = Webhook.Text($"{wamid}.edit", TestHub.Customer, 1_750_000_001, Canary);
        edit["type"] = "edit";
        edit["edit"] = new JsonObject
        {
            ["original_message_id"] = wamid,
            ["message"] = new JsonObject { ["type"] = "text", ["text"] = new JsonObject { ["body"] = Canary } },
        };
        return edit;
    }
}
