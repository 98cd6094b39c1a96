using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Tandem.Platform;
using Tandem.Platform.Network;

namespace Tandem.Emulator.Tests.Library;

/// <summary>The emulator inside a test process.</summary>
public sealed class LibraryTests : IAsyncLifetime
{
    private readonly Hearing _hearing = new();
    private WhatsAppEmulator _whatsApp = null!;

    public async ValueTask InitializeAsync()
    {
        _whatsApp = await WhatsAppEmulator.StartAsync(new()
        {
            Clock = ClockSetup.Virtual with { Grace = TimeSpan.Zero },
        });
        await _whatsApp.ConnectAsync(new("http://bot.test/webhook?id=1"), "verify me", _hearing);
    }

    public ValueTask DisposeAsync() => _whatsApp.DisposeAsync();

    [Fact]
    public async Task Webhooks_go_to_a_handler_of_the_test_without_a_network()
    {
        await _whatsApp.Customer("anna").SayAsync("Hello");
        await _whatsApp.IdleAsync();

        var heard = Assert.Single(_hearing.Bodies);
        Assert.Equal("Hello", (string?)heard["entry"]![0]!["changes"]![0]!["value"]!["messages"]![0]!["text"]!["body"]);
        Assert.Equal("delivered", Assert.Single(await _whatsApp.DeliveriesAsync()).State);
    }

    [Fact]
    public async Task Both_sides_say_all_there_is_to_say()
    {
        var (anna, phone) = (_whatsApp.Customer("anna"), _whatsApp.Phone);
        var asked = await anna.SayAsync("Do you have roses?");
        var answered = await phone.SayAsync("anna", "Wich colour?", answers: asked);
        await phone.EditAsync("anna", answered, "Which colour?");
        await anna.ReactAsync(answered, "🌹");
        await anna.SayAsync("location", new JsonObject { ["latitude"] = 1.5, ["longitude"] = 2.5 });
        var mistake = await anna.SayAsync("Wrong chat");
        await anna.RevokeAsync(mistake);
        await phone.SendAsync(
            "anna", new("image", Encoding.ASCII.GetBytes("roses"), "image/jpeg", Caption: "Red ones"));
        await _whatsApp.IdleAsync();
        await anna.ReadAsync();
        await phone.ReadAsync("anna");

        var chat = await phone.ChatAsync("anna");
        Assert.Equal(
            ["Do you have roses?", "Which colour?", null, null, "Red ones"], chat.Select(line => line.Text));
        Assert.Equal(
            ["text", "text", "location", "text", "image"], chat.Select(line => line.Type));
        Assert.True(chat[1].Edited);
        Assert.Equal(("customer", "🌹"), (chat[1].Reactions[0].Author, chat[1].Reactions[0].Emoji));
        Assert.Equal("revoked", chat[3].Status);
        Assert.Equal("anna", Assert.Single(await phone.ChatsAsync()).Customer);
        Assert.Equal(5, (await anna.ChatAsync()).Count);
    }

    [Fact]
    public async Task A_phone_without_a_connection_holds_what_is_written_on_it()
    {
        var phone = _whatsApp.Phone;
        await phone.OfflineAsync();
        await phone.SayAsync("anna", "On my way");
        await _whatsApp.IdleAsync();
        Assert.Equal((false, 1), ((await phone.ViewAsync()).Online, (await phone.ViewAsync()).Outbox));
        Assert.Empty(_hearing.Bodies);

        await phone.OnlineAsync();
        await _whatsApp.WaitAsync(new() { Kind = LedgerKinds.WebhookDelivered, Customer = "anna" });
        Assert.Single(_hearing.Bodies);

        var companion = await phone.LinkAsync("windows");
        await phone.SayAsync("anna", "From my desk", device: companion);
        var said = await _whatsApp.LedgerAsync(new() { Kind = LedgerKinds.OwnerMessage });
        Assert.Equal("unsupported_companion", said[^1].Evidence.Reason);
        await phone.UnlinkAsync(companion);
        Assert.Empty((await phone.ViewAsync()).Companions);
    }

