using System.Text;
using System.Text.Json.Nodes;
using Tandem.Engine.Replaying;
using Tandem.Engine.Storing;
using Tandem.Engine.Tests.Running;
using static Tandem.Engine.Tests.Replaying.ReplayedLife;

namespace Tandem.Engine.Tests.Replaying;

/// <summary>What is not the same in book and replay shows: where, and which member, never what people wrote.</summary>
public sealed class ReplayDifferencesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_row_that_somebody_changed_shows_by_its_members_and_never_by_its_words() => Stage.Play(async hub =>
    {
        await LiveAsync(hub);
        var message = (await Client.TimelineAsync(hub))[0];
        var row = await RowAsync(hub, new RowKey(RowKinds.Message, message.Id));
        var body = JsonNode.Parse(row.Body.Span)!.AsObject();
        body["content"]!["json"] = "a secret word";
        body["stage"] = "Failed";
        await WriteAsync(hub, new RowChange(
            row.Key, row.Parent, row.Sort + 1, Encoding.UTF8.GetBytes(body.ToJsonString())));

        var report = await ReplayAsync(hub);

        Assert.Equal((ReplayVerdict.Differs, 2), (report.Verdict, report.Found));
        Assert.Equal(["its place in listings", "content, stage"], report.Differences.Select(one => one.What));
        Assert.All(report.Differences, one => Assert.Equal($"message {message.Id}", one.Where));
    });

    [Fact]
    public void Rows_of_one_side_only_show_with_their_side_and_without_the_customers_number() => Stage.Play(async hub =>
    {
        await LiveAsync(hub);
        var peer = await RowAsync(hub, new RowKey(RowKinds.Peer, $"1/wa:{TestHub.Customer}"));
        await WriteAsync(hub, new RowChange(peer.Key, null, 0, Body: null));
        await WriteAsync(hub, new RowChange(new RowKey(RowKinds.Message, "1-99"), null, 0, "{}"u8.ToArray()));

        var report = await ReplayAsync(hub);

        Assert.Equal(
            [new Difference("message 1-99", "only in the book"), new("peer 1/wa:…1234", "only in the replay")],
            report.Differences);
    });

    [Fact]
    public void An_input_that_would_be_decided_otherwise_shows_with_its_position() => Stage.Play(async hub =>
    {
        await LiveAsync(hub);
        var inputs = await InputsAsync(hub);
        var lie = inputs[^1] with { Position = inputs.Count + 1, Outcome = "applied", Reason = "because" };
        await hub.Storage.Book.CommitAsync(new Commit(lie.Owner, Epoch: 0, [], [Silent(lie)], [], []), Ct);

        var report = await ReplayAsync(hub);

        Assert.Equal(ReplayVerdict.Differs, report.Verdict);
        Assert.Contains(report.Differences, one =>
            one.Where.StartsWith($"input {lie.Position} (handback)", StringComparison.Ordinal) && one.What == "reason");

        static RecordedInput Silent(RecordedInput input) => input with
        {
            Kind = "handback",
            DeliveryId = null,
            ItemIndex = null,
            Subject = null,
            Body = "{\"conversation_id\":\"1-2\",\"by\":\"anna\"}"u8.ToArray(),
        };
    });
}
