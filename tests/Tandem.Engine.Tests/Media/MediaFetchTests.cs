using System.Text.Json.Nodes;
using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Media;
using Tandem.Engine.Media;
using Tandem.Engine.Reading;
using Tandem.Engine.Replaying;
using Tandem.Engine.Storing;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Media;

/// <summary>The life of a fetch, from the webhook that names media to the file that holds its bytes.</summary>
public sealed class MediaFetchTests
{
    private static readonly byte[] Png = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 1, 2, 3];

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Media_of_a_message_is_in_its_file_moments_later() => Stage.Play(async hub =>
    {
        hub.Media.Items["7"] = Png;
        await hub.TellAsync(Webhook.Of(Image("wamid.1", "7", FakeMedia.HashOf(Png))));
        await hub.PassAsync(Moment);

        var media = (await ViewAsync(hub, "wamid.1")).Media!;
        Assert.Equal(("kept", "image/png", (long)Png.Length), (media.State, media.Type, media.Size));
        Assert.Equal(FakeMedia.HashOf(Png), media.Sha256);
        Assert.Equal([FakeMedia.HashOf(Png)], hub.Media.Disk.Files.Keys);
        Assert.Equal(ReplayVerdict.Same, (await ReplayAsync(hub)).Verdict);
    });

    [Fact]
    public void The_message_is_there_before_its_bytes_and_whatever_becomes_of_them() => Stage.Play(async hub =>
    {
        hub.Media.Items["7"] = Png;
        hub.Media.Pause = new TaskCompletionSource();
        await hub.TellAsync(Webhook.Of(Image("wamid.1", "7")));
        await hub.PassAsync(Moment);
        var waiting = await ViewAsync(hub, "wamid.1");
        await hub.TellAsync(Webhook.Of(Webhook.Text("wamid.2", TestHub.Customer, 1_750_000_001, "there?")));

        Assert.Equal(("image", "waiting"), (waiting.Type, waiting.Media!.State));
        Assert.Equal("text", (await ViewAsync(hub, "wamid.2")).Type);
    });

    [Fact]
    public void The_same_bytes_are_brought_once() => Stage.Play(async hub =>
    {
        hub.Media.Items["7"] = hub.Media.Items["8"] = Png;
        await hub.TellAsync(Webhook.Of(Image("wamid.1", "7")));
        await hub.PassAsync(Moment);
        await hub.TellAsync(Webhook.Of(Image("wamid.2", "8")));
        await hub.PassAsync(Moment);

        Assert.Equal("kept", (await ViewAsync(hub, "wamid.2")).Media!.State);
        Assert.Equal(["7"], hub.Media.Brought);
        Assert.Single(hub.Media.Disk.Files);
    });

    [Fact]
    public void A_crash_after_any_turn_loses_no_media() => Stage.Play(async hub =>
    {
        hub.Media.Items["7"] = Png;
        await hub.PostAsync(Webhook.Of(Image("wamid.1", "7")));
        var second = await hub.RestartAsync("p2"); // stored, not decided
        await second.RestAsync();
        var third = await second.RestartAsync("p3"); // decided, not due
        third.Media.Pause = new TaskCompletionSource();
        await third.PassAsync(Moment);
        var fourth = await third.RestartAsync("p4"); // asked for, not here
        await fourth.RestAsync();
        third.Media.Pause.SetResult();
        await fourth.RestAsync();

        Assert.Equal("kept", (await ViewAsync(fourth, "wamid.1")).Media!.State);
        Assert.Equal(["7", "7"], fourth.Media.Asked);
        Assert.Equal(ReplayVerdict.Same, (await ReplayAsync(fourth)).Verdict);
    });

    [Fact]
    public void A_file_whose_commit_never_came_is_adopted_by_the_next_process() => Stage.Play(async hub =>
    {
        hub.Media.Items["7"] = Png;
        hub.Media.Pause = new TaskCompletionSource();
        await hub.TellAsync(Webhook.Of(Image("wamid.1", "7")));
        await hub.PassAsync(Moment);
        hub.Media.Pause.SetResult(); // the file is there, and no turn has told the book
        var next = await hub.RestartAsync("p2");
        await next.RestAsync();

        Assert.Equal("kept", (await ViewAsync(next, "wamid.1")).Media!.State);
        Assert.Equal(["7"], next.Media.Brought);
        Assert.Equal(["7", "7"], next.Media.Asked);
    });

    [Fact]
    public void An_address_that_ran_out_is_asked_for_anew() => Stage.Play(async hub =>
    {
        hub.Media.Items["7"] = Png;
        hub.Media.Obstacle = _ => MediaFault.AddressExpired;
        await hub.TellAsync(Webhook.Of(Image("wamid.1", "7")));
        await hub.PassAsync(Moment);
        var first = (await ViewAsync(hub, "wamid.1")).Media!;
        hub.Media.Obstacle = _ => null;
        await hub.PassAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(("waiting", "address_expired", 1), (first.State, first.Reason, first.Attempts));
        Assert.Equal("kept", (await ViewAsync(hub, "wamid.1")).Media!.State);
        Assert.Equal(["7", "7"], hub.Media.Asked);
    });

    [Theory]
    [InlineData(100, 33, "gone")]
    [InlineData(190, null, "no_permission")]
    [InlineData(10, null, "no_permission")]
    [InlineData(130429, null, "throttled")]
    [InlineData(131000, null, "no_answer")]
    public void What_graph_refuses_is_named(int code, int? subcode, string reason) => Stage.Play(async hub =>
    {
        hub.Media.Graph = _ => FakeMedia.Error(code, subcode);
        await hub.TellAsync(Webhook.Of(Image("wamid.1", "7")));
        await hub.PassAsync(Moment);

        Assert.Equal(reason, (await ViewAsync(hub, "wamid.1")).Media!.Reason);
    });

    [Fact]
    public void Bytes_of_another_hash_are_not_kept_whichever_of_the_two_was_told() => Stage.Play(async hub =>
    {
        hub.Media.Items["7"] = Png;
        await hub.TellAsync(Webhook.Of(Image("wamid.1", "7", FakeMedia.HashOf([1]))));
        await hub.PassAsync(TimeSpan.FromMinutes(5));

        var view = await ViewAsync(hub, "wamid.1");
        Assert.Equal(("failed", "hash_mismatch"), (view.Media!.State, view.Media.Reason));
        Assert.Equal("media_damaged", view.Gap!.Code);
        Assert.Empty(hub.Media.Disk.Files);
    });

    [Fact]
    public void A_mark_throws_the_file_away_and_leaves_that_of_others() => Stage.Play(async hub =>
    {
        byte[] other = [1, 2, 3];
        (hub.Media.Items["7"], hub.Media.Items["8"], hub.Media.Items["9"]) = (Png, other, other);
        await hub.TellAsync(Webhook.Of(
            Image("wamid.1", "7"), Image("wamid.2", "8"), Image("wamid.3", "9", from: "16505559999")));
        await hub.PassAsync(Moment);
        var before = hub.Media.Disk.Files.Count;
        await hub.Door.CommandAsync(
            TestHub.PhoneNumberId,
            new Input.MarkedPrivate(new PeerKeys(TestHub.Customer, null, null), IsPrivate: true, "owner"), Ct);
        await hub.RestAsync();

        Assert.Equal(2, before);
        Assert.Equal([FakeMedia.HashOf(other)], hub.Media.Disk.Files.Keys);
        Assert.Single(hub.Storage.Disk.Rows, row => row.Key.Kind == RowKinds.MediaUse);
    });

    [Fact]
    public void Bytes_that_arrive_after_the_mark_are_thrown_away() => Stage.Play(async hub =>
    {
        hub.Media.Items["7"] = Png;
        hub.Media.Pause = new TaskCompletionSource();
        await hub.TellAsync(Webhook.Of(Image("wamid.1", "7")));
        await hub.PassAsync(Moment);
        await hub.Door.CommandAsync(
            TestHub.PhoneNumberId,
            new Input.MarkedPrivate(new PeerKeys(TestHub.Customer, null, null), IsPrivate: true, "owner"), Ct);
        hub.Media.Pause.SetResult();
        await hub.RestAsync();
        await new MediaHouse(hub.Ports.Book, hub.Ports.MediaFiles, hub.Time).SweepAsync(Ct);
        await hub.PassAsync(TimeSpan.FromHours(2));
        await new MediaHouse(hub.Ports.Book, hub.Ports.MediaFiles, hub.Time).SweepAsync(Ct);

        Assert.Equal(["7"], hub.Media.Brought);
        Assert.Empty(hub.Media.Disk.Files);
    });

    [Fact]
    public void A_sweep_removes_what_nobody_needs_when_its_hour_is_over() => Stage.Play(async hub =>
    {
        hub.Media.Items["7"] = Png;
        await hub.TellAsync(Webhook.Of(Image("wamid.1", "7")));
        await hub.PassAsync(Moment);
        hub.Media.Disk.Files["orphan"] = (new MediaFile("orphan", 1, "text/plain"), hub.Time.Now);
        var house = new MediaHouse(hub.Ports.Book, hub.Ports.MediaFiles, hub.Time);

        var young = await house.SweepAsync(Ct);
        await hub.PassAsync(TimeSpan.FromHours(2));
        var old = await house.SweepAsync(Ct);

        Assert.Equal((0, 1), (young, old));
        Assert.Equal([FakeMedia.HashOf(Png)], hub.Media.Disk.Files.Keys);
    });

    [Fact]
    public void What_was_kept_longer_than_the_operator_wants_goes_with_its_file() => Stage.Play(async hub =>
    {
        (hub.Media.Items["7"], hub.Media.Items["8"]) = (Png, [1]);
        await hub.TellAsync(Webhook.Of(Image("wamid.1", "7")));
        await hub.PassAsync(TimeSpan.FromDays(2));
        await hub.TellAsync(Webhook.Of(Image("wamid.2", "8")));
        await hub.PassAsync(Moment);
        var number = (await hub.Registry.FindNumberAsync(TestHub.PhoneNumberId, Ct))!;
        var house = new MediaHouse(hub.Ports.Book, hub.Ports.MediaFiles, hub.Time);

        Assert.Equal(1, await house.OutdateAsync(number, TimeSpan.FromDays(1), hub.Door, Ct));
        await hub.RestAsync();

        var view = await ViewAsync(hub, "wamid.1");
        Assert.Equal(("failed", "outdated"), (view.Media!.State, view.Media.Reason));
        Assert.Null(view.Gap);
        Assert.Equal("kept", (await ViewAsync(hub, "wamid.2")).Media!.State);
        Assert.Equal([FakeMedia.HashOf([1])], hub.Media.Disk.Files.Keys);
        Assert.Equal(ReplayVerdict.Same, (await ReplayAsync(hub)).Verdict);
    });

    [Fact]
    public void A_message_that_cannot_be_decided_about_keeps_no_other_media() => Stage.Play(async hub =>
    {
        (hub.Media.Items["7"], hub.Media.Items["8"]) = (Png, [1]);
        await hub.TellAsync(Webhook.Of(Image("wamid.1", "7"), Image("wamid.2", "8")));
        await hub.PassAsync(TimeSpan.FromDays(2));
        var poisoned = (await ViewAsync(hub, "wamid.1")).Id;
        var number = (await hub.Registry.FindNumberAsync(TestHub.PhoneNumberId, Ct))!;
        var house = new MediaHouse(hub.Ports.Book, hub.Ports.MediaFiles, hub.Time);

        await house.OutdateAsync(number, TimeSpan.FromDays(1), new PoisonedDoor(hub.Door, poisoned), Ct);
        await hub.RestAsync();

        Assert.Equal("kept", (await ViewAsync(hub, "wamid.1")).Media!.State);
        Assert.Equal("failed", (await ViewAsync(hub, "wamid.2")).Media!.State);
    });

    [Fact]
    public void Only_so_many_are_fetched_at_a_time_and_what_is_said_now_goes_first() => Stage.Play(async hub =>
    {
        var pause = hub.Media.Pause = new TaskCompletionSource();
        for (var i = 0; i < 8; i++)
            hub.Media.Items[$"{i}"] = [(byte)i];
        await hub.TellAsync(Webhook.Of("history", "messages",
            [.. Enumerable.Range(0, 7).Select(i => Image($"wamid.{i}", $"{i}"))]));
        await hub.PassAsync(Moment);
        await hub.TellAsync(Webhook.Of(Image("wamid.7", "7")));
        await hub.PassAsync(Moment);
        var asked = hub.Media.Asked.Count;
        pause.SetResult();
        await hub.PassAsync(Moment);

        Assert.Equal(MediaGate.DefaultMost, asked);
        Assert.Equal("7", hub.Media.Asked[MediaGate.DefaultMost]);
        Assert.Equal(8, hub.Media.Disk.Files.Count);
    });

    private static JsonObject Image(string wamid, string id, string? hash = null, string from = TestHub.Customer)
    {
        var message = Webhook.Text(wamid, from, 1_750_000_000, "");
        message.Remove("text");
        message["type"] = "image";
        message["image"] = new JsonObject { ["id"] = id, ["mime_type"] = "image/png" };
        if (hash is not null)
            message["image"]!["sha256"] = Convert.ToBase64String(Convert.FromHexString(hash));
        return message;
    }

    private static async Task<MessageView> ViewAsync(TestHub hub, string wamid)
    {
        var id = (await hub.Reader.Timeline.FindByWamidAsync(wamid, await hub.Registry.NumbersAsync(Ct), Ct)).Single();
        return (await hub.Reader.Timeline.FindMessageAsync(id, Ct))!;
    }

    private static Task<ReplayReport> ReplayAsync(TestHub hub) =>
        new Replay(hub.Storage).RunAsync(TestHub.PhoneNumberId, progress: null, Ct);
}
