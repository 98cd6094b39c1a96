using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Tandem.Hub.Tests.Support;
using static Tandem.Hub.Tests.Support.PrivateLife;

namespace Tandem.Hub.Tests;

/// <summary>The owner's own life is on the same phone: nobody else meets a word of it, and no file but one.</summary>
public sealed class PrivateTests
{
    private const string Number = $"/v1/numbers/{TestHub.NumberId}";

    [Fact]
    public async Task Of_somebody_marked_before_the_import_a_word_is_nowhere_but_in_the_journal()
    {
        await using var hub = await TestHub.StartAsync();
        await using var hook = await FakeGraph.StartAsync();
        await RegisterHookAsync(hub, hook);
        using var agent = hub.Client(await hub.KeyAsync("agent", ["read", "send", "manage"]));
        using var bot = hub.Client(await hub.KeyAsync("bot", ["read", "send"]));
        var heard = new MemoryStream();
        using var stream = await agent.GetAsync("/v1/events", HttpCompletionOption.ResponseHeadersRead);
        var listening = (await stream.Content.ReadAsStreamAsync()).CopyToAsync(heard);
        await MarkAsync(hub.Owner, "+1 650 555-0177", isPrivate: true);

        await LiveAsync(hub);
        await hub.PostAsync(Sample.Message("wamid.LAST", "of a customer"));
        await hub.UntilAsync($"{Number}/ledger", it => it.GetProperty("pending").GetInt32() == 0);
        await ForwardedAsync(hook, "wamid.LAST");

        foreach (var client in new[] { agent, bot })
        {
            var list = await (await client.GetAsync($"{Number}/conversations")).JsonAsync(200);
            var row = list.GetProperty("data").EnumerateArray().Single(it => it.GetProperty("private").GetBoolean());
            var id = row.GetProperty("id").GetString();
            Assert.Equal(JsonValueKind.Null, row.GetProperty("last_message_at").ValueKind);
            Assert.Equal(JsonValueKind.Null, row.GetProperty("contact").GetProperty("wa_id").ValueKind);
            var shown = new List<string> { list.GetRawText() };
            foreach (var path in new[]
            {
                $"/v1/conversations/{id}", $"/v1/conversations/{id}/messages", "/v1/messages/wamid.L1",
                "/v1/messages/wamid.H1/life", "/v1/messages/wamid.E1/life", "/v1/messages/wamid.C1/life",
                $"/v1/received?owner={TestHub.NumberId}&limit=100", $"{Number}/gaps", $"{Number}/gaps?state=closed",
                $"{Number}/queue", $"{Number}/private",
            })
                shown.Add(await client.GetStringAsyncOfAny(path));

            var received = JsonElement.Parse(shown[7]).GetProperty("data").EnumerateArray().ToList();
            Assert.Equal(Events.Count, received.Count(it =>
                it.TryGetProperty("body_not_shown", out var why) && why.GetString() == "private"));
            Assert.Single(received, it => it.GetProperty("body_base64").ValueKind == JsonValueKind.String);
            AssertNoCanary(string.Join('\n', shown.Where(it => !it.Contains("body_base64"))));
            AssertNoCanary(Encoding.UTF8.GetString(
                Convert.FromBase64String(received.First(it => it.GetProperty("body_base64").ValueKind
                    == JsonValueKind.String).GetProperty("body_base64").GetString()!)));
            Assert.DoesNotContain(Person, string.Join('\n', shown.Take(4)));
        }

        AssertNoCanary(string.Join('\n', hook.Calls.Select(call => call.Text)));
        AssertNoCanary(Encoding.UTF8.GetString(heard.ToArray()));
        Assert.DoesNotContain("wamid.L1", Encoding.UTF8.GetString(heard.ToArray()));
        AssertNoCanary(string.Join('\n', hub.Log.Lines.Where(line => !line.Contains("FakeGraph"))));
        AssertNoCanary(Encoding.UTF8.GetString(await BytesAsync(hub, "book.db*")));
        Assert.Contains(Canary, Encoding.UTF8.GetString(await BytesAsync(hub, "journal.db*")));
        Assert.Contains(Canary, (await hub.GetAsync("/v1/messages/wamid.L1/life")).GetRawText());
        Assert.Equal(Events.Count + 1, (await hub.GetAsync($"/v1/received?owner={TestHub.NumberId}&limit=100"))
            .GetProperty("data").EnumerateArray().Count(it => it.GetProperty("body_base64").GetString() is not null));
        Assert.False(listening.IsFaulted);
    }

