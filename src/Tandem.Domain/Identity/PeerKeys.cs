namespace Tandem.Domain.Identity;

/// <summary>All that an event says about who the other party is. Any part may be absent.</summary>
/// <param name="WaId">Digits of the phone number as WhatsApp writes it; absent for some users with a username.</param>
/// <param name="UserId">Business-scoped user id (BSUID), such as <c>US.1349…</c>.</param>
/// <param name="ParentUserId">The BSUID that linked portfolios of one business share, such as <c>US.ENT.…</c>.</param>
/// <remarks>
/// Source: Meta, "Business-scoped user IDs", 2026-06-29. A BSUID names one WhatsApp user for one portfolio, a parent
/// BSUID the same user for all portfolios enrolled together; a phone number may pass on to somebody else. Names and
/// usernames are no keys: they change hands.
/// </remarks>
public sealed record PeerKeys(string? WaId, string? UserId, string? ParentUserId)
{
    /// <summary>Nobody is named.</summary>
    public static readonly PeerKeys None = new(null, null, null);

    /// <summary>Whether nobody is named.</summary>
    public bool IsEmpty => WaId is null && UserId is null && ParentUserId is null;

    /// <summary>Whether an id is named that never passes on to somebody else.</summary>
    public bool IsSure => UserId is not null || ParentUserId is not null;

    /// <summary>The number's key, the same for all its national forms; null without one.</summary>
    public string? NumberKey => WaId is null ? null : $"wa:{NationalVariants.Canonical(WaId)}";

    /// <summary>The keys as texts, each unique among keys of all sorts, in a fixed order. National forms of one number
    /// are one key.</summary>
    public IEnumerable<string> All()
    {
        if (NumberKey is { } number)
            yield return number;
        if (UserId is not null)
            yield return UserKey(UserId);
        if (ParentUserId is not null)
            yield return ParentKey(ParentUserId);
    }

    /// <summary>The keys as texts, numbers as they came.</summary>
    public IEnumerable<string> AsWritten()
    {
        if (WaId is not null)
            yield return $"wa:{WaId}";
        if (UserId is not null)
            yield return UserKey(UserId);
        if (ParentUserId is not null)
            yield return ParentKey(ParentUserId);
    }

    /// <summary>A key's text as <see cref="All"/> writes it, from a text as it came.</summary>
    public static string Canonical(string written) => IsNumber(written)
        ? $"wa:{NationalVariants.Canonical(written[3..])}"
        : written;

    /// <summary>Whether a text is a number's.</summary>
    public static bool IsNumber(string key) => key.StartsWith("wa:", StringComparison.Ordinal);

    /// <summary>The text of a BSUID.</summary>
    public static string UserKey(string userId) => $"user:{userId}";

    /// <summary>The text of a parent BSUID.</summary>
    public static string ParentKey(string parentUserId) => $"parent:{parentUserId}";

    /// <summary>What two events about the same person say together; the same answer whichever came first.</summary>
    public PeerKeys Or(PeerKeys other) =>
        new(Pick(WaId, other.WaId), Pick(UserId, other.UserId), Pick(ParentUserId, other.ParentUserId));

    private static string? Pick(string? a, string? b) =>
        a is null ? b : b is null || string.CompareOrdinal(a, b) <= 0 ? a : b;
}
