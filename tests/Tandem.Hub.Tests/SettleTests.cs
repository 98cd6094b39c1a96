using System.Net.Http.Json;
using System.Text.Json;
using Tandem.Hub.Tests.Support;

namespace Tandem.Hub.Tests;

/// <summary>A send whose outcome nobody knows, and the person who looks.</summary>
public sealed class SettleTests
{
    private const string Outbox = $"/v1/numbers/{TestHub.NumberId}/outbox";

    [Fact]
    public async Task A_person_says_what_became_of_an_uncertain_send_and_may_have_it_sent_again()
    {
        await using var hub = await TestHub.StartAsync();
        hub.Graph.Answer = seen => seen.Path.EndsWith("/messages", StringComparison.Ordinal)
            ? (502, "text/html", "<html>bad gateway</html>")
            : null;
        var id = await SendAsync(hub);
        await hub.UntilAsync($"{Outbox}/{id}", send => Text(send, "state") == "unknown");
        var gap = (await hub.GetAsync($"/v1/numbers/{TestHub.NumberId}/gaps")).GetProperty("data")[0];
        hub.Graph.Answer = _ => null;

        var wrong = await SettleAsync(hub.Owner, id, "perhaps").JsonAsync(400);
        using var bot = hub.Client(await hub.KeyAsync("bot", ["read", "send"]));
        Assert.Equal(403, (int)(await SettleAsync(bot, id, "sent")).StatusCode);
        var settled = await SettleAsync(hub.Owner, id, "resend").JsonAsync(200);
        await hub.UntilAsync(
            $"/v1/numbers/{TestHub.NumberId}/queue", queue => queue.GetProperty("data").GetArrayLength() == 0);
        var calls = hub.Graph.Calls.Count(call => call.Path.EndsWith("/messages", StringComparison.Ordinal));

        Assert.Equal(("send_unknown", id), (Text(gap, "code"), Text(gap, "send_id")));
        Assert.Contains("outcome: must be", wrong.ToString(), StringComparison.Ordinal);
        Assert.Equal("withdrawn", Text(settled, "state"));
        Assert.Equal("taken_for_not_sent", Text(settled.GetProperty("refusal"), "code"));
        Assert.Equal(2, calls);
        Assert.Empty((await hub.GetAsync($"/v1/numbers/{TestHub.NumberId}/gaps")).GetProperty("data").EnumerateArray());
        await SettleAsync(hub.Owner, id, "sent").JsonAsync(409);
    }

    private static async Task<string> SendAsync(TestHub hub)
    {
        using var answer = await hub.Owner.PostAsJsonAsync($"/v1/numbers/{TestHub.NumberId}/messages", new
        {
            messaging_product = "whatsapp",
            to = "16505551234",
            type = "text",
            text = new { body = "Ready" },
        });
        return Text(await answer.JsonAsync(202), "id");
    }

    private static Task<HttpResponseMessage> SettleAsync(HttpClient client, string id, string outcome) =>
        client.PostAsJsonAsync($"{Outbox}/{id}/settle", new { outcome });

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}

file static class Awaited
{
    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> answer, int status) =>
        await (await answer).JsonAsync(status);
}
