namespace Tandem.CloudApi;

/// <summary>Business-scoped user ids, which name customers who have a username.</summary>
/// <remarks>
/// Two letters of a country, a dot, and letters or digits: <c>US.13491208655302741918</c>; with <c>ENT.</c> in
/// between the parent form, which holds for the whole portfolio. Source: Meta, "Business-scoped user IDs", 2026-06-29.
/// </remarks>
public static class Bsuid
{
    private const string ParentMark = "ENT.";
    private const int MaxIdLength = 128;

    /// <summary>Whether a text has the form of a BSUID, plain or parent.</summary>
    public static bool IsOne(string? text)
    {
        if (text is not { Length: > 3 } || !char.IsAsciiLetterUpper(text[0]) || !char.IsAsciiLetterUpper(text[1])
            || text[2] != '.')
            return false;

        var id = text.AsSpan(IsParentForm(text) ? 3 + ParentMark.Length : 3);
        foreach (var c in id)
        {
            if (!char.IsAsciiLetterOrDigit(c))
                return false;
        }

        return id.Length is > 0 and <= MaxIdLength;
    }

    /// <summary>Whether it is a BSUID that holds for the whole portfolio.</summary>
    public static bool IsParent(string? text) => IsOne(text) && IsParentForm(text!);

    private static bool IsParentForm(string text) =>
        text.AsSpan(3).StartsWith(ParentMark, StringComparison.Ordinal);
}
