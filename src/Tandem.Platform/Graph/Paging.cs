using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tandem.Platform.Graph;

/// <summary>Lists of Graph: <c>limit</c>, <c>after</c> and <c>before</c> in, <c>data</c> and <c>paging</c>
/// out.</summary>
internal static class Paging
{
    private const int UsualLimit = 25;

    public static Reply List<T>(
        Call call, string baseUrl, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (!int.TryParse(call.Parameters.Text("limit"), CultureInfo.InvariantCulture, out var limit) || limit <= 0)
            limit = UsualLimit;
        var start = 0;
        if (call.Parameters.Text("after") is { Length: > 0 } after)
        {
            if (PositionOf(after) is not { } position)
                return new Refusal(400, 131059, "Invalid cursor");
            start = Math.Min(position + 1, items.Count);
        }
        else if (call.Parameters.Text("before") is { Length: > 0 } before)
        {
            if (PositionOf(before) is not { } position)
                return new Refusal(400, 131059, "Invalid cursor");
            start = Math.Max(position - limit, 0);
            limit = Math.Min(limit, position);
        }

        var end = Math.Min(start + limit, items.Count);
        return Reply.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("data");
            for (var i = start; i < end; i++)
                write(writer, items[i]);
            writer.WriteEndArray();
            if (end > start)
                WritePaging(writer, call, baseUrl, start, end, limit, items.Count);
            writer.WriteEndObject();
        });
    }

    private static void WritePaging(
        Utf8JsonWriter writer, Call call, string baseUrl, int start, int end, int limit, int count)
    {
        var path = $"{baseUrl}/{call.Version}/{string.Join('/', call.Segments)}?limit={limit}";
        if (call.Parameters.Text("fields") is { Length: > 0 } fields)
            path += "&fields=" + Uri.EscapeDataString(fields);
        writer.WriteStartObject("paging");
        writer.WriteStartObject("cursors");
        writer.WriteString("before", CursorOf(start));
        writer.WriteString("after", CursorOf(end - 1));
        writer.WriteEndObject();
        if (end < count)
            writer.WriteString("next", $"{path}&after={CursorOf(end - 1)}");
        if (start > 0)
            writer.WriteString("previous", $"{path}&before={CursorOf(start)}");
        writer.WriteEndObject();
    }

    private static string CursorOf(int position) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(position.ToString(CultureInfo.InvariantCulture)));

    private static int? PositionOf(string cursor)
    {
        if (!Base64Url.IsValid(cursor))
            return null;
        var text = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor));
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : null;
    }
}