    [Fact]
    public async Task A_mark_afterwards_takes_the_words_out_of_what_anybody_is_shown_and_opening_brings_none_back()
    {
        await using var hub = await TestHub.StartAsync();
        using var agent = hub.Client(await hub.KeyAsync("agent", ["read", "send", "manage"]));
        await LiveAsync(hub);
        var list = await hub.GetAsync($"{Number}/conversations");
        var id = list.GetProperty("data")[0].GetProperty("id").GetString();
        Assert.Contains(Canary, (await hub.GetAsync($"/v1/conversations/{id}/messages")).GetRawText());

        var marked = await (await agent.PostAsJsonAsync(
            $"/v1/conversations/{id}/private", new Dictionary<string, bool> { ["private"] = true })).JsonAsync(200);
        var hidden = await (await agent.GetAsync($"/v1/conversations/{id}/messages")).JsonAsync(200);
        var owners = await hub.GetAsync($"/v1/conversations/{id}/messages");
        await MarkAsync(agent, $"+{Person}", isPrivate: false);
        var opened = await (await agent.GetAsync($"/v1/conversations/{id}/messages")).JsonAsync(200);

        Assert.True(marked.GetProperty("conversation").GetProperty("private").GetBoolean());
        Assert.Empty(hidden.GetProperty("data").EnumerateArray());
        AssertNoCanary(owners.GetRawText());
        Assert.All(owners.GetProperty("data").EnumerateArray(), it =>
            Assert.Equal("private", it.GetProperty("type").GetString()));
        Assert.Equal(owners.GetProperty("data").GetArrayLength(), opened.GetProperty("data").GetArrayLength());
        AssertNoCanary(opened.GetRawText());
        AssertNoCanary((await hub.GetAsync($"{Number}/conversations")).GetRawText());
    }

    [Fact]
    public async Task Who_searches_for_a_private_contact_finds_nobody_and_the_owner_finds_it_without_its_words()
    {
        await using var hub = await TestHub.StartAsync();
        using var agent = hub.Client(await hub.KeyAsync("agent", ["read", "send", "manage"]));
        using var bot = hub.Client(await hub.KeyAsync("bot", ["read", "send"]));
        await LiveAsync(hub);
        foreach (var contact in new[] { Person, $"@{Canary}" })
            Assert.Contains(Canary, (await SearchAsync(bot, contact)).GetRawText());

        await MarkAsync(agent, $"+{Person}", isPrivate: true);

        foreach (var client in new[] { agent, bot })
        {
            foreach (var contact in new[] { Person, "+1 (650) 555-0177", $"@{Canary}" })
            {
                var found = await SearchAsync(client, contact);
                Assert.Empty(found.GetProperty("data").EnumerateArray());
                AssertNoCanary(found.GetRawText());
                Assert.DoesNotContain(Person, found.GetRawText());
            }
        }

        var owners = await SearchAsync(hub.Owner, Person);
        Assert.True(Assert.Single(owners.GetProperty("data").EnumerateArray()).GetProperty("private").GetBoolean());
        AssertNoCanary(owners.GetRawText());
        AssertNoCanary((await SearchAsync(hub.Owner, $"@{Canary}")).GetRawText());
    }

