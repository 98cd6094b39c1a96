using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Tandem.CloudApi.Webhooks;
using Tandem.Engine.Intake;
using Tandem.Engine.Storing;
using Tandem.Engine.Translation;
using Tandem.Fuzz.Tests.Judging;
using Tandem.Fuzz.Tests.Making;

namespace Tandem.Fuzz.Tests;

/// <summary>
/// Mutated webhooks through the intake, the readers behind it, and a part of them all the way through the decisions:
/// no crash, no 200 without the bytes, nothing filed under the wrong conversation.
/// </summary>
public sealed class IntakeFuzzTests(ITestOutputHelper output)
{
    /// <summary>So many inputs in a row share a hub that decides about them; then there is none for a while.</summary>
    private const int Block = 120;

    private static readonly int Inputs = TestSize.Of("TANDEM_FUZZ_INPUTS", usual: 100_000, full: 5_000_000);

    private static readonly int Seed = TestSize.Seed;

    /// <summary>One block in so many goes the whole way.</summary>
    private const int BlocksPerHub = 50;

    /// <summary>Most inputs are no message, or the same one again: at least one in so many must be compared.</summary>
    private const int LeastJudged = 30;

    [Fact]
    public async Task No_input_crashes_is_acknowledged_without_its_bytes_or_ends_in_the_wrong_conversation()
    {
        var began = Stopwatch.GetTimestamp();
        var mill = new Mill(Seed);
        var door = await Door.OpenAsync();
        var wrong = new List<string>();
        var (decided, judged, unstated) = (0, 0, 0);
        for (var block = 0; block * Block < Inputs && wrong.Count < 20; block++)
        {
            var hub = block % BlocksPerHub == 0 ? await FuzzedHub.StartAsync() : null;
            var judge = new Judge();
            for (var n = 0; n < Block; n++)
            {
                var input = mill.Next();
                try
                {
                    await door.KnockAsync(input);
                    if (hub is null)
                        continue;
                    decided++;
                    await DecideAsync(hub, judge, input);
                }
                catch (Exception crash) when (crash is not Xunit.Sdk.XunitException)
                {
                    await KeepAsync(input);
                    output.WriteLine($"seed {Seed}, block {block}, input {n}");
                    ExceptionDispatchInfo.Throw(crash);
                }
            }

            if (hub is null)
                continue;
            wrong.AddRange((await judge.FindAsync(hub)).Select(one => $"block {block}: {one}"));
            judged += judge.Judged;
            unstated += judge.Unstated;
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        output.WriteLine(
            $"seed {Seed}: {door.Counts} in {seconds:F0} s ({Inputs / seconds:F0}/s); {decided} decided, "
            + $"{judged} messages compared with what their JSON names, {unstated} could not be");
        Assert.True(judged >= decided / LeastJudged, $"only {judged} messages could be compared");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(20)));
    }

    private static async Task DecideAsync(FuzzedHub hub, Judge judge, FuzzInput input)
    {
        var outcome = await hub.Intake.ReceiveAsync(input.Body, input.Signature, CancellationToken.None);
        if (outcome == IntakeOutcome.Stored)
            judge.Hear(input);
        await hub.SettleAsync();
    }

    private static async Task KeepAsync(FuzzInput input) =>
        await File.WriteAllBytesAsync(
            Path.Combine(AppContext.BaseDirectory, $"crash-{Seed}-{Guid.NewGuid():N}.json"), input.Body);

    /// <summary>The intake in front of a journal that is watched.</summary>
    private sealed class Door(Witness witness, WebhookIntake intake)
    {
        private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);
        private int _knocks;

        public string Counts => string.Join(", ", _counts.Select(count => $"{count.Key} {count.Value}"));

        public static async Task<Door> OpenAsync()
        {
            var hub = await FuzzedHub.StartAsync();
            var witness = new Witness();
            var intake = new WebhookIntake(
                witness, hub.Registry, hub, TimeProvider.System, WebhookIntake.DefaultMaxBodyBytes, _ => { });
            await intake.ReloadAppsAsync(CancellationToken.None);
            return new Door(witness, intake);
        }

        public async ValueTask KnockAsync(FuzzInput input)
        {
            witness.Forget();
            var outcome = await intake.ReceiveAsync(input.Body, input.Signature, CancellationToken.None);
            var name = outcome.ToString();
            _counts[name] = _counts.GetValueOrDefault(name) + 1;
            if (outcome == IntakeOutcome.Stored)
                CheckKept(input);
            else
                Assert.Equal((0, IntakeOutcome.BadSignature, null), (witness.Count, outcome, input.SignedBy));
        }

        private void CheckKept(FuzzInput input)
        {
            var kept = witness.Kept!;
            Assert.Equal((1, input.SignedBy?.AppId), (witness.Count, kept.AppId));
            Assert.True(kept.Body.Span.SequenceEqual(input.Body), "other bytes were kept");
            Assert.NotEmpty(kept.Parts);
            if (_knocks++ % 4 == 0)
                CheckRead(kept.Parts.ToDictionary(part => (part.Owner, part.Lane), part => part.Items), input.Body);
        }

        // What the intake counted is what the agents will read; each item is translated or refused with a reason.
        private void CheckRead(Dictionary<(Owner, Engine.Journal.Lane), int> counted, byte[] body)
        {
            var items = WebhookReader.Read(body);
            var read = items.CountBy(item => (
                Addressing.OwnerOf(item.PhoneNumberId, item.WabaId),
                Addressing.LaneOf(item.Field, item.IsListedAsStatus)));
            foreach (var (place, count) in read)
                Assert.Equal(count, counted.GetValueOrDefault(place));
            Assert.True(items.Count == counted.Values.Sum() || (items.Count == 0 && counted.Count == 1));
            foreach (var item in items)
                Translate(item);
        }

        private void Translate(WebhookItem item)
        {
            try
            {
                Translator.ToInput(item, new SendMark("inst", "1"), DateTimeOffset.UnixEpoch);
            }
            catch (UntranslatableException)
            {
                _counts["untranslatable"] = _counts.GetValueOrDefault("untranslatable") + 1;
            }
        }
    }
}
