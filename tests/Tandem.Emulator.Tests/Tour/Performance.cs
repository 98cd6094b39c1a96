using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tandem.Emulator.Tests.Tour;

/// <summary>
/// Plays a run of a chapter over HTTP as the page does: at a number of its own, in an account of its own, and puts back
/// what it changed about the world itself.
/// </summary>
internal sealed class Performance(HttpClient http, Chapter chapter, Play play)
{
    private const int Megabyte = 1024 * 1024;
    private const string Stamp = "00000000001";

    private readonly Dictionary<string, JsonNode?> _known = new(StringComparer.Ordinal);
    private readonly List<JsonObject> _lines = [];
    private readonly List<string> _faults = [];
    private long _seq;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Plays it to its end; what did not come true is an error that names the step.</summary>
    public async Task PlayAsync()
    {
        var clock = await GetAsync("/clock");
        var switches = (JsonObject)(await GetAsync("/switches"))!;
        await OpenAsync();
        await ControlAsync(HttpMethod.Put, "/profile", new JsonObject { ["profile"] = play.Profile });
        if (play.Switches is not null)
            await ControlAsync(HttpMethod.Patch, "/switches", play.Switches.DeepClone());
        if (play.Clock is not null)
            await ControlAsync(HttpMethod.Put, "/clock", new JsonObject { ["mode"] = play.Clock });
        await MeetAsync();
        foreach (var (index, step) in play.Steps.Index())
        {
            foreach (var call in step.Do)
                await MakeAsync(call);
            var missed = await WatchAsync(step);
            Assert.True(
                missed.Count == 0,
                $"{chapter.Claim}, {play.Profile}, step {index + 1}: {string.Join("; ", missed)}\n{Told()}");
        }

        await UndoAsync(clock!, switches);
    }

    private async Task OpenAsync()
    {
        var shop = (JsonObject?)chapter.Shop?.DeepClone() ?? [];
        var prefix = (string?)shop["prefix"] ?? "+1 555 ";
        shop.Remove("prefix");
        foreach (var (name, id) in (IEnumerable<(string, string)>)
            [("number", "7" + Stamp), ("waba", "8" + Stamp), ("app", "9" + Stamp), ("token", "TOUR" + Stamp),
                ("secret", "secret" + Stamp), ("tail", Stamp[^7..]),
                ("inbox", new Uri(http.BaseAddress!, "/_emulator/inbox").ToString())])
            _known[name] = id;
        var number = new JsonObject
        {
            ["phone_number_id"] = Id("number"),
            ["display_phone_number"] = prefix + Id("tail"),
            ["verified_name"] = "Tour Flowers",
        };
        foreach (var (name, value) in shop)
            number[name] = value?.DeepClone();
        await ControlAsync(HttpMethod.Post, "/accounts", new JsonObject
        {
            ["app_id"] = Id("app"),
            ["app_secret"] = Id("secret"),
            ["waba_id"] = Id("waba"),
            ["access_token"] = Id("token"),
            ["name"] = $"Tour {chapter.Claim}",
            ["portfolio_id"] = "6" + Stamp,
            ["callback_url"] = Id("inbox"),
            ["verify_token"] = "inbox",
            ["numbers"] = new JsonArray(number),
        });
    }

    private async Task MeetAsync()
    {
        foreach (var (key, name) in chapter.Cast)
        {
            _known[key] = $"{key}-{Stamp}";
            var made = await ControlAsync(HttpMethod.Put, $"/customers/{Id(key)}", new JsonObject
            {
                ["name"] = name,
                ["reads_by_itself"] = false,
                ["online"] = true,
                ["companion"] = "",
                ["shows_number"] = true,
            });
            _known[key + "_wa"] = made!["wa_id"]!.DeepClone();
        }
    }

    private async Task MakeAsync(CallOf call)
    {
        if (call.Together)
            await Task.WhenAll(Enumerable.Range(1, call.Repeat).Select(i => MakeOnceAsync(call, i)));
        else
            for (var i = 1; i <= call.Repeat; i++)
                await MakeOnceAsync(call, i);
    }

