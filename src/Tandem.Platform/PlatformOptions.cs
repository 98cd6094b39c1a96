namespace Tandem.Platform;

/// <summary>How this platform behaves. The defaults are Meta's documented numbers, or named as ours where Meta gives
/// none.</summary>
public sealed partial record PlatformOptions
{
    /// <summary>Seed of all chance. The same seed and inputs give the same outputs, byte for byte.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Accounts that exist from the start.</summary>
    public IReadOnlyList<AccountSetup> Accounts { get; init; } = [];

    /// <summary>Where the platform is reached; media addresses and <c>paging.next</c> begin with it. No slash at the
    /// end.</summary>
    public string BaseUrl { get; init; } = "http://127.0.0.1:5081";

    /// <summary>Graph version named in answers to unversioned calls.</summary>
    public string GraphVersion { get; init; } = "v25.0";

    /// <summary>From a Graph request to its answer (ours; Meta publishes none).</summary>
    public Latency GraphLatency { get; init; } = Latency.Milliseconds(30, 150);

    /// <summary>From an event to the first attempt of its webhook (ours).</summary>
    public Latency WebhookLatency { get; init; } = Latency.Milliseconds(50, 400);

    /// <summary>From a message sent on the phone to the first attempt of its echo (ours).</summary>
    public Latency EchoLatency { get; init; } = Latency.Milliseconds(100, 800);

    /// <summary>From an accepted send to <c>sent</c> (ours).</summary>
    public Latency SentAfter { get; init; } = Latency.Milliseconds(100, 500);

    /// <summary>From <c>sent</c> to <c>delivered</c> while the customer's device is online (ours).</summary>
    public Latency DeliveredAfter { get; init; } = Latency.Milliseconds(200, 1500);

    /// <summary>From <c>delivered</c> to <c>read</c> for a customer who reads by himself (ours).</summary>
    public Latency ReadAfter { get; init; } = Latency.Seconds(1, 8);

    /// <summary>From <c>read</c> to <c>played</c> of a voice message (ours).</summary>
    public Latency PlayedAfter { get; init; } = Latency.Seconds(1, 20);

    /// <summary>Probability that a customer reads a delivered message by himself; 0: only when an input says
    /// so.</summary>
    public double ReadChance { get; init; } = 0.9;

    /// <summary>How long updates for one endpoint are gathered into one webhook. Zero: each instant makes its
    /// own.</summary>
    public TimeSpan BatchWindow { get; init; } = TimeSpan.FromMilliseconds(40);

    /// <summary>Most updates in one webhook (Meta, "Create a webhook endpoint": 1000).</summary>
    public int MaxUpdatesPerWebhook { get; init; } = 1000;

    /// <summary>Waits before each further attempt of a webhook; the last one repeats. Growing (Meta, "Webhooks
    /// overview").</summary>
    public IReadOnlyList<TimeSpan> RetryWaits { get; init; } =
    [
        TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(20), TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(8),
    ];

    /// <summary>Share by which a wait may be longer than stated; it is never shorter.</summary>
    public double RetryJitter { get; init; } = 0.2;

    /// <summary>From the first attempt until a webhook is given up (Meta, "Webhooks overview": 7 days).</summary>
    public TimeSpan RetryFor { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long an attempt may stay without an answer before it counts as failed (ours; Meta publishes
    /// none).</summary>
    public TimeSpan WebhookTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Whether what the Cloud API sends also comes back as an echo. Meta is silent; a hub must stand
    /// both.</summary>
    public bool EchoApiSends { get; init; }

    /// <summary>Whether kinds outside the echo page's list (audio, sticker, location, contacts, reaction) are
    /// echoed.</summary>
    public bool EchoUndocumentedKinds { get; init; } = true;

    /// <summary>Whether statuses of messages sent on the phone reach webhooks. Meta is silent.</summary>
    public bool StatusesOfPhoneMessages { get; init; }

    /// <summary>Whether webhooks carry business-scoped user ids beside phone numbers (Meta, "Business-scoped user
    /// IDs").</summary>
    public bool BusinessScopedIds { get; init; } = true;

    /// <summary>Where 131047 appears; Meta's table allows both.</summary>
    public RefusalPlace WindowRefusal { get; init; } = RefusalPlace.Answer;

    /// <summary>Where 131026 appears, of customers who are not on WhatsApp; Meta mostly tells it by status, and its
    /// table allows both.</summary>
    public RefusalPlace UndeliverableRefusal { get; init; } = RefusalPlace.Status;

    /// <summary>Messages per second of a coexistence number, both directions together (Meta, "Throughput": 20); null:
    /// no limit.</summary>
    public int? MessagesPerSecond { get; init; } = 20;

    /// <summary>Messages to one user that may be borrowed from the future (Meta, "About the platform": 45); null: no
    /// limit.</summary>
    public int? PairBurst { get; init; } = 45;

    /// <summary>What one message to one user costs of the future (Meta, "About the platform": 6 s).</summary>
    public TimeSpan PairInterval { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Settled webhook deliveries kept for the deliveries view.</summary>
    public int SettledDeliveriesKept { get; init; } = 2000;

    /// <summary>From the platform to the owner's phone while it is online (ours).</summary>
    public Latency PhoneLatency { get; init; } = Latency.Milliseconds(50, 500);

    /// <summary>Between two messages of a backlog that the phone catches up on (ours).</summary>
    public TimeSpan InboxPace { get; init; } = TimeSpan.FromMilliseconds(30);

    /// <summary>How long a full battery lasts (ours).</summary>
    public TimeSpan BatteryLasts { get; init; } = TimeSpan.FromHours(20);

    /// <summary>How long an empty battery charges (ours).</summary>
    public TimeSpan BatteryChargesIn { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Whether what unsupported companions of the business send is echoed. Meta lists them as unsupported; one
    /// field report saw such echoes.</summary>
    public bool EchoUnsupported { get; init; }

    /// <summary>Whether greeting and away messages of the app come as echoes. Meta is silent.</summary>
    public bool EchoAutomaticMessages { get; init; } = true;

    /// <summary>What webhooks tell of a customer who writes on an unsupported companion.</summary>
    public Unseen CustomersOnUnsupportedCompanions { get; init; } = Unseen.Unavailable;

    /// <summary>Probability that the first message of a customer reaches webhooks as 131060 (Meta, "Unsupported": it
    /// happens, above all after click-to-WhatsApp ads).</summary>
    public double FirstMessageUnavailable { get; init; }

    /// <summary>Whether the content of such a message follows later under the same wamid. Meta is silent.</summary>
    public bool UnavailableResolves { get; init; }

    /// <summary>How long after a 131060 its content follows, where it does (Meta: "within a few seconds").</summary>
    public Latency ResolvesAfter { get; init; } = Latency.Seconds(2, 8);

    /// <summary>How long an undelivered message is kept for its customer (Meta, "Send messages": 30 days).</summary>
    public TimeSpan MessageLife { get; init; } = TimeSpan.FromDays(30);
}
