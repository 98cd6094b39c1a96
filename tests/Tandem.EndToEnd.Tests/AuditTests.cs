using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tandem.EndToEnd.Tests.Running;

namespace Tandem.EndToEnd.Tests;

/// <summary>What <c>tandem audit</c> counts beside what was said since the link.</summary>
public sealed class AuditTests
{
    private const string Number = "106540352242922";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task History_that_was_told_is_judged_too_and_customers_may_have_names_of_their_own()
    {
        await using var demo = await TandemProcess.StartAsync(
            "up", "--demo", "--pace", "0.1", "--port", "0", "--emulator-port", "0");
        using var http = new HttpClient { BaseAddress = new(demo["emulator"]!) };
        using var hub = new HubClient(demo.Hub, demo["api key"]!);
        var world = new EmulatedWorld(http);
        await world.PostAsync(
            $"phones/{Number}/history", new() { ["customers"] = 3, ["messages_each"] = 4, ["days"] = 5 });

        var before = await AuditAsync(demo);
        await AskForHistoryAsync(http, await world.ListAsync("accounts"));
        await Until.FoundAsync(() => HistoryAsync(hub), TimeSpan.FromSeconds(60), "12 messages of history");
        await world.IdleAsync();
        var after = await AuditAsync(demo);

        Assert.Contains("history not told 12", before, StringComparison.Ordinal);
        Assert.DoesNotContain("history not told", after, StringComparison.Ordinal);
    }

    private static async Task<string> AuditAsync(TandemProcess demo)
    {
        var (exitCode, output) = await TandemProcess.RunAsync(
            "audit", "--emulator", demo["emulator"]!, "--hub", demo.Hub, "--api-key", demo["api key"]!);
        Assert.True(exitCode == 0, output);
        return output;
    }

    private static async Task AskForHistoryAsync(HttpClient http, IReadOnlyList<JsonNode> accounts)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v25.0/{Number}/smb_app_data")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", (string)accounts[0]["access_token"]!) },
            Content = JsonContent.Create(new { messaging_product = "whatsapp", sync_type = "history" }),
        };
        using var answer = await http.SendAsync(request, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    private static async Task<object?> HistoryAsync(HubClient hub)
    {
        var told = 0;
        foreach (var conversation in await hub.ListAsync($"/v1/numbers/{Number}/conversations"))
            told += (await hub.ListAsync($"/v1/conversations/{conversation["id"]}/messages"))
                .Count(message => (string?)message["via"] == "history");
        return told == 12 ? told : null;
    }
}
