using System.Text.Json.Nodes;

namespace Tandem.Platform.Tests.Limits;

public sealed class FreeEntryTests
{
    private const string FromAnAd = """
        {"text":{"body":"I saw your ad"},"referral":{"source_url":"https://fb.me/x","source_id":"1",
         "source_type":"ad","headline":"Chat with us"}}
        """;

    private readonly Stage _stage = new(options => options with { ReadChance = 0 });

    [Fact]
    public void An_answer_to_who_came_from_an_ad_makes_everything_free_for_three_days()
    {
        _stage.CustomerSays(FromAnAd);
        _stage.Run(TimeSpan.FromHours(23));
        var answer = _stage.SendText("Welcome");
        var answeredAt = _stage.Now;
        _stage.Run(TimeSpan.FromHours(71));
        var late = _stage.SendTemplate("spring_sale", Stage.Anna, "Anna");
        _stage.Run(TimeSpan.FromHours(2));
        var after = _stage.SendTemplate("spring_sale", Stage.Anna, "Anna");
        _stage.Run(TimeSpan.FromMinutes(1));

        Assert.Equal((false, "free_entry_point", "referral_conversion"), PriceOf(answer));
        Assert.Equal((false, "free_entry_point", "referral_conversion"), PriceOf(late));
        Assert.Equal((true, "regular", "marketing"), PriceOf(after));
        var conversation = SentOf(answer)["conversation"]!;
        Assert.Equal("referral_conversion", (string?)conversation["origin"]!["type"]);
        Assert.Equal((string?)conversation["id"], (string?)SentOf(late)["conversation"]!["id"]);
        Assert.Equal(
            (answeredAt + TimeSpan.FromHours(72)).ToUnixTimeSeconds().ToString(
                System.Globalization.CultureInfo.InvariantCulture),
            (string?)conversation["expiration_timestamp"]);
        Assert.Null(SentOf(after)["conversation"]);
    }

    [Fact]
    public void The_customer_service_window_runs_beside_it()
    {
        _stage.CustomerSays(FromAnAd);
        _stage.SendText("Welcome");
        _stage.Run(TimeSpan.FromHours(25));

        Assert.Equal(131047, _stage.SendText("Still there?").Code);
        Assert.Equal(200, _stage.SendTemplate("hello_world", Stage.Anna).Status);
    }

    [Fact]
    public void Who_answers_after_a_day_or_from_the_phone_opens_nothing()
    {
        _stage.CustomerSays(FromAnAd);
        _stage.OwnerSays("""{"text":{"body":"Welcome from the phone"}}""");
        _stage.Run(TimeSpan.FromHours(24));
        var sent = _stage.SendTemplate("spring_sale", Stage.Anna, "Anna");
        _stage.Run(TimeSpan.FromMinutes(1));

        Assert.Equal((true, "regular", "marketing"), PriceOf(sent));
    }

    [Fact]
    public void Without_an_ad_answers_and_utility_templates_are_free_inside_the_window_only()
    {
        var before = _stage.SendTemplate("hello_world", Stage.Anna);
        _stage.CustomerSays("""{"text":{"body":"hi"}}""");
        var inside = _stage.SendTemplate("hello_world", Stage.Anna);
        var text = _stage.SendText("Hello");
        var marketing = _stage.SendTemplate("spring_sale", Stage.Anna, "Anna");
        _stage.Run(TimeSpan.FromMinutes(1));

        Assert.Equal((true, "regular", "utility"), PriceOf(before));
        Assert.Equal((false, "free_customer_service", "utility"), PriceOf(inside));
        Assert.Equal((false, "free_customer_service", "service"), PriceOf(text));
        Assert.Equal((true, "regular", "marketing"), PriceOf(marketing));
    }

    private (bool Billable, string? Type, string? Category) PriceOf(Answer send)
    {
        var pricing = SentOf(send)["pricing"]!;
        return ((bool)pricing["billable"]!, (string?)pricing["type"], (string?)pricing["category"]);
    }

    private JsonNode SentOf(Answer send) => _stage.Items("messages", "statuses")
        .Single(item => (string?)item["id"] == send.Wamid && (string?)item["status"] == "sent");
}