    [Fact]
    public async Task Who_comes_back_to_the_stream_is_not_told_of_a_contact_who_is_private_by_now()
    {
        await using var hub = await TestHub.StartAsync();
        using var bot = hub.Client(await hub.KeyAsync("bot", ["read"]));
        await hub.PostAsync(Events[0]); // an entry of the address book: of somebody who never wrote
        await hub.UntilAsync($"{Number}/ledger", it => it.GetProperty("applied").GetInt32() == 1);
        await MarkAsync(hub.Owner, $"+{Person}", isPrivate: true);
        await hub.PostAsync(Sample.Message("wamid.LAST", "of a customer"));

        using var ask = new HttpRequestMessage(HttpMethod.Get, "/v1/events");
        ask.Headers.Add("Last-Event-ID", "0");
        using var stream = await bot.SendAsync(ask, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync());
        var heard = new StringBuilder();
        while (!heard.ToString().Contains("wamid.LAST", StringComparison.Ordinal))
            heard.AppendLine(await reader.ReadLineAsync(TestContext.Current.CancellationToken));

        AssertNoCanary(heard.ToString());
        Assert.DoesNotContain(Person, heard.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_learns_when_something_was_said_there()
    {
        await using var hub = await TestHub.StartAsync();
        using var bot = hub.Client(await hub.KeyAsync("bot", ["read", "send"]));
        await MarkAsync(hub.Owner, $"+{Person}", isPrivate: true);
        var sent = await (await SendAsync(hub.Owner, $"{Number}/messages")).JsonAsync(202);
        var outbox = $"{Number}/outbox/{sent.GetProperty("id").GetString()}";
        await hub.UntilAsync(outbox, it => it.GetProperty("state").GetString() == "accepted");

        var list = await (await bot.GetAsync($"{Number}/conversations?limit=1")).JsonAsync(200);

        Assert.Equal(404, (int)(await bot.GetAsync(outbox)).StatusCode);
        var cursor = list.GetProperty("paging").GetProperty("cursors").GetProperty("after").GetString()!;
        var place = Encoding.UTF8.GetString(Convert.FromBase64String(
            cursor.Replace('-', '+').Replace('_', '/').PadRight((cursor.Length + 3) / 4 * 4, '=')));
        Assert.StartsWith("0:", place, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_people_decide_only_the_owner_speaks_and_each_mistake_says_what_to_write_instead()
    {
        await using var hub = await TestHub.StartAsync();
        using var bot = hub.Client(await hub.KeyAsync("bot", ["read", "send", "manage"]));
        using var agent = hub.Client(await hub.KeyAsync("agent", ["read", "send", "manage"]));
        await MarkAsync(agent, $"+{Person}", isPrivate: true);
        await MarkAsync(agent, "US.13491208655302741918", isPrivate: true);

        var byBot = await bot.PutAsJsonAsync($"{Number}/private", Body([$"+{Person}"], false));
        var mistaken = await agent.PutAsJsonAsync($"{Number}/private", Body([$"+{Person}", "0172 nobody"], true));
        var refused = await SendAsync(bot, $"/v25.0/{TestHub.NumberId}/messages");
        var human = await SendAsync(agent, $"{Number}/messages");
        var owners = await SendAsync(hub.Owner, $"{Number}/messages");
        var marks = await (await agent.GetAsync($"{Number}/private")).JsonAsync(200);
        var known = await hub.GetAsync($"{Number}/private");

        Assert.Equal(403, (int)byBot.StatusCode);
        Assert.Contains("contacts[1]", (await mistaken.JsonAsync(400)).GetProperty("detail").GetString());
        Assert.Contains("private", (await refused.JsonAsync(400)).GetRawText());
        Assert.EndsWith(":private", (await human.JsonAsync(409)).GetProperty("type").GetString());
        Assert.Equal(202, (int)owners.StatusCode);
        Assert.All(marks.GetProperty("data").EnumerateArray(), it =>
            Assert.Equal(JsonValueKind.Null, it.GetProperty("contact").ValueKind));
        Assert.Equal([$"+{Person}", "US.13491208655302741918"], known.GetProperty("data").EnumerateArray()
            .Select(it => it.GetProperty("contact").GetString()).Order(StringComparer.Ordinal));
    }

    private static Dictionary<string, object> Body(string[] contacts, bool isPrivate) =>
        new() { ["contacts"] = contacts, ["private"] = isPrivate };

    private static async Task MarkAsync(HttpClient client, string contact, bool isPrivate) =>
        await (await client.PutAsJsonAsync($"{Number}/private", Body([contact], isPrivate))).JsonAsync(200);

    private static async Task<JsonElement> SearchAsync(HttpClient client, string contact) => await (await client
        .GetAsync($"{Number}/conversations?contact={Uri.EscapeDataString(contact)}")).JsonAsync(200);

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string path) => client.PostAsJsonAsync(
        path, new { messaging_product = "whatsapp", to = Person, type = "text", text = new { body = Canary } });

    private static async Task LiveAsync(TestHub hub)
    {
        foreach (var webhook in Events)
            Assert.Equal(200, await hub.PostAsync(webhook));
        await hub.UntilAsync($"{Number}/ledger", it => it.GetProperty("pending").GetInt32() == 0
            && it.GetProperty("set_aside").GetInt32() == SetAside);
    }

    private static async Task RegisterHookAsync(TestHub hub, FakeGraph hook) =>
        await (await hub.Owner.PostAsJsonAsync("/v1/endpoints", new
        {
            url = hook.Url + "/hook",
            verify_token = "verify",
            secret = "a-secret-of-16-or-more",
            format = "meta",
            fields = new[] { "messages", "history", "smb_message_echoes", "smb_app_state_sync" },
        })).JsonAsync(201);

    private static async Task ForwardedAsync(FakeGraph hook, string wamid)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!hook.Calls.Any(call => call.Text.Contains(wamid)))
        {
            Assert.False(patience.IsCancellationRequested, $"{wamid} was never forwarded");
            await Task.Yield();
        }
    }

    private static void AssertNoCanary(string text)
    {
        Assert.DoesNotContain(Canary, text);
        Assert.DoesNotContain(Emoji, text);
        Assert.DoesNotContain("\\ud83e\\udda9", text, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<byte[]> BytesAsync(TestHub hub, string files)
    {
        using var all = new MemoryStream();
        foreach (var file in Directory.GetFiles(hub.Folder, files, SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await stream.CopyToAsync(all);
        }

        Assert.NotEqual(0, all.Length);
        return all.ToArray();
    }
}

/// <summary>What is answered, whatever the status.</summary>
internal static class AnyAnswer
{
    public static async Task<string> GetStringAsyncOfAny(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return await answer.Content.ReadAsStringAsync();
    }
}
