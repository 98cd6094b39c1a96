using System.Net.Http.Json;
using System.Text.Json;
using Tandem.Hub.Tests.Support;

namespace Tandem.Hub.Tests;

/// <summary>What the owner wants of a number, and what words typed on the phone do.</summary>
public sealed class RulesApiTests
{
    private static readonly string Rules = $"/v1/numbers/{TestHub.NumberId}/rules";
    private static readonly string Conversations = $"/v1/numbers/{TestHub.NumberId}/conversations";

    private static long Now => DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    [Fact]
    public async Task Rules_are_read_and_changed_one_by_one_and_what_is_left_out_stays()
    {
        await using var hub = await TestHub.StartAsync();

        var before = await hub.GetAsync(Rules);
        Assert.Equal(("guard", 1800, 20), (
            before.GetProperty("mode").GetString(),
            before.GetProperty("echo_hold_seconds").GetInt32(),
            before.GetProperty("messages_per_second").GetInt32()));

        await PatchAsync(hub, new { hand_back_words = new[] { "#bot" }, messages_per_second = 5 }, 200);
        var after = await PatchAsync(hub, new { echo_hold_seconds = 60 }, 200);

        Assert.Equal("#bot", Assert.Single(after.GetProperty("hand_back_words").EnumerateArray()).GetString());
        Assert.Equal((60, 60, 5), (
            after.GetProperty("echo_hold_seconds").GetInt32(),
            after.GetProperty("agent_hold_seconds").GetInt32(),
            after.GetProperty("messages_per_second").GetInt32()));
    }

