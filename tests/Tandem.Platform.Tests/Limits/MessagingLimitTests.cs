namespace Tandem.Platform.Tests.Limits;

public sealed class MessagingLimitTests
{
    private readonly Stage _stage = new();
    private int _customers;

    [Fact]
    public void A_portfolio_reaches_250_customers_outside_their_windows_in_a_moving_day()
    {
        Assert.All(Reach(200), answer => Assert.Equal(200, answer.Status));
        _stage.Run(TimeSpan.FromHours(12));
        var answers = Reach(51);
        Assert.All(answers[..50], answer => Assert.Equal(200, answer.Status));
        Assert.Equal((400, 131048), (answers[50].Status, answers[50].Code));
        Assert.Contains("messaging limit", (string?)answers[50].Json["error"]!["error_data"]!["details"]);
        Assert.Equal(("TIER_250", 250), (_stage.Standing().MessagingLimit, _stage.Standing().ReachedCustomers));

        Assert.Equal(200, _stage.SendTemplate("hello_world", Acting.Customer(0)).Status); // reached before
        _stage.CustomerSays("""{"text":{"body":"hi"}}""", Acting.Customer(5000));
        Assert.Equal(200, _stage.SendText("Hello", Acting.Customer(5000)).Status); // inside the window
        _stage.Run(TimeSpan.FromHours(12));
        Assert.All(Reach(150), answer => Assert.Equal(200, answer.Status));
    }

    [Fact]
    public void A_customer_counts_for_a_day_from_the_last_time()
    {
        _stage.SendTemplate("hello_world", Acting.Customer(0));
        _stage.Run(TimeSpan.FromHours(12));
        _stage.SendTemplate("hello_world", Acting.Customer(0));
        _stage.Run(TimeSpan.FromHours(13));
        Assert.Equal(1, _stage.Standing().ReachedCustomers);
        _stage.Run(TimeSpan.FromHours(11));
        Assert.Equal(0, _stage.Standing().ReachedCustomers);
    }

    [Fact]
    public void All_numbers_of_a_portfolio_share_the_limit_and_the_app_has_no_part_in_it()
    {
        _stage.Act(new PlatformInput.CreateAccount(1, new()
        {
            AppId = "634974688087057",
            AppSecret = Stage.Secret,
            WabaId = "77",
            AccessToken = "sister",
            Numbers = [new("99", "+1 555-099-0099", "Sister Shop")],
        }));
        for (var i = 0; i < 50; i++)
            _stage.OwnerSays("""{"text":{"body":"from the phone"}}""", Acting.Customer(9000 + i));
        _stage.Run(TimeSpan.FromMinutes(1));
        Reach(249);
        Assert.Equal(200, SisterSends(8000).Status);
        Assert.Equal(131048, SisterSends(8001).Code);
        Assert.Equal(131048, Reach(1)[0].Code);

        Answer SisterSends(int customer) => _stage.Graph("POST", "/99/messages", $$$$"""
            {"messaging_product":"whatsapp","to":"{{{{Acting.Customer(customer)}}}}","type":"template",
             "template":{"name":"hello_world","language":{"code":"en_US"}}}
            """, token: "sister");
    }

    [Fact]
    public void Verification_lifts_it_to_2000_and_all_accounts_are_told()
    {
        Assert.Equal("not_verified", VerificationOf(_stage));
        _stage.Act(new PlatformInput.VerifyBusiness(1, Stage.WabaId, true));
        _stage.Run(TimeSpan.FromSeconds(1));

        Assert.Equal("verified", VerificationOf(_stage));
        Assert.Equal("TIER_2K", (string?)_stage.NumberField("whatsapp_business_manager_messaging_limit"));
        Assert.Equal("TIER_2K", (string?)_stage.NumberField("messaging_limit_tier"));
        var told = Assert.Single(_stage.Values("business_capability_update"));
        Assert.Equal(
            (2000, 25),
            ((int)told["max_daily_conversations_per_business"]!, (int)told["max_phone_numbers_per_waba"]!));

        static string? VerificationOf(Stage stage) => (string?)stage.Graph(
            "GET", $"/{Stage.WabaId}?fields=business_verification_status").Json["business_verification_status"];
    }

