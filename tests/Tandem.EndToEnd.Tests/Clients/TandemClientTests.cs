using Tandem.Client;
using Tandem.CloudApi.Sending;

namespace Tandem.EndToEnd.Tests.Clients;

/// <summary>The C# client against a hub and an emulated WhatsApp: quiet while the phone speaks, and not after it.
/// </summary>
public sealed class TandemClientTests
{
    private const string Customer = "16505551234";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bot_in_CSharp_is_told_who_speaks_and_what_they_said_and_goes_on_after_the_hand_back()
    {
        await using var stage = await ClientStage.WithHubAsync();
        await stage.ChangeRulesAsync(new() { ["hand_back_words"] = new System.Text.Json.Nodes.JsonArray("#bot") });
        using var bot = new TandemClient(new Uri(stage.BaseUrl), stage.Token);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        await using var told = bot.Events.ListenAsync(ct: patience.Token).GetAsyncEnumerator(patience.Token);
        var next = told.MoveNextAsync(); // connected before anybody says anything

        await stage.CustomerWritesAsync(Customer, "Is it ready?");
        await next;
        while (told.Current.ConversationId is null)
            await told.MoveNextAsync();
        Assert.Equal(stage.PhoneNumberId, told.Current.PhoneNumberId);
        var conversation = bot.Conversation(told.Current.ConversationId);
        await stage.OwnerWritesAsync(Customer, "It is, says Olga");
        await stage.SpokenForAsync("phone");

        var number = bot.Number(stage.PhoneNumberId);
        var quiet = await number.SendAsync(Outbound.Text(Customer, "Your order is ready."), ct: Ct);
        Assert.True(quiet.Refused is { IsHuman: true, By: "phone", Since: not null, Until: not null });
        Assert.Contains("Olga", quiet.Refused.Said!.Value.ToString(), StringComparison.Ordinal);

        await stage.OwnerWritesAsync(Customer, "#bot");
        await stage.SpokenForAsync(null);
        var sent = await number.SendAsync(
            Outbound.Text(Customer, "Your order is ready."), new SendOptions { IdempotencyKey = "order/7" }, Ct);
        while (!sent.IsSettled)
            sent = await number.FindSendAsync(sent.Id, Ct);

        Assert.StartsWith("wamid.", sent.Wamid, StringComparison.Ordinal);
        await stage.CustomerSeesAsync(Customer, sent.Wamid!, _ => true);
        var messages = new List<TimelineMessage>();
        await foreach (var message in conversation.MessagesAsync(Ct))
            messages.Add(message);
        Assert.Equal(["customer", "app", "app", "api"], messages.Select(message => message.Origin));
    }
}
