using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tandem.Emulator.Tests.Tour;

/// <summary>Whether what a step promises has come true; the page's tour-expect.js reads it the same way.</summary>
/// <param name="get">Reads from the control API; null: there is no such thing.</param>
/// <param name="known">What was saved.</param>
internal sealed class Watcher(Func<string, Task<JsonNode?>> get, IReadOnlyDictionary<string, JsonNode?> known)
{
    /// <summary>True or false once it is decided, null before.</summary>
    public async Task<bool?> LookAsync(Expectation expected, IReadOnlyList<JsonObject> lines, bool over)
    {
        if (expected.Ledger is { } filter)
            return Counted(Matching(lines, filter).Count, expected.AtLeast, expected.Exactly, over);
        if (expected.Never is { } unwanted)
            return Matching(lines, unwanted).Count > 0 ? false : over ? true : null;
        if (expected.Lag is { } lag)
            return Lag(lag, lines, over);
        if (expected.Phone is { } phone)
            return Decided(Shape.Fits(await get($"/phones/{known["number"]}"), Resolved(phone)), over);
        if (expected.Number is { } number)
            return Decided(Shape.Fits(await get($"/numbers/{known["number"]}"), Resolved(number)), over);
        var chat = expected.Chat!;
        var customer = Uri.EscapeDataString(Shape.Text(chat.With, known));
        var path = chat.On == "phone"
            ? $"/phones/{known["number"]}/chats/{customer}"
            : $"/customers/{customer}/chats/{known["number"]}";
        var shown = (await get(path))?["data"]?.AsArray() ?? [];
        var line = Resolved(chat.Line);
        return Counted(shown.Count(one => Shape.Fits(one, line)), chat.AtLeast, chat.Exactly, over);
    }

    private static bool? Decided(bool met, bool over) => met ? true : over ? false : null;

    private static bool? Counted(int found, int? atLeast, int? exactly, bool over) =>
        exactly is not { } wanted ? Decided(found >= (atLeast ?? 1), over)
        : found > wanted ? false
        : over ? found == wanted
        : null;

    private bool? Lag(LagOf lag, IReadOnlyList<JsonObject> lines, bool over)
    {
        if (Matching(lines, lag.From) is not [var first, ..] || Matching(lines, lag.To) is not [var second, ..])
            return Decided(false, over);
        var seconds = (At(second) - At(first)).TotalSeconds;
        var size = lag.EitherWay ? Math.Abs(seconds) : seconds;
        return size >= lag.AtLeast && size <= lag.AtMost;
    }

    private List<JsonObject> Matching(IReadOnlyList<JsonObject> lines, JsonObject filter)
    {
        var asked = Resolved(filter);
        return [.. lines.Where(line => Shape.Fits(Flat(line), asked))];
    }

    private JsonNode? Resolved(JsonNode node) => Shape.Resolve(node, known);

    private static JsonObject Flat(JsonObject line)
    {
        var flat = (JsonObject)line.DeepClone();
        foreach (var (name, value) in line["evidence"]!.AsObject())
            flat[name] = value?.DeepClone();
        return flat;
    }

    private static DateTimeOffset At(JsonObject line) => line["at"].Deserialize<DateTimeOffset>();
}