    private async Task MakeOnceAsync(CallOf call, int i)
    {
        var known = new Dictionary<string, JsonNode?>(_known) { ["i"] = JsonValue.Create(i) };
        var parts = Shape.Text(call.Call, known).Split(' ');
        using var request = new HttpRequestMessage(HttpMethod.Parse(parts[0]), parts[1]);
        if (!parts[1].StartsWith("/_emulator/", StringComparison.Ordinal))
            request.Headers.Authorization = new("Bearer", Id("token"));
        request.Content = ContentOf(call, known);
        using var response = await http.SendAsync(request, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        var answer = text.StartsWith('{') ? JsonNode.Parse(text) : null;
        Check(call, (int)response.StatusCode, answer, text);
        foreach (var (name, path) in call.Save ?? new Dictionary<string, string>())
            _known[name] = path.Split('.').Aggregate(answer, (node, key) => node switch
            {
                JsonArray items => items[int.Parse(key, CultureInfo.InvariantCulture)],
                _ => node?[key],
            })?.DeepClone() ?? throw new InvalidOperationException($"{call.Call}: no {path} in {text}");
        if (call.Call == "POST /_emulator/faults")
            _faults.Add((string)answer!["id"]!);
    }

    private void Check(CallOf call, int status, JsonNode? answer, string text)
    {
        if (call.MayBeRefused)
            return;
        var code = (int?)answer?["error"]?["code"];
        var isRight = call.Refused is { } refused
            ? status == refused.Status && (refused.Code is null || refused.Code == code)
            : status is >= 200 and < 300;
        Assert.True(isRight, $"{chapter.Claim}, {play.Profile}: {call.Call} answered {status}: {text}");
    }

    private async Task<IReadOnlyList<string>> WatchAsync(Step step)
    {
        var watcher = new Watcher(GetAsync, _known);
        var open = step.Expect.ToList();
        var missed = new List<string>();
        var began = await NowAsync();
        while (open.Count > 0)
        {
            var passed = (await NowAsync() - began).TotalSeconds;
            await ReadLedgerAsync();
            var pause = double.PositiveInfinity;
            foreach (var expected in open.ToList())
            {
                var left = expected.Patience - passed;
                var met = await watcher.LookAsync(expected, _lines, left <= 0);
                if (met is not null)
                    open.Remove(expected);
                if (met == false)
                    missed.Add(expected.See);
                if (met is null)
                    pause = Math.Min(pause, expected.LooksAtViews ? Math.Min(1, left) : left);
            }

            if (open.Count > 0)
                await ControlAsync(HttpMethod.Post, "/wait", new JsonObject
                {
                    ["for"] = new JsonObject { ["after"] = _seq },
                    ["timeout"] = Math.Max(0.05, pause),
                });
        }

        return missed;
    }

    private async Task ReadLedgerAsync()
    {
        foreach (var line in (await GetAsync($"/ledger?after={_seq}&limit=10000"))!["data"]!.AsArray())
        {
            _seq = (long)line!["seq"]!;
            if ((string?)line["phone_number_id"] is null || (string?)line["phone_number_id"] == Id("number"))
                _lines.Add((JsonObject)line.DeepClone());
        }
    }

    private async Task UndoAsync(JsonNode clock, JsonObject before)
    {
        var now = (JsonObject)(await GetAsync("/switches"))!;
        var changed = new JsonObject(before
            .Where(one => !JsonNode.DeepEquals(one.Value, now[one.Key]))
            .Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone())));
        if (changed.Count > 0)
            await ControlAsync(HttpMethod.Patch, "/switches", changed);
        foreach (var fault in _faults)
            using (await http.DeleteAsync($"/_emulator/faults/{fault}", Ct)) { }
        await ControlAsync(HttpMethod.Put, "/clock", new JsonObject { ["mode"] = clock["mode"]!.DeepClone() });
    }

    private string Id(string name) => (string)_known[name]!;

    private string Told() => string.Join('\n', _lines.TakeLast(40).Select(line => line.ToJsonString()));

    private async Task<DateTimeOffset> NowAsync() => (await GetAsync("/clock"))!["now"].Deserialize<DateTimeOffset>();

    private async Task<JsonNode?> GetAsync(string path)
    {
        using var response = await http.GetAsync("/_emulator" + path, Ct);
        return response.IsSuccessStatusCode ? JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct)) : null;
    }

    private async Task<JsonNode?> ControlAsync(HttpMethod method, string path, JsonNode body)
    {
        using var request = new HttpRequestMessage(method, "/_emulator" + path) { Content = Json(body) };
        using var response = await http.SendAsync(request, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(response.IsSuccessStatusCode, $"{chapter.Claim}: {method} {path}: {text}");
        return text.Length > 0 ? JsonNode.Parse(text) : null;
    }

    private static HttpContent? ContentOf(CallOf call, IReadOnlyDictionary<string, JsonNode?> known)
    {
        if (call.File is not { } file)
            return call.Body is null ? null : Json(Shape.Resolve(call.Body, known)!);
        var bytes = new ByteArrayContent(new byte[file.Mb * Megabyte]);
        bytes.Headers.ContentType = MediaTypeHeaderValue.Parse(file.Type);
        if (call.Form is null)
            return bytes;
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in call.Form)
            form.Add(new StringContent((string)value!), name);
        form.Add(bytes, "file", "file");
        return form;
    }

    private static StringContent Json(JsonNode body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");
}
