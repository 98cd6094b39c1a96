namespace Tandem.Platform;

// The limits of sending. What Meta publishes is the default; what it keeps to itself is ours, and says so.
public sealed partial record PlatformOptions
{
    /// <summary>Messages per second of a number without the app, both directions together (Meta, "Throughput": 80);
    /// null: no limit.</summary>
    public int? CloudMessagesPerSecond { get; init; } = 80;

    /// <summary>The same after the upgrade (Meta, "Throughput": 1,000).</summary>
    public int UpgradedMessagesPerSecond { get; init; } = 1_000;

    /// <summary>Customers reached outside their windows within 24 hours that earn a number without the app the upgrade,
    /// once its portfolio has no messaging limit (Meta, "Throughput": 100,000).</summary>
    public int UpgradeAtCustomers { get; init; } = 100_000;

    /// <summary>How long an upgrade takes; sends are refused with 131057 meanwhile (Meta, "Throughput": up to a
    /// minute).</summary>
    public Latency UpgradeTakes { get; init; } = Latency.Seconds(20, 60);

    /// <summary>How long the review of a template takes (ours; Meta: minutes to a day); null: it waits for an
    /// operator.</summary>
    public Latency? TemplateReviewTakes { get; init; } = Latency.Seconds(30, 300);

    /// <summary>Templates of an account whose business is not verified (Meta, "Templates": 250).</summary>
    public int TemplatesPerAccount { get; init; } = 250;

    /// <summary>Templates of an account of a verified business (Meta, "Templates": 6,000).</summary>
    public int TemplatesPerVerifiedAccount { get; init; } = 6_000;

    /// <summary>Templates an account may create in an hour (Meta, "Templates": 100); null: no limit.</summary>
    public int? TemplateCreationsPerHour { get; init; } = 100;

    /// <summary>Deliveries after which a template without complaints is GREEN; UNKNOWN until then (ours).</summary>
    public int TemplateRatedAfter { get; init; } = 20;

    /// <summary>How long a template is paused when it turns RED for the first time (Meta, "Template pausing": 3 h).
    /// </summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromHours(3);

    /// <summary>The second time (Meta, "Template pausing": 6 h); the third time it is disabled.</summary>
    public TimeSpan SecondPause { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Sends of a template in need of pacing after which the rest is held (ours; Meta does not publish it);
    /// null: nothing is ever held.</summary>
    public int? PacingAfter { get; init; } = 100;

    /// <summary>How long held messages wait for the verdict (ours; Meta, "Template pacing": nearly always within an
    /// hour).</summary>
    public TimeSpan PacingTakes { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Complaints within 7 days below which nothing is rated worse than GREEN (ours).</summary>
    public int RatedFromComplaints { get; init; } = 2;

    /// <summary>Complaints per delivered message, recent ones weighing more, from which quality is YELLOW (ours).
    /// </summary>
    public double YellowShare { get; init; } = 0.03;

    /// <summary>The same for RED (ours).</summary>
    public double RedShare { get; init; } = 0.07;

    /// <summary>How often quality is looked at again while complaints still count (ours; Meta: it may change in
    /// minutes).</summary>
    public TimeSpan QualityLooks { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Complaints within 24 hours from which the spam limit may strike (ours).</summary>
    public int SpamComplaints { get; init; } = 5;

    /// <summary>Complaints per message delivered within 24 hours at which it strikes (ours).</summary>
    public double SpamShare { get; init; } = 0.1;

    /// <summary>How long the spam limit keeps a number from writing to customers first (ours).</summary>
    public TimeSpan SpamLasts { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Where 131048 appears; Meta's table allows both.</summary>
    public RefusalPlace SpamRefusal { get; init; } = RefusalPlace.Answer;

    /// <summary>Marketing templates a customer gets within 24 hours, from all businesses together (ours; Meta keeps the
    /// number to itself); null: any number. Who reads none of them gets half as many.</summary>
    public int? MarketingPerCustomer { get; init; } = 2;

    /// <summary>Whether customers with numbers of the United States get marketing templates. Meta stopped that on
    /// 2025-04-01; the sample numbers are such numbers, so it is on.</summary>
    public bool MarketingToUnitedStates { get; init; } = true;

    /// <summary>The code of a send beyond the portfolio's messaging limit. Meta's pages name none; 131048 speaks of
    /// restrictions on how many messages can be sent.</summary>
    public int MessagingLimitCode { get; init; } = 131048;

    /// <summary>Where that code appears.</summary>
    public RefusalPlace MessagingLimitRefusal { get; init; } = RefusalPlace.Answer;

    /// <summary>From having earned a higher messaging limit to having it (Meta, "Messaging limits": within 6 hours).
    /// </summary>
    public Latency LimitRisesAfter { get; init; } = Latency.Seconds(3_600, 21_600);

    /// <summary>Whether spam limits and RED quality count as violations that climb the ladder of enforcement.</summary>
    public bool Enforcement { get; init; } = true;

    /// <summary>Time after a violation in which bad feedback is not counted as another one (ours).</summary>
    public TimeSpan EnforcementRests { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Calls other than sends and media that an account with numbers may make in an hour (Meta, "About the
    /// platform": 5,000); null: no limit.</summary>
    public int? ManagementCallsPerHour { get; init; } = 5_000;

    /// <summary>The same for an account without numbers (Meta, "About the platform": 200).</summary>
    public int ManagementCallsPerHourWithoutNumbers { get; init; } = 200;
}
