using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Reading;

/// <summary>Between places in a listing and the opaque text that stands for them in an address.</summary>
internal static class Cursor
{
    public static string Of(RowPlace place) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{place.Sort}:{place.Key}")));

    public static string Of(long number) => Of(new RowPlace(number, ""));

    /// <exception cref="CursorUnreadableException">It is none of ours.</exception>
    public static RowPlace? Read(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
            return null;

        if (!Base64Url.IsValid(cursor))
            throw new CursorUnreadableException(cursor);

        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        return text.IndexOf(':', StringComparison.Ordinal) is var colon and > 0
            && long.TryParse(
                text.AsSpan(0, colon), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var sort)
            ? new RowPlace(sort, text[(colon + 1)..])
            : throw new CursorUnreadableException(cursor);
    }
}
