using Tandem.Platform;
using Tandem.Platform.Network;

namespace Tandem.Emulator.Tests.Library;

public sealed class OrderBotTests : IAsyncLifetime
{
    private WhatsAppEmulator _whatsApp = null!;
    private OrderBot _bot = null!;
    private EmulatedCustomer _anna = null!;

    public async ValueTask InitializeAsync()
    {
        _whatsApp = await WhatsAppEmulator.StartAsync();
        var (account, number) = (_whatsApp.Account, _whatsApp.Number);
        _bot = await OrderBot.StartAsync(_whatsApp.Url, account.AccessToken, account.AppSecret, number.PhoneNumberId);
        await _whatsApp.ConnectAsync(_bot.Webhook, verifyToken: "verify me");
        _anna = _whatsApp.Customer("anna");
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _whatsApp.DisposeAsync();
    }

    [Fact]
    public async Task It_answers_a_question()
    {
        await _anna.SayAsync("Where is my order?");
        await _whatsApp.WaitAsync(new() { Kind = LedgerKinds.Status, Status = "delivered" });

        Assert.Equal("It is on its way.", (await _anna.ChatAsync())[^1].Text);
    }

    [Fact]
    public async Task It_answers_once_although_webhooks_come_twice()
    {
        await using var twice = await _whatsApp.FaultAsync(FaultKinds.WebhookDuplicated);
        await _anna.SayAsync("Where is my order?");
        await _whatsApp.WaitAsync(new() { Kind = LedgerKinds.ApiMessage });
        await _whatsApp.IdleAsync(TimeSpan.FromMinutes(10));

        Assert.Single(await _whatsApp.LedgerAsync(new() { Kind = LedgerKinds.ApiMessage }));
    }

    [Fact]
    public async Task It_is_silent_where_the_owner_speaks_on_the_phone()
    {
        await _whatsApp.Phone.SayAsync("anna", "I am looking after it myself.");
        await _whatsApp.IdleAsync();
        await _anna.SayAsync("Thank you!");
        await _whatsApp.IdleAsync();

        Assert.DoesNotContain(await _anna.ChatAsync(), line => line.Author == "api");
    }

    [Fact]
    public async Task A_day_later_it_takes_a_template()
    {
        await _anna.SayAsync("Where is my order?");
        await _whatsApp.WaitAsync(new() { Kind = LedgerKinds.Status, Status = "delivered" });
        await _whatsApp.Clock.AdvanceAsync(TimeSpan.FromHours(25));
        await _bot.TellArrivedAsync((await _anna.ViewAsync())!.WaId!);

        var refused = Assert.Single(await _whatsApp.LedgerAsync(new() { Kind = LedgerKinds.ApiRefused }));
        Assert.Equal(131047, refused.Evidence.Code);
        var sent = await _whatsApp.LedgerAsync(new() { Kind = LedgerKinds.ApiMessage });
        Assert.Equal(["text", "template"], sent.Select(line => line.Evidence.Type));
    }
}