    [Fact]
    public void Who_uses_half_of_it_within_a_week_gets_the_next_one_within_six_hours()
    {
        _stage.Act(new PlatformInput.VerifyBusiness(1, Stage.WabaId, true));
        for (var day = 0; day < 5; day++)
        {
            Reach(199);
            _stage.Run(TimeSpan.FromHours(23));
        }

        Reach(4);
        _stage.Run(TimeSpan.FromHours(7));
        Assert.Equal("TIER_2K", _stage.Standing().MessagingLimit);
        Reach(1);
        _stage.Run(TimeSpan.FromHours(6));

        Assert.Equal(("TIER_10K", 10_000), (_stage.Standing().MessagingLimit, _stage.Standing().LimitCustomers));
        Assert.Equal(
            [2000, 10_000],
            _stage.Values("business_capability_update")
                .Select(value => (int)value["max_daily_conversations_per_business"]!));
    }

    [Fact]
    public void Bad_quality_takes_no_limit_away_but_stops_its_rise()
    {
        _stage.Act(new PlatformInput.VerifyBusiness(1, Stage.WabaId, true));
        Reach(20);
        _stage.Blocks(Acting.Customer(0));
        _stage.Blocks(Acting.Customer(1));
        Assert.Equal("RED", _stage.Standing().Quality);
        _stage.Act(new PlatformInput.Reinstate(1, Stage.WabaId));
        _stage.HaveTemplate("other", "UTILITY");
        var template = "other";
        _stage.Campaign(template, Enumerable.Range(100, 1000).Select(Acting.Customer));
        _stage.Run(TimeSpan.FromHours(7));

        Assert.Equal(("TIER_2K", "GREEN"), (_stage.Standing().MessagingLimit, _stage.Standing().Quality));
        _stage.Campaign(template, [Acting.Customer(5000)]);
        _stage.Run(TimeSpan.FromHours(7));
        Assert.Equal("TIER_10K", _stage.Standing().MessagingLimit);
    }

    [Fact]
    public void Two_thousand_customers_in_a_month_earn_the_first_step_without_verification()
    {
        ReachDaily(days: 7);
        Reach(250);
        Assert.Equal("TIER_250", _stage.Standing().MessagingLimit);
        _stage.Run(TimeSpan.FromHours(6));

        Assert.Equal("TIER_2K", _stage.Standing().MessagingLimit);
        Assert.Empty(_stage.Values("account_alerts"));
    }

    [Fact]
    public void The_review_of_the_first_step_denies_it_to_a_number_of_bad_quality()
    {
        var stage = new Stage(options => options with { Enforcement = false, SpamComplaints = 1000 });
        ReachDaily(days: 7, stage);
        for (var i = 1600; i < 1600 + 145; i++)
            stage.Blocks(Acting.Customer(i));
        Assert.Equal("RED", stage.Standing().Quality);
        Reach(250, stage: stage);
        stage.Run(TimeSpan.FromHours(6));

        Assert.Equal("TIER_250", stage.Standing().MessagingLimit);
        var told = Assert.Single(stage.Values("account_alerts"));
        Assert.Equal("BUSINESS", (string?)told["entity_type"]);
        Assert.Equal(
            "INCREASED_CAPABILITIES_ELIGIBILITY_FAILED", (string?)told["alert_info"]!["alert_type"]);
    }

    [Fact]
    public void Where_and_by_which_code_it_is_refused_is_a_switch()
    {
        var stage = new Stage(options => options with
        {
            MessagingLimitCode = 131049,
            MessagingLimitRefusal = RefusalPlace.Status,
        });
        stage.Campaign("spring_sale", Enumerable.Range(0, 250).Select(Acting.Customer));
        var late = stage.Campaign("spring_sale", [Acting.Customer(250)])[0];

        Assert.Equal(200, late.Status);
        Assert.Equal(131049, stage.FailureOf(late.Wamid));
        Assert.Equal(250, stage.Standing().ReachedCustomers);
    }

    [Fact]
    public void An_operator_sets_it_by_name()
    {
        _stage.Unlimit();
        _stage.Run(TimeSpan.FromSeconds(1));
        var told = Assert.Single(_stage.Values("business_capability_update"));
        Assert.Equal(-1, (int)told["max_daily_conversations_per_business"]!);
        var refused = _stage.Act(new PlatformInput.SetMessagingLimit(1, Stage.WabaId, "TIER_1K")).Refusal!;
        Assert.Equal("messaging_limit", refused.Field);
        Assert.Contains("TIER_2K", refused.Remedy);
    }

    private void ReachDaily(int days, Stage? stage = null)
    {
        for (var day = 0; day < days; day++)
        {
            Assert.All(Reach(250, stage), answer => Assert.Equal(200, answer.Status));
            (stage ?? _stage).Run(TimeSpan.FromHours(24));
        }
    }

    private List<Answer> Reach(int count, Stage? stage = null)
    {
        var customers = Enumerable.Range(_customers, count).Select(Acting.Customer).ToList();
        _customers += count;
        return (stage ?? _stage).Campaign("spring_sale", customers);
    }
}
