namespace Tandem.Domain.Link;

/// <summary>When contacts and history may be asked for.</summary>
/// <remarks>Source: Meta, "Onboard WhatsApp Business app users": each once, within 24 hours of onboarding; errors
/// 2593107 and 2593108.</remarks>
public static class SyncRules
{
    /// <summary>How long after onboarding they may be asked for.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromHours(24);

    /// <summary>How long that while is.</summary>
    private static readonly TimeSpan ContactsRest = TimeSpan.FromMinutes(10);

    /// <summary>App and API are parted.</summary>
    public const string NotConnected = "link_not_connected";

    /// <summary>It was asked for already in this connection.</summary>
    public const string Once = "sync_once";

    /// <summary>It was asked for, and nobody knows whether Meta took it.</summary>
    public const string Uncertain = "sync_uncertain";

    /// <summary>The time for it is over.</summary>
    public const string TooLate = "sync_too_late";

    /// <summary>Until when they may be asked for; null while nobody has said when the number was onboarded.</summary>
    public static DateTimeOffset? Until(NumberState number) =>
        number.OnboardedAt is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) + Within : null;

    /// <summary>The rule that forbids to ask now; null when none does.</summary>
    /// <param name="number">The number.</param>
    /// <param name="what">Which sync.</param>
    /// <param name="now">The hub's clock.</param>
    /// <param name="isAgain">A person knows that an earlier call got no answer, and asks all the same: if Meta took
    /// it, it says so (2593107), and nothing is used up.</param>
    public static string? Forbids(NumberState number, SyncKind what, DateTimeOffset now, bool isAgain) =>
        number.Link != LinkState.Connected ? NotConnected
        : MarkOf(number, what)?.State switch
        {
            SyncState.Uncertain when !isAgain => Uncertain,
            null or SyncState.Refused or SyncState.Uncertain => Until(number) <= now ? TooLate : null,
            SyncState.Late => TooLate,
            _ => Once,
        };

    /// <summary>Whether contacts have come: Meta marks no end of them, so they have when they were silent for a while.
    /// </summary>
    public static bool HaveCome(SyncMark contacts, DateTimeOffset now) =>
        contacts is { State: SyncState.Arriving, LastAt: { } last } && now - last > ContactsRest;

    /// <summary>One of the two.</summary>
    public static SyncMark? MarkOf(NumberState number, SyncKind what) =>
        what == SyncKind.Contacts ? number.Contacts : number.Past;

    /// <summary>What nobody has asked for in this connection, or Meta did not give.</summary>
    public static IEnumerable<SyncKind> Missing(NumberState number) => Enum.GetValues<SyncKind>().Where(
        what => MarkOf(number, what) is null or { State: SyncState.Refused or SyncState.Late });
}
