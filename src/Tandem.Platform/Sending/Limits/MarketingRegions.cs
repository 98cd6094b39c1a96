namespace Tandem.Platform.Sending.Limits;

/// <summary>Where Meta's rules for marketing messages differ, by the customer's number (Meta, "Per-user marketing
/// template message limits", 2025-10 … 2026-06).</summary>
internal static class MarketingRegions
{
    /// <summary>Calling codes of the EEA, the United Kingdom, Japan and South Korea.</summary>
    private static readonly string[] WithoutLimit =
    [
        "30", "31", "32", "33", "34", "351", "352", "353", "354", "356", "357", "358", "359", "36", "370", "371",
        "372", "385", "386", "39", "40", "420", "421", "423", "43", "44", "45", "46", "47", "48", "49", "81", "82",
    ];

    /// <summary>Area codes under +1 of Canada and the Caribbean; all others belong to the United States.</summary>
    private static readonly HashSet<string> OtherThanUnitedStates = new(StringComparer.Ordinal)
    {
        "204", "226", "236", "249", "250", "257", "263", "289", "306", "343", "354", "365", "367", "368", "382", "403",
        "416", "418", "428", "431", "437", "438", "450", "460", "468", "474", "506", "514", "519", "548", "579", "581",
        "584", "587", "604", "613", "639", "647", "672", "683", "705", "709", "742", "753", "778", "780", "782", "807",
        "819", "825", "867", "873", "879", "902", "905", "942",
        "242", "246", "264", "268", "284", "345", "441", "473", "649", "658", "664", "721", "758", "767", "784", "809",
        "829", "849", "868", "869", "876",
    };

    /// <summary>Whether the limit per customer holds; whose number is unknown counts as elsewhere.</summary>
    public static bool IsLimited(string? digits) =>
        digits is null || !Array.Exists(WithoutLimit, code => digits.StartsWith(code, StringComparison.Ordinal));

    public static bool IsUnitedStates(string? digits) =>
        digits is ['1', _, _, _, ..] && !OtherThanUnitedStates.Contains(digits[1..4]);
}
