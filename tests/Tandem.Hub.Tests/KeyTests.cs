using System.Net.Http.Json;
using Tandem.Hub.Tests.Support;

namespace Tandem.Hub.Tests;

/// <summary>Keys: what they allow, how they end, and how a person gets in with one.</summary>
public sealed class KeyTests
{
    [Fact]
    public async Task A_revoked_key_stops_working_at_once()
    {
        await using var hub = await TestHub.StartAsync();
        var made = await (await hub.Owner.PostAsJsonAsync(
            "/v1/keys", new { sender = "Ana", role = "agent", scopes = new[] { "read" } })).JsonAsync(201);
        using var ana = hub.Client(made.GetProperty("key").GetString());
        await (await ana.GetAsync("/v1/numbers")).JsonAsync(200);

        var gone = await hub.Owner.DeleteAsync($"/v1/keys/{made.GetProperty("id").GetString()}");

        Assert.Equal(204, (int)gone.StatusCode);
        await (await ana.GetAsync("/v1/numbers")).JsonAsync(401);
        var listed = await hub.GetAsync("/v1/keys");
        Assert.DoesNotContain(made.GetProperty("key").GetString()!, listed.ToString());
    }

    [Fact]
    public async Task A_key_cannot_make_one_that_may_do_more()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.RegisterAsync("222", "333");
        using var manager = hub.Client(await hub.KeyAsync("agent", ["read", "manage"], ["222"]));

        foreach (var body in new object[]
        {
            new { sender = "x", role = "bot", scopes = new[] { "send" }, numbers = new[] { "222" } },
            new { sender = "x", role = "bot", scopes = new[] { "read" }, numbers = new[] { TestHub.NumberId } },
            new { sender = "x", role = "bot", scopes = new[] { "read" } },
        })
        {
            await (await manager.PostAsJsonAsync("/v1/keys", body)).JsonAsync(403);
        }

