using System.Text.Json;
using Tandem.Hub.Tests.Support;

namespace Tandem.Hub.Tests;

/// <summary>Every sample of Meta's documents, posted as Meta would, is kept and accounted for.</summary>
public sealed class CaseFolderTests
{
    [Fact]
    public async Task Every_case_is_taken_and_found_again_byte_for_byte_with_an_outcome_for_each_item()
    {
        await using var hub = await TestHub.StartAsync(registers: false);
        await hub.RegisterAsync(TestHub.NumberId, TestHub.WabaId);
        var bodies = Cases().Select(File.ReadAllBytes).ToList();
        Assert.True(bodies.Count > 100, $"only {bodies.Count} cases");
        foreach (var number in NumbersIn(bodies))
            await hub.RegisterAsync(number.Id, number.Waba);

        foreach (var body in bodies)
            Assert.Equal(200, await hub.PostAsync(body));

        var found = new Dictionary<string, JsonElement>();
        foreach (var owner in Owners(bodies))
        {
            for (var url = $"/v1/received?limit=500&owner={owner}"; url is not null;)
            {
                var page = await hub.UntilAsync(url, IsDecided);
                foreach (var entry in page.GetProperty("data").EnumerateArray())
                    found[entry.GetProperty("body_base64").GetString()!] = entry;
                url = page.GetProperty("paging").GetProperty("next").GetString();
            }
        }

        Assert.Empty(bodies.Select(Convert.ToBase64String).Except(found.Keys));
    }

    private static bool IsDecided(JsonElement page) =>
        page.GetProperty("data").EnumerateArray().All(entry => entry.GetProperty("items").EnumerateArray()
            .All(item => item.GetProperty("outcome").GetString() != "pending"));

    private static IEnumerable<(string Id, string Waba)> NumbersIn(IEnumerable<byte[]> bodies) =>
        bodies.SelectMany(body => CloudApi.Webhooks.WebhookScan.Read(body).Parts)
            .Where(part => part.WabaId is { } waba && waba.All(char.IsAsciiDigit))
            .Select(part => (part.PhoneNumberId is { Length: > 0 } id ? id : "1" + part.WabaId, part.WabaId!))
            .Where(number => number.Item1.All(char.IsAsciiDigit))
            .DistinctBy(number => number.Item1);

    private static IEnumerable<string> Owners(IEnumerable<byte[]> bodies) =>
        bodies.SelectMany(body => Engine.Intake.Addressing.Deliveries(CloudApi.Webhooks.WebhookScan.Read(body)))
            .Select(part => part.Owner.Id).Distinct();

    private static string[] Cases() => Directory.GetFiles(
        Repository.PathTo("tests", "cases", "webhooks"), "request.json", SearchOption.AllDirectories);
}
