using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Engine.Registry;
using Tandem.Hub.Tests.Support;

namespace Tandem.Hub.Tests;

/// <summary>What registering a number takes, refuses and keeps.</summary>
public sealed class NumberRegistrationTests
{
    [Fact]
    public async Task A_registration_says_what_is_wrong_with_it_and_never_repeats_a_secret()
    {
        await using var hub = await TestHub.StartAsync();
        var right = new Dictionary<string, object?>
        {
            ["phone_number_id"] = "1",
            ["waba_id"] = "2",
            ["display_phone_number"] = "+1 555",
            ["access_token"] = "canary",
            ["app_secret"] = "canary",
        };

        foreach (var (member, value) in new (string, object)[]
        {
            ("phone_number_id", "+1 555"), ("waba_id", ""), ("access_token", ""), ("app_secret", ""), ("mode", "loud"),
            ("graph_base_url", "https://evil.example"), ("app_id", "x"), ("unknown_silence_seconds", 5),
            ("resend_lanes", (object)new[] { "loud" }),
        })
        {
            var wrong = new Dictionary<string, object?>(right) { [member] = value };
            var problem = await (await hub.Owner.PostAsJsonAsync("/v1/numbers", wrong)).JsonAsync(400);
            Assert.StartsWith(member + ":", problem.GetProperty("detail").GetString());
            Assert.DoesNotContain("canary", problem.ToString());
        }
    }

    [Fact]
    public async Task A_number_that_is_registered_again_keeps_what_is_left_out()
    {
        await using var hub = await TestHub.StartAsync(
            options => options with { GraphBaseUrls = [.. options.GraphBaseUrls, "http://127.0.0.1:9"] });
        var body = new Dictionary<string, object?>
        {
            ["phone_number_id"] = TestHub.NumberId,
            ["waba_id"] = TestHub.WabaId,
            ["display_phone_number"] = "+1 555-078-3881",
            ["access_token"] = TestHub.Token,
            ["app_secret"] = TestHub.AppSecret,
        };
        var all = new Dictionary<string, object?>(body)
        {
            ["mode"] = "guard",
            ["echo_hold_seconds"] = 60,
            ["graph_base_url"] = "http://127.0.0.1:9",
            ["verified_name"] = "Lucky Shrub",
        };
        await (await hub.Owner.PostAsJsonAsync("/v1/numbers", all)).JsonAsync(201);

        body["access_token"] = "a-new-token";
        await (await hub.Owner.PostAsJsonAsync("/v1/numbers", body)).JsonAsync(201);

        var number = await hub.Host.App.Services.GetRequiredService<RegistrationBook>()
            .FindNumberAsync(TestHub.NumberId, CancellationToken.None);
        Assert.Equal(
            (true, 60, "http://127.0.0.1:9", "Lucky Shrub"),
            (number!.IsGuarding, number.EchoHoldSeconds, number.GraphBaseUrl, number.VerifiedName));
        body["mode"] = "observe";
        var changed = await (await hub.Owner.PostAsJsonAsync("/v1/numbers", body)).JsonAsync(201);
        Assert.Equal("observe", changed.GetProperty("mode").GetString());
    }
}
