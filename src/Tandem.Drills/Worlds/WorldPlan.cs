using Tandem.Platform;

namespace Tandem.Drills.Worlds;

/// <summary>
/// What a seed decides before its world begins: who is there, how busy it is, what may break and how often.
/// </summary>
/// <remarks>
/// Each world switches on a random part of the faults ("swarm testing"): with all of them on at once, some would hide
/// what others show.
/// </remarks>
internal sealed record WorldPlan
{
    /// <summary>When people write often; what breaks by the clock breaks mostly then.</summary>
    public required IReadOnlyList<Rush> Rushes { get; init; }

    /// <summary>How long people write and things break.</summary>
    public TimeSpan Storm => Rushes[^1].To;

    /// <summary>Customers, by the digits of their numbers.</summary>
    public required IReadOnlyList<string> Customers { get; init; }

    /// <summary>Business numbers.</summary>
    public required IReadOnlyList<NumberSetup> Numbers { get; init; }

    /// <summary>Mean pause between two acts of one customer.</summary>
    public required TimeSpan CustomerPause { get; init; }

    /// <summary>Mean pause between two acts of the owner on one number's phone.</summary>
    public required TimeSpan OwnerPause { get; init; }

    /// <summary>Mean pause between two sends of an agent; null: none works here.</summary>
    public required TimeSpan? AgentPause { get; init; }

    /// <summary>Mean pause between two bulk sends; null: there is no campaign.</summary>
    public required TimeSpan? CampaignPause { get; init; }

    /// <summary>Longest time the bot thinks.</summary>
    public required TimeSpan BotThinks { get; init; }

    /// <summary>Whether the gate holds bots, or only takes notes.</summary>
    public required bool IsGuarding { get; init; }

    /// <summary>Whether owners hand back and take over by words typed on the phone, and the app greets by itself.
    /// </summary>
    public bool HasWords { get; init; }

    /// <summary>How long a human's message holds bots.</summary>
    public required TimeSpan Hold { get; init; }

    /// <summary>Messages a second that the operator allows the number; null: as many as Meta does.</summary>
    public int? MessagesPerSecond { get; init; }

    /// <summary>How the platform behaves.</summary>
    public required PlatformOptions Platform { get; init; }

    /// <summary>Probability of each fault whenever its site is passed, by <see cref="FaultSite"/>.</summary>
    public required IReadOnlyList<double> Rates { get; init; }

    /// <summary>The plan of a seed.</summary>
    /// <param name="seed">Any value.</param>
    /// <param name="withFaults">false: nothing breaks.</param>
    public static WorldPlan Of(ulong seed, bool withFaults = true)
    {
        var chance = Chance.Stream(seed, "plan");
        var isDay = chance.Happens(0.8);
        var isBusy = isDay || chance.Happens(0.5);
        var numbers = Numbering.Numbers(chance.Happens(0.2) ? 2 : 1);
        var customers = Numbering.Customers(1 + chance.Below(5));
        var customerPause = TimeSpan.FromSeconds(isBusy ? 4 + chance.Below(12) : 60 + chance.Below(180));
        return new WorldPlan
        {
            Rushes = isDay ? Day(chance, customerPause / customers.Count) : [Rush.Of(ShortStorm(chance, isBusy))],
            Customers = customers,
            Numbers = numbers,
            CustomerPause = customerPause,
            OwnerPause = TimeSpan.FromSeconds(isBusy ? 8 + chance.Below(60) : 90 + chance.Below(600)),
            AgentPause = chance.Happens(0.5)
                ? TimeSpan.FromSeconds(isBusy ? 20 + chance.Below(60) : 120 + chance.Below(600)) : null,
            CampaignPause = chance.Happens(0.3) ? TimeSpan.FromSeconds(isBusy ? 10 : 120) : null,
            BotThinks = TimeSpan.FromSeconds(1 + chance.Below(25)),
            IsGuarding = chance.Happens(0.9),
            Hold = TimeSpan.FromSeconds(chance.Happens(0.3) ? 1800 : 20 + chance.Below(200)),
            HasWords = Chance.Stream(seed, "words").Happens(0.5),
            MessagesPerSecond = Narrow(Chance.Stream(seed, "pace")),
            Platform = Slowed(PlatformOf(seed, chance, numbers), Chance.Stream(seed, "limits")),
            Rates = [.. FaultRates.Draw(Chance.Stream(seed, "faults"), withFaults)],
        };
    }

    // A day to two in most worlds: windows close, holds lapse, retries wait. In short ones all happens at once.
    private static IReadOnlyList<Rush> Day(Chance chance, TimeSpan betweenActs) => Rush.Spread(
        chance, TimeSpan.FromMinutes((24 * 60) + chance.Below(24 * 60)), betweenActs * (235 + chance.Below(110)));

    private static TimeSpan ShortStorm(Chance chance, bool isBusy) =>
        TimeSpan.FromSeconds(isBusy ? 60 + chance.Below(180) : 300 + chance.Below(1800));

    // People alone never meet a limit of 20 a second: where it is narrow they stand in line.
    private static int? Narrow(Chance chance) => chance.Happens(0.3) ? 1 + chance.Below(3) : null;

    // Where Meta takes less than it says, it refuses what nobody could foresee.
    private static PlatformOptions Slowed(PlatformOptions platform, Chance chance) => platform with
    {
        MessagesPerSecond = chance.Happens(0.2) ? 1 + chance.Below(4) : platform.MessagesPerSecond,
        PairBurst = chance.Happens(0.2) ? 2 + chance.Below(6) : platform.PairBurst,
    };

    private static PlatformOptions PlatformOf(ulong seed, Chance chance, IReadOnlyList<NumberSetup> numbers) => new()
    {
        Seed = seed,
        Accounts =
        [
            AccountSetup.LuckyShrub(Numbering.Token, Numbering.AppSecret) with
            {
                Numbers = numbers,
                CallbackUrl = Numbering.Callback,
                VerifyToken = "drill",
            },
        ],
        EchoApiSends = chance.Happens(0.5),
        EchoUndocumentedKinds = chance.Happens(0.7),
        StatusesOfPhoneMessages = chance.Happens(0.3),
        BusinessScopedIds = chance.Happens(0.7),
        BatchWindow = TimeSpan.FromMilliseconds(chance.Happens(0.3) ? 0 : chance.Happens(0.5) ? 40 : 3000),
        MaxUpdatesPerWebhook = chance.Happens(0.5) ? 1000 : 1 + chance.Below(4),
        WebhookTimeout = TimeSpan.FromSeconds(5 + chance.Below(20)),
        EchoLatency = chance.Happens(0.5) ? new PlatformOptions().EchoLatency : Latency.Seconds(0, 20),
        GraphLatency = chance.Happens(0.7) ? new PlatformOptions().GraphLatency : Latency.Seconds(0.1, 6),
        WindowRefusal = chance.Happens(0.5) ? RefusalPlace.Answer : RefusalPlace.Status,
    };
}
