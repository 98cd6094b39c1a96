namespace Tandem.Domain.Identity;

/// <summary>All that an event says about who the other party is. Any part may be absent.</summary>
/// <param name="WaId">Digits of the phone number as WhatsApp writes it; absent for some users with a username.</param>
/// <param name="UserId">Business-scoped user id (BSUID), such as <c>US.1349…</c>.</param>
/// <param name="ParentUserId">Portfolio-wide BSUID, such as <c>US.ENT.…</c>.</param>
/// <remarks>
/// Source: Meta, "Business-scoped user IDs", 2026-06-29. Names and usernames are no keys: they change hands.
/// </remarks>
public sealed record PeerKeys(string? WaId, string? UserId, string? ParentUserId)
{
    /// <summary>Nobody is named.</summary>
    public static readonly PeerKeys None = new(null, null, null);

    /// <summary>Whether nobody is named.</summary>
    public bool IsEmpty => WaId is null && UserId is null && ParentUserId is null;

    /// <summary>The keys as texts, each unique among keys of all sorts, in a fixed order.</summary>
    public IEnumerable<string> All()
    {
        if (WaId is not null)
            yield return $"wa:{WaId}";
        if (UserId is not null)
            yield return $"user:{UserId}";
        if (ParentUserId is not null)
            yield return $"parent:{ParentUserId}";
    }

    /// <summary>What two events about the same person say together; the same answer whichever came first.</summary>
    public PeerKeys Or(PeerKeys other) =>
        new(Pick(WaId, other.WaId), Pick(UserId, other.UserId), Pick(ParentUserId, other.ParentUserId));

    private static string? Pick(string? a, string? b) =>
        a is null ? b : b is null || string.CompareOrdinal(a, b) <= 0 ? a : b;
}
