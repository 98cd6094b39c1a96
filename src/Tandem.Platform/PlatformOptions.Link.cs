namespace Tandem.Platform;

/// <summary>Which of Meta's two forms says that a link has ended.</summary>
public enum AccountUpdateForm
{
    /// <summary>The value names the phone number, <c>entry.id</c> is the account (coexistence page).</summary>
    Number,

    /// <summary>The value names the account, <c>entry.id</c> is the partner's business (reference page).</summary>
    Account,

    /// <summary>One, then the other, in turn for each number.</summary>
    Alternating,
}

/// <summary>How Embedded Signup's window tells of an error.</summary>
public enum SignupErrorForm
{
    /// <summary>By event <c>CANCEL</c> with an error in its data (implementation page).</summary>
    Cancel,

    /// <summary>By event <c>ERROR</c>, as Meta's older sample code expects it.</summary>
    Error,
}

/// <summary>What becomes of a partner's <c>register</c> call for a number that is in use with the app.</summary>
public enum RegisterCall
{
    /// <summary>It is refused like <c>deregister</c>.</summary>
    Refused,

    /// <summary>It succeeds without effect: the number is registered already.</summary>
    Ignored,

    /// <summary>It takes the number from the app: the phone can no longer use it (field report).</summary>
    TakesNumber,
}

/// <summary>What the timestamp of a contact says; two pages of Meta's differ.</summary>
public enum ContactTime
{
    /// <summary>When the webhook was made.</summary>
    Told,

    /// <summary>When the contact was changed.</summary>
    Changed,
}

/// <summary>Whether history names the recipient of what the business sent.</summary>
public enum HistoryRecipient
{
    /// <summary>Always, as Meta's parameter table says.</summary>
    Always,

    /// <summary>Never.</summary>
    Never,

    /// <summary>Now and then, as in Meta's own example.</summary>
    Mixed,
}

public sealed partial record PlatformOptions
{
    /// <summary>How long a signup waits for its verification code (ours; Meta publishes none).</summary>
    public TimeSpan SignupLife { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the code of a finished signup can be exchanged (Meta, "Onboarding customers as a Tech
    /// Provider": 30 s).</summary>
    public TimeSpan SignupCodeLife { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Days a number must have been in use with the app before it can be onboarded. Meta refuses numbers with
    /// too little activity and publishes no figure; providers name 7.</summary>
    public int LeastDaysInUse { get; init; } = 7;

    /// <summary>How the window of a refused signup tells of it.</summary>
    public SignupErrorForm SignupErrors { get; init; }

    /// <summary>Form in which PARTNER_REMOVED comes.</summary>
    public AccountUpdateForm AccountUpdates { get; init; }

    /// <summary>Whether PARTNER_REMOVED carries <c>disconnection_info</c> (Meta, "account_update": gradual roll-out
    /// since 2026-04).</summary>
    public bool DisconnectionInfo { get; init; } = true;

    /// <summary>How long a phone's registration takes, and with it the suspension of the Cloud API (Meta, "Reconnect
    /// offboarded coexistence clients": minutes).</summary>
    public Latency ReregistrationTakes { get; init; } = Latency.Seconds(60, 300);

    /// <summary>Whether a re-registration sends PARTNER_REMOVED beside ACCOUNT_OFFBOARDED. Meta is silent.</summary>
    public bool ReregistrationAlsoRemoves { get; init; }

    /// <summary>How long the app may stay unused before the link ends (Meta, "account_update": about 14 days); null:
    /// for ever.</summary>
    public TimeSpan? PrimaryInactivity { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How long a companion may stay offline before it is unlinked (Meta, "account_update": about 30 days);
    /// null: for ever.</summary>
    public TimeSpan? CompanionInactivity { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Whether an inactive companion ends the link too. Meta lists it among the reasons of
    /// PARTNER_REMOVED.</summary>
    public bool CompanionInactivityEndsLink { get; init; } = true;

    /// <summary>What <c>register</c> does to a coexistence number. Meta says only that the step is skipped.</summary>
    public RegisterCall RegisterOnCoexistence { get; init; }

    /// <summary>Whether a number whose link ended comes back with a new phone number id. Meta is silent.</summary>
    public bool NewNumberIdAfterRemoval { get; init; }

    /// <summary>Whether changes of contacts are told only after the partner asked for the contacts. The reference page
    /// names them as triggers of their own, the onboarding page as what follows a sync.</summary>
    public bool ContactChangesNeedSync { get; init; }

    /// <summary>What the timestamp of a contact says.</summary>
    public ContactTime ContactTimestamps { get; init; }

    /// <summary>From a granted sync to its first webhook (ours).</summary>
    public Latency SyncStartsAfter { get; init; } = Latency.Seconds(2, 10);

    /// <summary>Between two webhooks of a sync (ours; Meta: a sync takes several minutes).</summary>
    public Latency SyncPace { get; init; } = Latency.Seconds(1, 5);

    /// <summary>Most messages in one chunk of history (ours; Meta: it can be thousands).</summary>
    public int HistoryMessagesPerChunk { get; init; } = 500;

    /// <summary>Probability that a chunk of history is overtaken by later ones (Meta gives chunks an order because they
    /// may be).</summary>
    public double HistoryChunkLateChance { get; init; }

    /// <summary>How late such a chunk is.</summary>
    public Latency HistoryChunkLateBy { get; init; } = Latency.Seconds(10, 120);

    /// <summary>Whether history names the recipient of what the business sent.</summary>
    public HistoryRecipient HistoryRecipients { get; init; }
}