    [Fact]
    public async Task What_is_impossible_throws_with_field_rule_and_remedy()
    {
        var refused = await Assert.ThrowsAsync<ActRefusedException>(() => _whatsApp.Phone.LinkAsync("toaster"));
        Assert.Equal("kind", refused.Refusal.Field);
        Assert.Contains("To do: try web", refused.Message);
        await Assert.ThrowsAsync<ActRefusedException>(() => _whatsApp.RestoreAsync("never taken"));
        await Assert.ThrowsAsync<ActRefusedException>(() => _whatsApp.FaultAsync("rain"));
        await Assert.ThrowsAsync<ActRefusedException>(() => _whatsApp.PhoneOf("404").ViewAsync());
        await Assert.ThrowsAsync<ActRefusedException>(
            () => _whatsApp.ConnectAsync(new("http://bot.test/webhook"), "another token", _hearing));
    }

    [Fact]
    public async Task What_does_not_come_is_told_with_what_came_instead()
    {
        await _whatsApp.Customer("anna").SayAsync("Hello");
        var late = await Assert.ThrowsAsync<TimeoutException>(
            () => _whatsApp.WaitAsync(new() { Kind = LedgerKinds.ApiMessage }, count: 2, TimeSpan.FromSeconds(5)));
        Assert.Contains("0 of 2 lines", late.Message);
        Assert.Contains("webhook_delivered", late.Message);

        _hearing.Status = HttpStatusCode.ServiceUnavailable;
        await _whatsApp.Customer("anna").SayAsync("Hello?");
        late = await Assert.ThrowsAsync<TimeoutException>(() => _whatsApp.IdleAsync(TimeSpan.FromHours(1)));
        Assert.Contains("1 webhooks are under way", late.Message);
    }

    [Fact]
    public async Task A_fault_lasts_as_long_as_it_is_held()
    {
        await using (var unseen = await _whatsApp.FaultAsync(
            new FaultSetup { Kind = FaultKinds.InboundUnseen, Probability = 1 }))
        {
            await _whatsApp.Customer("anna").SayAsync("Is anybody there?");
            await _whatsApp.IdleAsync();
            Assert.Equal(1, await unseen.StruckAsync());
            Assert.Empty(_hearing.Bodies);
        }

        await _whatsApp.Customer("anna").SayAsync("Hello?");
        await _whatsApp.IdleAsync();
        Assert.Single(_hearing.Bodies);
    }

    [Fact]
    public async Task A_world_goes_back_and_begins_anew()
    {
        await _whatsApp.SwitchAsync(options => options with { ReadChance = 0 });
        await _whatsApp.Customer("anna").SayAsync("Hello");
        await _whatsApp.SnapshotAsync("greeted");
        var before = await _whatsApp.LedgerAsync();
        await _whatsApp.Clock.AdvanceAsync(TimeSpan.FromDays(30));
        var at = _whatsApp.Clock.Now;
        await _whatsApp.RestoreAsync("greeted");

        Assert.Equal(before, await _whatsApp.LedgerAsync());
        Assert.Equal(at - TimeSpan.FromDays(30), _whatsApp.Clock.Now);
        await _whatsApp.ResetAsync(seed: 2);
        Assert.Equal(LedgerKinds.AccountCreated, Assert.Single(await _whatsApp.LedgerAsync()).Kind);
        Assert.Null(await _whatsApp.Customer("anna").ViewAsync());
        await Assert.ThrowsAsync<ArgumentException>(() => _whatsApp.Clock.ChangeAsync(ClockSetup.Scaled(0)));
        await _whatsApp.Clock.ChangeAsync(ClockSetup.Real);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _whatsApp.Clock.AdvanceAsync(TimeSpan.FromDays(1)));
    }

    /// <summary>A bot that only listens.</summary>
    private sealed class Hearing : HttpMessageHandler
    {
        public List<JsonNode> Bodies { get; } = [];

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var query = System.Web.HttpUtility.ParseQueryString(request.RequestUri!.Query);
            if (request.Method == HttpMethod.Get)
                return query["hub.verify_token"] == "verify me"
                    ? new(HttpStatusCode.OK) { Content = new StringContent(query["hub.challenge"]!) }
                    : new(HttpStatusCode.Forbidden);
            Bodies.Add(JsonNode.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken))!);
            return new(Status);
        }
    }
}
