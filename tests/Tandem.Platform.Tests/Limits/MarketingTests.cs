namespace Tandem.Platform.Tests.Limits;

public sealed class MarketingTests
{
    private readonly Stage _stage = new(options => options with { ReadChance = 1 });

    [Fact]
    public void Who_opted_out_gets_no_marketing_and_the_business_is_told()
    {
        _stage.Prefers(Stage.Anna, marketing: false);
        _stage.Prefers(Stage.Anna, marketing: false);
        var sale = _stage.SendTemplate("spring_sale", Stage.Anna, "Anna");
        Assert.Equal(0, _stage.Standing().ReachedCustomers);
        var order = _stage.SendTemplate("order_update", Stage.Anna, "Anna", "A-1");
        _stage.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(200, sale.Status);
        Assert.Equal(131050, _stage.FailureOf(sale.Wamid));
        Assert.Null(_stage.FailureOf(order.Wamid));
        var told = Assert.Single(_stage.Values("user_preferences"));
        var preference = told["user_preferences"]![0]!;
        Assert.Equal(
            (Stage.Anna, "marketing_messages", "stop", Stage.Start.ToUnixTimeSeconds()),
            ((string?)preference["wa_id"], (string?)preference["category"], (string?)preference["value"],
                (long)preference["timestamp"]!));
        Assert.Equal(Stage.Anna, (string?)told["contacts"]![0]!["wa_id"]);
        Assert.Equal(Stage.NumberId, (string?)told["metadata"]!["phone_number_id"]);
    }

    [Fact]
    public void Who_opts_in_again_gets_marketing_again()
    {
        _stage.Prefers(Stage.Anna, marketing: false);
        _stage.Prefers(Stage.Anna, marketing: true);
        var sale = _stage.SendTemplate("spring_sale", Stage.Anna, "Anna");
        _stage.Run(TimeSpan.FromMinutes(1));

        Assert.Null(_stage.FailureOf(sale.Wamid));
        Assert.Equal(
            ["stop", "resume"],
            _stage.Items("user_preferences", "user_preferences").Select(item => (string?)item["value"]));
    }

    [Fact]
    public void A_customer_gets_two_marketing_messages_a_day_and_the_next_fails_by_its_status()
    {
        List<Answer> sales = [Sale(), Sale(), Sale()];
        var order = _stage.SendTemplate("order_update", Stage.Anna, "Anna", "A-1");
        _stage.Run(TimeSpan.FromMinutes(1));
        Assert.All(sales, sale => Assert.Equal(200, sale.Status));
        Assert.Equal([null, null, 131049], sales.Select(sale => _stage.FailureOf(sale.Wamid)));
        Assert.Null(_stage.FailureOf(order.Wamid));

        _stage.Run(TimeSpan.FromHours(24));
        var next = Sale();
        _stage.Run(TimeSpan.FromMinutes(1));
        Assert.Null(_stage.FailureOf(next.Wamid));
    }

    [Fact]
    public void Who_reads_none_of_them_gets_half_as_many()
    {
        var stage = new Stage(options => options with { ReadChance = 0 });
        stage.SendTemplate("spring_sale", Stage.Anna, "Anna");
        stage.SendTemplate("spring_sale", Stage.Anna, "Anna");
        stage.Run(TimeSpan.FromHours(25));
        List<Answer> sales =
            [stage.SendTemplate("spring_sale", Stage.Anna, "Anna"), stage.SendTemplate("spring_sale", Stage.Anna, "A")];
        stage.Run(TimeSpan.FromMinutes(1));

        Assert.Equal([null, 131049], sales.Select(sale => stage.FailureOf(sale.Wamid)));
    }

    [Theory]
    [InlineData("447911123456")]
    [InlineData("4915112345678")]
    [InlineData("818012345678")]
    [InlineData("821012345678")]
    public void The_limit_does_not_hold_in_europe_japan_and_south_korea(string customer)
    {
        for (var i = 0; i < 5; i++)
            _stage.SendTemplate("spring_sale", customer, "you");
        _stage.Run(TimeSpan.FromMinutes(1));

        Assert.DoesNotContain("failed", _stage.Items("messages", "statuses").Select(item => (string?)item["status"]));
    }

    [Theory]
    [InlineData("16505551234", 131049)]
    [InlineData("14165551234", null)] // Toronto
    [InlineData("18765551234", null)] // Jamaica
    [InlineData("5511987654321", null)]
    public void Numbers_of_the_united_states_get_no_marketing_where_the_switch_says_so(string customer, int? code)
    {
        var stage = new Stage(options => options with { MarketingToUnitedStates = false });
        var sale = stage.SendTemplate("spring_sale", customer, "you");
        stage.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(code, stage.FailureOf(sale.Wamid));
    }

    private Answer Sale() => _stage.SendTemplate("spring_sale", Stage.Anna, "Anna");
}
