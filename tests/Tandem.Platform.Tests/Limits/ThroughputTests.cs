using Tandem.Platform.Link;

namespace Tandem.Platform.Tests.Limits;

public sealed class ThroughputTests
{
    private const string CloudNumber = "99";

    [Fact]
    public void The_bucket_holds_a_second_and_refills_evenly()
    {
        var stage = new Stage();
        for (var i = 0; i < 21; i++)
            stage.CustomerSays("""{"text":{"body":"hi"}}""", Acting.Customer(i));
        stage.Run(TimeSpan.FromSeconds(3));
        for (var i = 0; i < 20; i++)
            Assert.Equal(200, stage.SendText("Hello", Acting.Customer(i)).Status);
        var refused = stage.SendText("Hello", Acting.Customer(20));
        Assert.Equal((400, 130429), (refused.Status, refused.Code));

        stage.Run(TimeSpan.FromMilliseconds(49));
        Assert.Equal(130429, stage.SendText("Hello", Acting.Customer(20)).Code);
        stage.Run(TimeSpan.FromMilliseconds(1));
        Assert.Equal(200, stage.SendText("Hello", Acting.Customer(20)).Status);
        Assert.Equal(130429, stage.SendText("Hello", Acting.Customer(19)).Code);
    }

    [Fact]
    public void A_flood_from_customers_and_the_app_is_never_refused_and_closes_the_api_for_two_seconds_at_most()
    {
        var stage = new Stage();
        for (var i = 0; i < 100; i++)
            Assert.Null(stage.CustomerSays("""{"text":{"body":"hi"}}""", Acting.Customer(i)).Refusal);
        for (var i = 0; i < 100; i++)
            Assert.Null(stage.OwnerSays("""{"text":{"body":"yes"}}""", Acting.Customer(i)).Refusal);

        Assert.Equal(-20, stage.Standing().ThroughputLeft);
        stage.Run(TimeSpan.FromSeconds(1));
        Assert.Equal(130429, stage.SendText("Hello", Acting.Customer(0)).Code);
        stage.Run(TimeSpan.FromMilliseconds(50));
        Assert.Equal(200, stage.SendText("Hello", Acting.Customer(0)).Status);
        stage.Run(TimeSpan.FromSeconds(2));
        Assert.Equal(20, stage.Standing().ThroughputLeft);
    }

    [Fact]
    public void A_number_without_the_app_has_eighty_and_earns_a_thousand_by_reaching_many_customers()
    {
        var stage = WithCloudNumber(upgradeAt: 100);
        stage.Unlimit();
        for (var i = 0; i < 80; i++)
            Assert.Equal(200, SendHello(stage, i).Status);
        Assert.Equal(130429, SendHello(stage, 80).Code);
        stage.Run(TimeSpan.FromSeconds(1));
        Assert.Equal("STANDARD", (string?)LevelOf(stage));
        for (var i = 80; i < 100; i++)
            Assert.Equal(200, SendHello(stage, i).Status);

        var upgrading = SendHello(stage, 100);
        Assert.Equal((500, 131057), (upgrading.Status, upgrading.Code));
        stage.Run(TimeSpan.FromSeconds(61));
        Assert.Equal("HIGH", (string?)LevelOf(stage));
        for (var i = 100; i < 1100; i++)
            Assert.Equal(200, SendHello(stage, i).Status);
        Assert.Equal(130429, SendHello(stage, 1100).Code);
        var told = Assert.Single(stage.Values("phone_number_quality_update"));
        Assert.Equal(
            ("THROUGHPUT_UPGRADE", "15550990099", "TIER_UNLIMITED"),
            ((string?)told["event"], (string?)told["display_phone_number"], (string?)told["current_limit"]));
    }

    [Fact]
    public void A_number_in_use_with_the_app_is_never_upgraded()
    {
        var stage = new Stage(options => options with { UpgradeAtCustomers = 5 });
        stage.Unlimit();
        stage.Campaign("spring_sale", Enumerable.Range(0, 20).Select(Acting.Customer));
        stage.Run(TimeSpan.FromMinutes(5));

        Assert.Empty(stage.Values("phone_number_quality_update"));
        Assert.Equal(20, stage.Standing().MessagesPerSecond);
    }

    [Fact]
    public void The_pair_limit_of_one_customer_leaves_the_others_alone()
    {
        var stage = new Stage(options => options with { MessagesPerSecond = null });
        foreach (var customer in (string[])[Acting.Customer(1), Acting.Customer(2)])
            stage.CustomerSays("""{"text":{"body":"hi"}}""", customer);
        for (var i = 0; i < 45; i++)
            Assert.Equal(200, stage.SendText("Hello", Acting.Customer(1)).Status);

        Assert.Equal(131056, stage.SendText("Hello", Acting.Customer(1)).Code);
        Assert.Equal(200, stage.SendText("Hello", Acting.Customer(2)).Status);
        stage.Run(TimeSpan.FromMinutes(2));
        for (var i = 0; i < 20; i++)
            Assert.Equal(200, stage.SendText("Hello", Acting.Customer(1)).Status);
        Assert.Equal(131056, stage.SendText("Hello", Acting.Customer(1)).Code);
    }

    [Fact]
    public void An_operator_puts_a_number_into_maintenance_for_a_while()
    {
        var stage = new Stage();
        stage.CustomerSays("""{"text":{"body":"hi"}}""");
        stage.Act(new PlatformInput.BeginMaintenance(1, Stage.NumberId, TimeSpan.FromMinutes(1)));

        var refused = stage.SendText("Hello");
        Assert.Equal((500, 131057), (refused.Status, refused.Code));
        Assert.Equal(stage.Now + TimeSpan.FromMinutes(1), stage.Standing().MaintenanceUntil);
        stage.Run(TimeSpan.FromMinutes(1));
        Assert.Equal(200, stage.SendText("Hello").Status);
        Assert.Null(stage.Standing().MaintenanceUntil);
    }

    private static Stage WithCloudNumber(int upgradeAt)
    {
        var stage = new Stage(options => options with { UpgradeAtCustomers = upgradeAt });
        stage.Act(new PlatformInput.CreateAccount(1, new()
        {
            AppId = "634974688087057",
            AppSecret = Stage.Secret,
            WabaId = "77",
            AccessToken = "cloud",
            Numbers = [new(CloudNumber, "+1 555-099-0099", "Cloud Shop", Link: LinkState.CloudOnly)],
        }));
        return stage;
    }

    private static Answer SendHello(Stage stage, int customer) => stage.Graph(
        "POST",
        $"/{CloudNumber}/messages",
        $$$$"""
        {"messaging_product":"whatsapp","to":"{{{{Acting.Customer(customer)}}}}","type":"template",
         "template":{"name":"hello_world","language":{"code":"en_US"}}}
        """,
        token: "cloud");

    private static string? LevelOf(Stage stage) => (string?)stage.Graph(
        "GET", $"/{CloudNumber}?fields=throughput", token: "cloud").Json["throughput"]!["level"];
}