    [Theory]
    [InlineData("""{"messages_per_second":0}""", "messages_per_second:")]
    [InlineData("""{"agent_hold_seconds":-1}""", "agent_hold_seconds:")]
    [InlineData("""{"hand_back_words":[" "]}""", "hand_back_words:")]
    [InlineData("""{"hand_back_words":["#bot"],"take_over_words":[" #BOT "]}""", "take_over_words:")]
    public async Task A_rule_that_cannot_be_says_which_and_what_to_do(string body, string field)
    {
        await using var hub = await TestHub.StartAsync();

        var problem = await (await hub.Owner.PatchAsync(
            Rules, new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"))))
            .JsonAsync(400);

        Assert.StartsWith(field, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty((await hub.GetAsync(Rules)).GetProperty("hand_back_words").EnumerateArray());
    }

    [Fact]
    public async Task A_word_typed_on_the_phone_lets_the_bot_speak_again_and_until_then_it_is_told_what_was_said()
    {
        await using var hub = await TestHub.StartAsync();
        using var bot = hub.Client(await hub.KeyAsync("bot", ["read", "send"]));
        await PatchAsync(hub, new { hand_back_words = new[] { "#bot" } }, 200);
        await hub.PostAsync(Sample.Message("wamid.1", "Hello?", at: Now - 9));
        await hub.PostAsync(Sample.Echo("wamid.2", "It is Olga here", at: Now - 5));
        await SpokenForAsync(hub, "phone");

        var refused = await (await SendAsync(bot)).JsonAsync(409);
        Assert.Equal("phone", refused.GetProperty("by").GetString());
        Assert.Equal(
            "It is Olga here",
            refused.GetProperty("said").GetProperty("content").GetProperty("text").GetProperty("body").GetString());
        Assert.True(
            refused.GetProperty("since").GetDateTimeOffset() < refused.GetProperty("until").GetDateTimeOffset());

        await hub.PostAsync(Sample.Echo("wamid.3", "#Bot", at: Now));
        await SpokenForAsync(hub, null);
        await (await SendAsync(bot)).JsonAsync(202);
    }

    [Fact]
    public async Task A_greeting_of_the_app_that_somebody_points_at_holds_nobody_from_then_on()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.PostAsync(Sample.Echo("wamid.1", "Welcome to Lucky Shrub!", at: Now));
        await SpokenForAsync(hub, "phone");

        var called = await (await hub.Owner.PostAsync("/v1/messages/wamid.1/automatic", null)).JsonAsync(200);

        Assert.True(called.GetProperty("automatic").GetBoolean());
        await SpokenForAsync(hub, null);
        Assert.Equal(
            "Welcome to Lucky Shrub!",
            Assert.Single((await hub.GetAsync(Rules)).GetProperty("automatic_texts").EnumerateArray()).GetString());
        await hub.PostAsync(Sample.Echo("wamid.2", "Welcome to  Lucky Shrub!", to: "16505559999", at: Now));
        var next = await hub.UntilAsync(Conversations, it => it.GetProperty("data").GetArrayLength() == 2);
        Assert.All(next.GetProperty("data").EnumerateArray(), one =>
            Assert.Equal(JsonValueKind.Null, one.GetProperty("spoken_for_by").ValueKind));
    }

    [Fact]
    public async Task What_is_no_text_of_the_phone_cannot_be_automatic()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.PostAsync(Sample.Message("wamid.1", "Hello?", at: Now));
        await hub.UntilAsync(Conversations, it => it.GetProperty("data").GetArrayLength() == 1);

        var problem = await (await hub.Owner.PostAsync("/v1/messages/wamid.1/automatic", null)).JsonAsync(409);

        Assert.EndsWith(":not_automatic", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_spoke_at_once_are_listed_with_both_times()
    {
        await using var hub = await TestHub.StartAsync();
        using var bot = hub.Client(await hub.KeyAsync("bot", ["read", "send"]));
        await hub.PostAsync(Sample.Message("wamid.1", "Hello?", at: Now));
        await hub.UntilAsync(Conversations, it => it.GetProperty("data").GetArrayLength() == 1);
        await (await SendAsync(bot)).JsonAsync(202);
        await hub.PostAsync(Sample.Echo("wamid.2", "Hello!", at: Now));

        var list = await hub.UntilAsync(
            $"/v1/numbers/{TestHub.NumberId}/collisions", it => it.GetProperty("data").GetArrayLength() == 1);

        var collision = list.GetProperty("data")[0];
        Assert.Equal(("a bot", "phone"), (
            collision.GetProperty("program").GetProperty("by").GetString(),
            collision.GetProperty("human").GetProperty("by").GetString()));
        Assert.InRange(collision.GetProperty("seconds").GetInt64(), -5, 5);
    }

    [Fact]
    public async Task The_pace_of_a_number_says_who_spends_it()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.PostAsync(Sample.Message("wamid.1", "Hello?", at: Now));

        var pace = await hub.UntilAsync(
            $"/v1/numbers/{TestHub.NumberId}/pace", it => it.GetProperty("room").GetInt32() > 0);

        Assert.Equal(20, pace.GetProperty("messages_per_second").GetInt32());
        Assert.Equal(0, pace.GetProperty("backlog").GetProperty("campaign").GetInt32());
        Assert.False(pace.TryGetProperty("done_at", out _));
    }

    [Fact]
    public async Task Behind_a_closed_window_a_free_message_is_refused_with_the_time_since_when()
    {
        await using var hub = await TestHub.StartAsync();
        using var bot = hub.Client(await hub.KeyAsync("bot", ["read", "send"]));
        await hub.PostAsync(Sample.Message("wamid.1", "Hello?")); // of June 2025
        await hub.UntilAsync(Conversations, it => it.GetProperty("data").GetArrayLength() == 1);

        var refused = await (await SendAsync(bot)).JsonAsync(409);
        var dropIn = await (await bot.PostAsJsonAsync($"/v25.0/{TestHub.NumberId}/messages", Text())).JsonAsync(400);

        Assert.EndsWith(":window_closed", refused.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Equal("2025-06-09T20:59:13Z", refused.GetProperty("since").GetString());
        Assert.Equal(131047, dropIn.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Empty(hub.Graph.Calls);
    }

    private static async Task<JsonElement> PatchAsync(TestHub hub, object body, int status) =>
        await (await hub.Owner.PatchAsJsonAsync(Rules, body)).JsonAsync(status);

    private static Task SpokenForAsync(TestHub hub, string? by) => hub.UntilAsync(Conversations, it =>
        it.GetProperty("data") is { } list && list.GetArrayLength() == 1
        && list[0].GetProperty("spoken_for_by").GetString() == by);

    private static Task<HttpResponseMessage> SendAsync(HttpClient bot) =>
        bot.PostAsJsonAsync($"/v1/numbers/{TestHub.NumberId}/messages", Text());

    private static object Text() => new
    {
        messaging_product = "whatsapp",
        to = "16505551234",
        type = "text",
        text = new { body = "Hello!" },
    };
}
