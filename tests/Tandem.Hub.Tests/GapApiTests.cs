using System.Net.Http.Json;
using System.Text.Json;
using Tandem.Hub.Tests.Support;

namespace Tandem.Hub.Tests;

/// <summary>What is missing, as programs read it.</summary>
public sealed class GapApiTests
{
    private const string Path = $"/v1/numbers/{TestHub.NumberId}/gaps";

    [Fact]
    public async Task An_answer_to_words_never_seen_is_listed_until_they_come()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.PostAsync(Sample.Answer("wamid.R", "Yes, that one", to: "wamid.NEVER"));
        var gap = (await hub.UntilAsync(Path, list => list.GetProperty("data").GetArrayLength() == 1))
            .GetProperty("data")[0];
        await hub.PostAsync(Sample.Echo("wamid.NEVER", "This one?"));
        await hub.UntilAsync(Path, list => list.GetProperty("data").GetArrayLength() == 0);
        var closed = await hub.GetAsync($"/v1/gaps/{gap.GetProperty("id").GetString()}");

        Assert.Equal(
            ("never_seen", "open", "wamid.NEVER"), (Text(gap, "code"), Text(gap, "state"), Text(gap, "wamid")));
        Assert.Equal("2025-06-08T20:59:43Z", Text(gap, "from"));
        Assert.All(["reason", "likely_cause", "what_to_do", "conversation_id", "message_id", "named_by"],
            member => Assert.NotEqual("", Text(gap, member) ?? ""));
        Assert.Equal(("closed", "itself"), (Text(closed, "state"), Text(closed, "closed_by")));
        Assert.Single((await hub.GetAsync($"{Path}?state=closed")).GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task A_person_who_has_looked_closes_a_gap_and_a_program_cannot()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.PostAsync(Sample.Answer("wamid.R", "Yes, that one", to: "wamid.NEVER"));
        var list = await hub.UntilAsync(Path, it => it.GetProperty("data").GetArrayLength() == 1);
        var id = Text(list.GetProperty("data")[0], "id");
        using var bot = hub.Client(await hub.KeyAsync("bot", ["read", "send"]));
        using var agent = hub.Client(await hub.KeyAsync("agent", ["read", "send"]));

        var refused = await bot.PostAsync($"/v1/gaps/{id}/close", null);
        var closed = await (await agent.PostAsync($"/v1/gaps/{id}/close", null)).JsonAsync(200);

        Assert.Equal(403, (int)refused.StatusCode);
        Assert.Equal("closed", Text(closed, "state"));
        Assert.NotEqual("itself", Text(closed, "closed_by"));
        Assert.Empty((await hub.GetAsync(Path)).GetProperty("data").EnumerateArray());
        Assert.Equal(404, (int)(await agent.PostAsync("/v1/gaps/1-999999/close", null)).StatusCode);
    }

    [Fact]
    public async Task Many_are_closed_at_once_by_their_ids_and_a_list_with_a_mistake_closes_none()
    {
        await using var hub = await TestHub.StartAsync();
        for (var i = 0; i < 3; i++)
            await hub.PostAsync(Sample.Answer($"wamid.R{i}", "Yes, that one", to: $"wamid.NEVER{i}"));
        var list = await hub.UntilAsync(Path, it => it.GetProperty("data").GetArrayLength() == 3);
        string[] ids = [.. list.GetProperty("data").EnumerateArray().Select(gap => Text(gap, "id")!)];

        var mistaken = await (await CloseAsync([.. ids, "1-999999"])).JsonAsync(404);
        var none = await (await CloseAsync([])).JsonAsync(400);
        var open = (await hub.GetAsync(Path)).GetProperty("data").GetArrayLength();
        var closed = await (await CloseAsync([ids[0], ids[1], ids[0]])).JsonAsync(200);

        Assert.Contains("1-999999", mistaken.ToString(), StringComparison.Ordinal);
        Assert.Contains("ids: must list 1 to", none.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, open);
        Assert.Equal(
            [(ids[0], "closed"), (ids[1], "closed")],
            closed.GetProperty("data").EnumerateArray().Select(gap => (Text(gap, "id")!, Text(gap, "state")!)));
        Assert.Equal(ids[2], Text((await hub.GetAsync(Path)).GetProperty("data")[0], "id"));

        async Task<HttpResponseMessage> CloseAsync(string[] which) =>
            await hub.Owner.PostAsync($"{Path}/close", JsonContent.Create(new { ids = which }));
    }

    [Fact]
    public async Task One_kind_is_listed_by_its_code_and_a_word_that_is_none_is_answered_with_all_there_are()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.PostAsync(Sample.Answer("wamid.R", "Yes, that one", to: "wamid.NEVER"));
        await hub.UntilAsync($"{Path}?code=never_seen", list => list.GetProperty("data").GetArrayLength() == 1);

        var others = await hub.GetAsync($"{Path}?code=history_cut");
        var problem = await (await hub.Owner.GetAsync($"{Path}?code=lost")).JsonAsync(400);

        Assert.Empty(others.GetProperty("data").EnumerateArray());
        Assert.Contains("code: must be one of unavailable_to_api", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_leaves_no_evidence_is_named_too()
    {
        await using var hub = await TestHub.StartAsync();

        var spots = await hub.GetAsync($"/v1/numbers/{TestHub.NumberId}/blind-spots");

        Assert.Contains(
            spots.GetProperty("data").EnumerateArray(), spot => Text(spot, "code") == "unsupported_companion");
    }

    [Fact]
    public async Task A_wrong_state_is_named()
    {
        await using var hub = await TestHub.StartAsync();

        var problem = await (await hub.Owner.GetAsync($"{Path}?state=ajar")).JsonAsync(400);

        Assert.Contains("state: must be open or closed", problem.ToString(), StringComparison.Ordinal);
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
