using System.Text;
using Tandem.Engine.Journal;
using Tandem.Engine.Replaying;
using Tandem.Engine.Storing;
using Tandem.Engine.Tests.Running;
using static Tandem.Engine.Tests.Replaying.ReplayedLife;

namespace Tandem.Engine.Tests.Replaying;

/// <summary>What a number decided, decided again from its recorded inputs, must give the book as it stands.</summary>
public sealed class ReplayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_number_that_lived_through_restarts_and_new_rules_replays_to_the_same_rows() => Stage.Play(
        async hub =>
        {
            await LiveAsync(hub);
            await ChangeRulesAsync(hub, number => number with { EchoHoldSeconds = 60 });
            await hub.TellAsync(Echo("wamid.e2", 1_750_000_020));
            var next = await hub.RestartAsync("p2");
            await next.TellAsync(Webhook.Of(Webhook.Text("wamid.9", TestHub.Customer, 1_750_000_030, "and now?")));
            await next.PassAsync(TimeSpan.FromMinutes(2));

            var report = await ReplayAsync(next);

            Assert.Equal((ReplayVerdict.Same, 0), (report.Verdict, report.Found));
            Assert.True(report is { Inputs: > 8, Rows: > 8 }, $"{report}");
            Assert.Equal(3, (await InputsAsync(next)).Count(input => input.Kind == "began"));
        });

    [Fact]
    public void What_decisions_rest_on_is_recorded_before_the_first_of_them_and_when_it_changes() => Stage.Play(
        async hub =>
        {
            await hub.RestAsync();
            Assert.Empty(await InputsAsync(hub));

            await hub.TellAsync(Webhook.Of(Webhook.Text("wamid.1", TestHub.Customer, 1_750_000_000, "hello")));
            await hub.TellAsync(Webhook.Of(Webhook.Text("wamid.2", TestHub.Customer, 1_750_000_001, "hello?")));
            await ChangeRulesAsync(hub, number => number with { IsGuarding = false });
            await hub.TellAsync(Webhook.Of(Webhook.Text("wamid.3", TestHub.Customer, 1_750_000_002, "anybody?")));

            var inputs = await InputsAsync(hub);
            Assert.Equal(["began", "message", "message", "began", "message"], inputs.Select(input => input.Kind));
            Assert.Equal([1, 2, 3, 4, 5], inputs.Select(input => input.Position));
            await Story.AssertBalancedAsync(hub);
        });

    [Fact]
    public void What_another_app_signed_is_set_aside_again() => Stage.Play(async hub =>
    {
        await LiveAsync(hub);
        var owner = Owner.Number(TestHub.PhoneNumberId);
        var body = Webhook.Of(Webhook.Text("wamid.8", TestHub.Customer, 1_750_000_040, "of another app"));
        await hub.Storage.Journal.AppendAsync(
            new ReceivedWebhook(
                hub.Time.Now, "another", Encoding.UTF8.GetBytes(body), [new DeliveryPart(owner, Lane.Live, 1)]),
            Ct);
        hub.Wake(owner);
        await hub.RestAsync();

        var report = await ReplayAsync(hub);

        Assert.Equal(ReplayVerdict.Same, report.Verdict);
        Assert.Equal("set_aside", (await InputsAsync(hub))[^1].Outcome);
    });

    [Fact]
    public void A_store_of_an_earlier_version_says_that_it_cannot_be_replayed() => Stage.Play(async hub =>
    {
        var owner = Owner.Number(TestHub.PhoneNumberId);
        var old = new RecordedInput(
            owner, 1, hub.Time.Now, "handback", null, null, "{}"u8.ToArray(), "applied", null, null);
        await hub.Storage.Book.CommitAsync(new Commit(owner, Epoch: 0, [], [old], [], []), Ct);

        var report = await ReplayAsync(hub);

        Assert.Equal((ReplayVerdict.Impossible, 0), (report.Verdict, report.Inputs));
        Assert.Contains("a version of Tandem that did not record the terms", report.Why);
    });

    [Fact]
    public void A_replay_catches_up_with_a_hub_that_decides_meanwhile_and_gives_up_on_one_that_never_rests() =>
        Stage.Play(async hub =>
        {
            await LiveAsync(hub);

            var once = await ReplayAsync(hub, new Meanwhile(hub, times: 2));
            var forEver = await ReplayAsync(hub, new Meanwhile(hub, times: 100));

            Assert.Equal((ReplayVerdict.Same, null), (once.Verdict, once.Why));
            Assert.Equal((ReplayVerdict.Unsettled, 0), (forEver.Verdict, forEver.Rows));
            Assert.Contains("a hub goes on deciding", forEver.Why);
        });

    [Fact]
    public void A_number_that_never_heard_anything_is_the_same() => Stage.Play(async hub =>
    {
        var report = await ReplayAsync(hub);

        Assert.Equal((ReplayVerdict.Same, 0, 0), (report.Verdict, report.Inputs, report.Rows));
    });

    private sealed class Meanwhile(TestHub hub, int times) : IProgress<ReplayProgress>
    {
        private int _left = times;

        public void Report(ReplayProgress value)
        {
            if (_left-- <= 0)
                return;

            var wamid = $"wamid.meanwhile.{value.Inputs}";
            var post = hub.PostAsync(Webhook.Of(Webhook.Text(wamid, TestHub.Customer, 1_750_000_050, "and?")));
            Assert.True(post.IsCompleted);
            hub.Settle();
        }
    }
}
