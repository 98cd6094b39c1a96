using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.Domain.Sending;
using Tandem.Drills.Worlds;
using Tandem.Engine.Registry;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;
using Tandem.Platform;
using Tandem.Testing;

namespace Tandem.Drills.Tests.Pacing;

/// <summary>
/// Goal: whatever is thrown at the hub, Meta has nothing to refuse, and nothing of what it takes is wasted.
/// Method: 10,000 sends of all lanes within a minute (a fifth of that in a short run), while customers write four
/// messages a second.
/// </summary>
[Collection(nameof(WholeMachine))]
public sealed class FloodTests
{
    private const int Humans = 340;
    private const int People = 400;

    // A fifth of it where time is short.
    private static readonly int Sends =
        Environment.GetEnvironmentVariable("TANDEM_TEST_FULL") == "1" ? 10_000 : 2_000;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(100); // everybody has written once
    private static readonly TimeSpan Pours = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(Sends / 16.0);

    [Fact]
    public void Without_jitter_Meta_refuses_nothing_and_nothing_of_the_room_is_wasted()
    {
        var flood = Flood(hasJitter: false);

        Assert.Equal(0, flood.Refused);
        Assert.True(flood.Used >= 0.95, $"{flood}");
        Assert.True(flood.HumanWait99 < TimeSpan.FromSeconds(1), $"{flood}");
        Assert.Equal((Sends, 0), (flood.Accepted, flood.Failed));
    }

    [Fact]
    public void With_the_latencies_of_every_day_hardly_any_is_refused_and_none_fails()
    {
        var flood = Flood(hasJitter: true);

        Assert.True(flood.Refused <= Sends / 1000, $"{flood}");
        Assert.True(flood.HumanWait99 < TimeSpan.FromSeconds(1), $"{flood}");
        Assert.Equal((Sends, 0), (flood.Accepted, flood.Failed));
    }

    private static Outcome Flood(bool hasJitter)
    {
        var world = new World(7, PlanOf(hasJitter));
        world.Weather.HasJitter = hasJitter;
        world.Bot.Answers = (_, _) => { };
        var number = world.Plan.Numbers[0].PhoneNumberId;
        var customers = Numbering.Customers(People);

        Assert.True(world.Play(StoryAsync, WarmUp + Lasts + TimeSpan.FromMinutes(2)), "it never became quiet");
        var figures = Outcome.Of(world);
        Figures.Say($"flood, {(hasJitter ? "with" : "without")} jitter: {figures}");
        return figures;

        async Task StoryAsync()
        {
            _ = WriteAsync();
            await Task.Delay(WarmUp, world.Time);
            _ = PeopleAnswerAsync();
            for (var sent = Humans; sent < Sends; sent++)
            {
                Ask(Programs[sent % Programs.Count], customers[40 + (sent % (People - 40))]);
                await Task.Delay(Pours / Sends, world.Time);
            }

            await Task.Delay(Lasts + TimeSpan.FromMinutes(1), world.Time);
        }

        // Steadily four a second, each of them again every 100 seconds.
        async Task WriteAsync()
        {
            for (var written = 0; written < 4 * (WarmUp + Lasts).TotalSeconds; written++)
            {
                world.Platform.CustomerSays(
                    customers[written % People], number, """{"type":"text","text":{"body":"and?"}}""");
                await Task.Delay(TimeSpan.FromMilliseconds(250), world.Time);
            }
        }

        // Some of the staff answer all along, to people of theirs.
        async Task PeopleAnswerAsync()
        {
            for (var answered = 0; answered < Humans; answered++)
            {
                Ask(Callers.AgentKey, customers[answered % 40]);
                await Task.Delay(Lasts / Humans, world.Time);
            }
        }

        void Ask(ApiKeyRegistration key, string customer) =>
            world.Callers.SendByOwnApi(key, number, customer, new JsonObject
            {
                ["type"] = "text",
                ["text"] = new JsonObject { ["body"] = "Your order is on its way." },
            });
    }

    private static IReadOnlyList<ApiKeyRegistration> Programs { get; } =
    [
        Callers.BotKey, Callers.KeyOf("notifier-1", "orders", "notifier"), Callers.CampaignKey, Callers.CampaignKey,
    ];

    private static WorldPlan PlanOf(bool hasJitter)
    {
        var numbers = Numbering.Numbers(1);
        var platform = new PlatformOptions
        {
            Seed = 7,
            Accounts =
            [
                AccountSetup.LuckyShrub(Numbering.Token, Numbering.AppSecret) with
                {
                    Numbers = numbers,
                    CallbackUrl = Numbering.Callback,
                    VerifyToken = "drill",
                },
            ],
        };
        return WorldPlan.Of(7, withFaults: false) with
        {
            Customers = [],
            Numbers = numbers,
            IsGuarding = true,
            Hold = TimeSpan.FromMinutes(30),
            Platform = hasJitter
                ? platform
                : platform with
                {
                    GraphLatency = Latency.None,
                    WebhookLatency = Latency.None,
                    BatchWindow = TimeSpan.Zero,
                },
        };
    }

    /// <summary>What became of a flood.</summary>
    private sealed record Outcome(int Accepted, int Failed, int Refused, double Used, TimeSpan HumanWait99)
    {
        public static Outcome Of(World world)
        {
            var sends = world.Disk.Rows.Where(row => row.Key.Kind == RowKinds.Outbox)
                .Select(row => (Send)RowCodec.Read(row)).ToList();
            var accepted = sends.Where(send => send.State == SendState.Accepted).ToList();
            var (first, last) = (sends.Min(send => send.RequestedAt), accepted.Max(send => send.ReleasedAt!.Value));
            var waits = accepted.Where(send => send.Lane == SendLane.Human)
                .Select(send => send.ReleasedAt!.Value - send.RequestedAt).Order().ToList();
            return new(
                accepted.Count,
                sends.Count - accepted.Count,
                sends.Sum(send => send.PutBack?.Times ?? 0),
                accepted.Count / ((last - first).TotalSeconds * 16),
                waits[(int)(waits.Count * 0.99)]);
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{Accepted} accepted, {Failed} failed, {Refused} refused by Meta first, {Used:P1} of 16/s used, "
            + $"people waited {HumanWait99.TotalMilliseconds:0} ms (p99)");
    }
}
