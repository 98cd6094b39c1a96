using System.Text.Json.Nodes;

namespace Tandem.Emulator.Tests.Tour;

/// <summary>Every chapter of the page's tour, walked without a browser: a chapter that no longer holds fails
/// here.</summary>
public sealed class TourTests : IAsyncLifetime
{
    /// <summary>The claims about the platform itself; the others are about what a hub or a person does.</summary>
    private static readonly string[] Claims =
        ["A1", "A2", "A3", "A4", "A8", "A9", "A10", "A11", "A12", "A13", "A14", "A15", "A21", "A22"];

    private EmulatorHost _emulator = null!;
    private HttpClient _http = null!;
    private Script _tour = null!;

    /// <summary>Each claim, in each profile it is played in.</summary>
    public static TheoryData<string, string> Runs
    {
        get
        {
            var runs = new TheoryData<string, string>();
            foreach (var claim in Claims)
                runs.Add(claim, "documented");
            foreach (var claim in (string[])["A3", "A4", "A10", "A12", "A13"])
                runs.Add(claim, "field");
            return runs;
        }
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorHost.StartAsync(
            new() { Port = 0, Seed = 7, Time = ClockSetup.Virtual }, Ct);
        _http = new() { BaseAddress = new(_emulator.Url) };
        _tour = Script.Read(await _http.GetByteArrayAsync(await Page.PathOfAsync(_http, "tour.json"), Ct));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task A_chapter_shows_what_it_promises(string claim, string profile)
    {
        var chapter = _tour.Chapters.Single(one => one.Claim == claim);

        await new Performance(_http, chapter, chapter.Runs.Single(run => run.Profile == profile)).PlayAsync();
    }

    [Fact]
    public void Every_claim_about_the_platform_has_one_chapter_and_every_run_is_walked()
    {
        Assert.Equal(Claims, _tour.Chapters.Select(chapter => chapter.Claim));
        Assert.Equal(
            Runs.Select(run => (run.Data.Item1, run.Data.Item2)).Order(),
            _tour.Chapters.SelectMany(chapter => chapter.Runs.Select(run => (chapter.Claim, run.Profile))).Order());
    }

    [Fact]
    public void A_chapter_is_told_in_words_the_page_knows()
    {
        foreach (var chapter in _tour.Chapters)
        {
            Assert.Contains(chapter.MetaSays.Word, (string[])["true", "half", "wrong", "open"]);
            foreach (var step in chapter.Runs.SelectMany(run => run.Steps))
            {
                Assert.Contains(step.Watch, (string[])["phone", "customers", "seen", "controls"]);
                Assert.True(step.Open is null || chapter.Cast.ContainsKey(step.Open), $"{chapter.Claim}: {step.Open}");
                Assert.NotEmpty(step.Expect);
                Assert.All(step.Expect, expected => Assert.Single(
                    (object?[])[expected.Ledger, expected.Never, expected.Lag, expected.Phone, expected.Number,
                        expected.Chat],
                    kind => kind is not null));
            }
        }
    }

    [Fact]
    public async Task A_chapter_leaves_the_world_as_it_found_it()
    {
        await PatchAsync("/_emulator/switches", """{"read_chance": 0.5, "country_lag": true}""");
        var before = await WorldAsync();
        var chapter = _tour.Chapters.Single(one => one.Claim == "A3");

        foreach (var run in chapter.Runs.Take(1))
            await new Performance(_http, chapter, run).PlayAsync();

        Assert.Equal(before, await WorldAsync());
    }

    private async Task<string> WorldAsync() => string.Join('\n',
        await _http.GetStringAsync("/_emulator/switches", Ct),
        await _http.GetStringAsync("/_emulator/faults", Ct),
        (string?)JsonNode.Parse(await _http.GetStringAsync("/_emulator/clock", Ct))!["mode"]);

    private async Task PatchAsync(string path, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await _http.PatchAsync(path, content, Ct);
        answer.EnsureSuccessStatusCode();
    }
}
