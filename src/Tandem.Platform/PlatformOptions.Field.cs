namespace Tandem.Platform;

// What is reported from the field and not by Meta; all of it is off in the documented profile.
public sealed partial record PlatformOptions
{
    /// <summary>Probability that one side takes a customer's message first and the other sees it after the next sync
    /// (article; 0 in the documented profile).</summary>
    public double TakeFirstChance { get; init; }

    /// <summary>How long the next sync is away.</summary>
    public Latency SyncAfter { get; init; } = Latency.Seconds(3, 90);

    /// <summary>Messages waiting for the phone at which the Cloud API takes no more until all have arrived (article);
    /// null: there is no such limit.</summary>
    public int? BacklogLimit { get; init; }

    /// <summary>Bytes above which a video vanishes from webhooks without a word (article); null: none does.</summary>
    public long? VanishingVideo { get; init; }

    /// <summary>Whether webhooks trail the app by the lag of the number's country (article).</summary>
    public bool CountryLag { get; init; }

    /// <summary>Probability that an echo comes twice when a phone catches up after being offline (article).</summary>
    public double ReconnectDuplicates { get; init; }

    /// <summary>These options with the observations of the article switched on or off.</summary>
    public PlatformOptions With(PlatformProfile profile) => profile == PlatformProfile.Documented
        ? this with
        {
            TakeFirstChance = 0,
            BacklogLimit = null,
            VanishingVideo = null,
            CountryLag = false,
            ReconnectDuplicates = 0,
        }
        : this with
        {
            TakeFirstChance = 0.3,
            BacklogLimit = 300,
            VanishingVideo = 16 * 1024 * 1024,
            CountryLag = true,
            ReconnectDuplicates = 0.5,
        };
}