        await (await manager.PostAsJsonAsync(
            "/v1/keys", new { sender = "x", role = "owner", scopes = new[] { "read" } })).JsonAsync(400);
        await (await manager.PostAsJsonAsync(
            "/v1/keys",
            new { sender = "x", role = "bot", scopes = new[] { "read" }, numbers = new[] { "222" } })).JsonAsync(201);
    }

    [Fact]
    public async Task A_key_makes_and_ends_no_key_of_a_role_that_is_allowed_more_than_its_own()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.KeyAsync("agent", ["read"]);
        using var bot = hub.Client(await hub.KeyAsync("bot", ["read", "send", "manage"]));

        foreach (var role in new[] { "notifier", "agent" })
        {
            var refused = await (await bot.PostAsJsonAsync(
                "/v1/keys", new { sender = "x", role, scopes = new[] { "send" } })).JsonAsync(403);
            Assert.StartsWith("role:", refused.GetProperty("detail").GetString());
        }

        foreach (var role in new[] { "campaign", "bot" })
        {
            await (await bot.PostAsJsonAsync(
                "/v1/keys", new { sender = "x", role, scopes = new[] { "send" } })).JsonAsync(201);
        }

        var agent = (await hub.GetAsync("/v1/keys")).GetProperty("data").EnumerateArray()
            .Single(key => key.GetProperty("role").GetString() == "agent");
        await (await bot.DeleteAsync($"/v1/keys/{agent.GetProperty("id").GetString()}")).JsonAsync(403);
    }

    [Fact]
    public async Task A_key_that_may_not_is_told_what_it_lacks()
    {
        await using var hub = await TestHub.StartAsync();
        using var sender = hub.Client(await hub.KeyAsync("bot", ["send"]));
        foreach (var (method, path, lack) in new[]
        {
            ("GET", "/v1/numbers", "'read'"), ("GET", "/v1/keys", "'manage'"), ("POST", "/v1/numbers", "owner's key"),
        })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Content = method == "POST" ? JsonContent.Create(new { }) : null;
            var refused = await (await sender.SendAsync(request)).JsonAsync(403);
            Assert.Contains(lack, refused.GetProperty("detail").GetString());
        }
    }

    [Theory]
    [InlineData("https://hub.example.com", true)]
    [InlineData(null, false)]
    public async Task A_session_that_is_reached_by_https_never_travels_by_http(string? publicUrl, bool isSecure)
    {
        await using var hub = await TestHub.StartAsync(options => options with { PublicUrl = publicUrl });

        var link = new Uri(hub.Host.NewConsoleLink());
        var signedIn = await hub.Anybody.GetAsync(link.PathAndQuery);

        Assert.Equal(publicUrl ?? hub.Host.Url, link.GetLeftPart(UriPartial.Authority));
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"));
        Assert.Equal(isSecure, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_second_start_has_no_new_owners_key_and_the_first_one_still_works()
    {
        using var folder = new TestFolder();
        var options = new Options.HubOptions { DataFolder = folder.Path, Port = 0 };
        string key;
        await using (var first = await HubHost.BuildAsync(options, TimeProvider.System, CancellationToken.None))
        {
            await first.StartAsync(TestContext.Current.CancellationToken);
            key = first.NewOwnerKey!;
            await first.App.StopAsync();
        }

        await using var second = await HubHost.BuildAsync(options, TimeProvider.System, CancellationToken.None);
        await second.StartAsync(TestContext.Current.CancellationToken);

        Assert.Null(second.NewOwnerKey);
        using var client = new HttpClient { BaseAddress = new Uri(second.Url) };
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + key);
        Assert.Equal(200, (int)(await client.GetAsync("/v1/numbers")).StatusCode);
        await second.App.StopAsync();
    }

    [Fact]
    public async Task A_console_link_signs_in_once_and_everybody_else_is_asked_to_sign_in()
    {
        await using var hub = await TestHub.StartAsync();
        var link = hub.Host.NewConsoleLink();

        var anonymous = await hub.Anybody.GetAsync("/");
        var first = await hub.Anybody.GetAsync(link);
        var again = await hub.Anybody.GetAsync(link);

        Assert.Equal(302, (int)anonymous.StatusCode);
        Assert.Contains("/signin", anonymous.Headers.Location!.ToString());
        Assert.Equal(302, (int)first.StatusCode);
        var cookie = Assert.Single(first.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(403, (int)again.StatusCode);
        using var page = new HttpRequestMessage(HttpMethod.Get, "/");
        page.Headers.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal(200, (int)(await hub.Anybody.SendAsync(page)).StatusCode);
    }

    [Fact]
    public async Task A_pasted_key_signs_in_and_a_form_of_another_site_does_not()
    {
        await using var hub = await TestHub.StartAsync();
        var form = new Dictionary<string, string> { ["key"] = hub.OwnerKey };

        var right = await hub.Anybody.PostAsync("/signin", new FormUrlEncodedContent(form));
        var wrong = await hub.Anybody.PostAsync(
            "/signin", new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = "guess" }));
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/signin");
        foreign.Content = new FormUrlEncodedContent(form);
        foreign.Headers.Add("Sec-Fetch-Site", "cross-site");

        Assert.Equal(302, (int)right.StatusCode);
        Assert.Equal(403, (int)wrong.StatusCode);
        Assert.Equal(400, (int)(await hub.Anybody.SendAsync(foreign)).StatusCode);
    }

    [Fact]
    public async Task Guessing_keys_at_the_door_is_slowed_down()
    {
        await using var hub = await TestHub.StartAsync();
        var last = 0;
        for (var i = 0; i < 25 && last != 429; i++)
        {
            var form = new Dictionary<string, string> { ["key"] = $"guess{i}" };
            last = (int)(await hub.Anybody.PostAsync("/signin", new FormUrlEncodedContent(form))).StatusCode;
        }

        Assert.Equal(429, last);
    }
}
