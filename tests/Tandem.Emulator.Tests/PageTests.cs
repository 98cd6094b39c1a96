using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Tandem.Emulator.Tests;

/// <summary>How the page is served, and what it may load.</summary>
public sealed partial class PageTests : IAsyncLifetime
{
    private EmulatorHost _emulator = null!;
    private HttpClient _http = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorHost.StartAsync(new() { Port = 0 }, Ct);
        _http = new() { BaseAddress = new(_emulator.Url) };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task The_page_may_load_nothing_from_elsewhere_and_holds_no_script_of_its_own()
    {
        using var page = await _http.GetAsync("/", Ct);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();

        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.DoesNotMatch(Inline(), await page.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task Every_file_that_the_page_and_its_scripts_name_is_there_to_be_kept_for_ever()
    {
        var waiting = new Queue<string>(
            Named().Matches(await _http.GetStringAsync("/", Ct)).Select(match => match.Groups["path"].Value));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (waiting.TryDequeue(out var path))
        {
            if (!seen.Add(path))
                continue;
            using var answer = await _http.GetAsync(path, Ct);
            Assert.True(answer.IsSuccessStatusCode, path);
            Assert.True(answer.Headers.CacheControl is { Public: true, MaxAge.TotalDays: > 300 }, path);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            var folder = path[..path.LastIndexOf('/')];
            foreach (Match import in Imported().Matches(await answer.Content.ReadAsStringAsync(Ct)))
                waiting.Enqueue($"{folder}/{import.Groups["name"].Value}");
        }

        Assert.True(seen.Count > 20, "The page and its scripts are more than twenty files.");
    }

    [Fact]
    public async Task A_page_that_did_not_change_is_not_sent_again_and_other_editions_are_gone()
    {
        using var page = await _http.GetAsync("/", Ct);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/");
        again.Headers.IfNoneMatch.Add(page.Headers.ETag!);
        using var unchanged = await _http.SendAsync(again, Ct);
        using var other = await _http.GetAsync("/_page/000000000000/page.js", Ct);

        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task The_legend_of_the_profiles_names_exactly_the_switches_they_differ_in()
    {
        var documented = await SwitchesAsync();
        using var content = new StringContent("""{"profile":"field"}""", System.Text.Encoding.UTF8, "application/json");
        (await _http.PutAsync("/_emulator/profile", content, Ct)).Dispose();
        var field = await SwitchesAsync();
        var legend = JsonNode.Parse(await _http.GetStringAsync(await Page.PathOfAsync(_http, "profile.json"), Ct))!;

        Assert.Equal(
            documented.Where(one => !JsonNode.DeepEquals(one.Value, field[one.Key])).Select(one => one.Key).Order(),
            legend.AsObject().Select(one => one.Key).Order());
    }

    [Fact]
    public async Task Webhooks_without_a_better_address_go_to_the_emulators_own_inbox()
    {
        var account = JsonNode.Parse(await _http.GetStringAsync("/_emulator/accounts", Ct))!["data"]![0]!;
        Assert.Equal(_emulator.Url + "/_emulator/inbox", (string?)account["callback_url"]);
        var number = (string)account["numbers"]![0]!["phone_number_id"]!;
        using var said = new StringContent(
            $$$"""{"to":"{{{number}}}","text":{"body":"Hello"}}""", System.Text.Encoding.UTF8, "application/json");
        (await _http.PostAsync("/_emulator/customers/16505551234/messages", said, Ct)).EnsureSuccessStatusCode();

        await Stage.UntilAsync(async () => JsonNode.Parse(
            await _http.GetStringAsync("/_emulator/ledger?kind=webhook_delivered", Ct))!["data"]!.AsArray().Count == 1);

        Assert.Equal("pong", await _http.GetStringAsync(
            "/_emulator/inbox?hub.mode=subscribe&hub.verify_token=inbox&hub.challenge=pong", Ct));
        using var wrong = await _http.GetAsync(
            "/_emulator/inbox?hub.mode=subscribe&hub.verify_token=else&hub.challenge=pong", Ct);
        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
    }

    private async Task<JsonObject> SwitchesAsync() =>
        JsonNode.Parse(await _http.GetStringAsync("/_emulator/switches", Ct))!.AsObject();

    [GeneratedRegex(@"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex("""(?:src|href)="(?<path>/_page/[^"]+)""")]
    private static partial Regex Named();

    [GeneratedRegex("""(?:from\s|URL\()"(?:\./)?(?<name>[\w-]+\.(?:json|js))""")]
    private static partial Regex Imported();
}
