using System.Text.Json.Nodes;
using Tandem.EndToEnd.Tests.Running;
using Tandem.Engine.Sending;

namespace Tandem.EndToEnd.Tests.Clients;

/// <summary>
/// Bots built with published npm clients, unmodified: quiet after the phone spoke, by a refusal that makes neither of
/// them try again or send a template, and speaking again when the owner types the word on the phone.
/// </summary>
public sealed class QuietBotTests
{
    private const string Customer = "16505551234";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("bot-kapso.mjs")]
    [InlineData("bot-api-js.mjs")]
    public async Task A_bot_is_quiet_while_the_phone_speaks_and_speaks_again_by_a_word_typed_there(string script)
    {
        await using var stage = await ClientStage.WithHubAsync();
        await stage.ChangeRulesAsync(new() { ["hand_back_words"] = new JsonArray("#bot") });
        await using var bot = await NodeBot.StartAsync(script, new Dictionary<string, string>
        {
            ["BASE_URL"] = stage.BaseUrl,
            ["TOKEN"] = stage.Token,
            ["VERIFY_TOKEN"] = "npm-verify",
            ["SECRET"] = "a-secret-of-npm-bots",
        });
        await stage.ForwardToAsync(bot.Url, "npm-verify", "a-secret-of-npm-bots", "messages");

        await stage.NameAsync(Customer, "Tomás 🌱"); // what is signed holds more than ASCII
        await stage.CustomerWritesAsync(Customer, "one");
        await AnsweredAsync(stage, bot, "You said: one");

        await stage.OwnerWritesAsync(Customer, "It is Olga here");
        await stage.SpokenForAsync("phone");
        await stage.CustomerWritesAsync(Customer, "two");
        await DiaryAsync(bot, lines: 2);
        await stage.CustomerWritesAsync(Customer, "three");
        var quiet = await DiaryAsync(bot, lines: 3);
        Assert.All(quiet[1..], line =>
            Assert.Equal((400, 100, DropIn.HeldSubcode), (line.Status, line.Code, line.Subcode)));

        await stage.OwnerWritesAsync(Customer, "#bot");
        await stage.SpokenForAsync(null);
        await stage.CustomerWritesAsync(Customer, "four");
        await AnsweredAsync(stage, bot, "You said: four");

        // One call for each message and no more: nothing was tried again, and no template took its place.
        var all = await bot.DiaryAsync();
        Assert.Equal([200, 400, 400, 200], all.Select(line => line.Status));
        Assert.All(all, line => Assert.Equal("text", line.Type));
        Assert.DoesNotContain(
            await stage.BusinessSaidAsync(Customer), said => said is "You said: two" or "You said: three");
    }

    private static async Task AnsweredAsync(ClientStage stage, NodeBot bot, string words)
    {
        try
        {
            await Until.FoundAsync(
                async () => (await stage.BusinessSaidAsync(Customer)).FirstOrDefault(said => said == words),
                Patience,
                $"the customer never reads '{words}'");
        }
        catch (TimeoutException late)
        {
            Assert.Fail($"{late.Message} The bot: {string.Join(", ", await bot.DiaryAsync())}; {bot.Complaints}");
        }
    }

    private static Task<List<DiaryLine>> DiaryAsync(NodeBot bot, int lines) => Until.FoundAsync(
        async () => await bot.DiaryAsync() is var diary && diary.Count >= lines ? diary.ToList() : null,
        Patience,
        $"the bot never made {lines} calls");
}
