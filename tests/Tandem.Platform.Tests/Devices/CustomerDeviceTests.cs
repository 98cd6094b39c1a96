namespace Tandem.Platform.Tests.Devices;

/// <summary>Customers whose device is away, or is no phone.</summary>
public sealed class CustomerDeviceTests
{
    private const string Hello = """{"text":{"body":"hello"}}""";

    [Fact]
    public void What_is_sent_to_a_customer_without_connection_stays_sent_until_the_device_is_back()
    {
        var stage = new Stage();
        stage.CustomerSays(Hello);
        Set(stage, new(Online: false));
        var sent = stage.SendText("Are you there?");
        stage.Run(TimeSpan.FromDays(2));
        Assert.Equal(["sent"], stage.StatusesOf(sent.Wamid));

        Set(stage, new(Online: true));
        stage.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(["sent", "delivered", "read"], stage.StatusesOf(sent.Wamid));
    }

    [Fact]
    public void What_a_customer_writes_without_connection_leaves_when_the_device_is_back()
    {
        var stage = new Stage();
        stage.CustomerSays(Hello);
        Set(stage, new(Online: false));
        var waiting = stage.CustomerSays(Hello).Id!;
        stage.Run(TimeSpan.FromHours(1));
        Assert.Equal("pending", stage.On(Screen.Customer)[^1].Status);
        Assert.DoesNotContain(stage.On(Screen.Phone), line => line.Wamid == waiting);

        Set(stage, new(Online: true));
        stage.Run(TimeSpan.FromMinutes(1));

        Assert.Contains(stage.Items("messages", "messages"), item => (string?)item["id"] == waiting);
        Assert.Contains(stage.On(Screen.Phone), line => line.Wamid == waiting);
        Assert.Equal("delivered", stage.On(Screen.Customer)[^1].Status);
    }

    [Fact]
    public void What_waited_thirty_days_for_its_customer_is_gone()
    {
        var stage = new Stage();
        stage.CustomerSays(Hello);
        Set(stage, new(Online: false));
        var sent = stage.SendText("Are you there?");
        stage.Run(TimeSpan.FromDays(31));

        Set(stage, new(Online: true));
        stage.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(["sent"], stage.StatusesOf(sent.Wamid));
        Assert.DoesNotContain(stage.On(Screen.Customer), line => line.Wamid == sent.Wamid);
    }

    [Theory]
    [InlineData(Unseen.Unavailable, 1)]
    [InlineData(Unseen.Nothing, 0)]
    public void A_customer_on_an_unsupported_companion_reaches_the_phone_and_hardly_the_webhooks(
        Unseen unseen, int webhooks)
    {
        var stage = new Stage(options => options with { CustomersOnUnsupportedCompanions = unseen });
        Set(stage, new(Companion: "windows"));
        var said = stage.CustomerSays(Hello).Id!;
        stage.Run(TimeSpan.FromMinutes(1));

        Assert.Contains(stage.On(Screen.Phone), line => line.Wamid == said);
        var items = stage.Items("messages", "messages");
        Assert.Equal(webhooks, items.Count);
        Assert.All(items, item =>
        {
            Assert.Equal("unsupported", (string?)item["type"]);
            Assert.Equal(131060, (int)item["errors"]![0]!["code"]!);
            Assert.Null(item["text"]);
        });
    }

    [Fact]
    public void An_unsupported_companion_shows_a_placeholder_for_what_the_business_says()
    {
        var stage = new Stage();
        stage.CustomerSays(Hello);
        Set(stage, new(Companion: "windows"));
        var sent = stage.SendText("Hello Anna");
        stage.Run(TimeSpan.FromMinutes(1));

        var line = stage.On(Screen.Customer).Single(line => line.Wamid == sent.Wamid);
        Assert.DoesNotContain("Hello Anna", System.Text.Encoding.UTF8.GetString(line.Content.Span));

        Set(stage, new(Companion: ""));
        line = stage.On(Screen.Customer).Single(line => line.Wamid == sent.Wamid);
        Assert.Contains("Hello Anna", System.Text.Encoding.UTF8.GetString(line.Content.Span));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_first_message_may_come_without_content_and_its_content_may_follow(bool resolves)
    {
        var stage = new Stage(options => options with { FirstMessageUnavailable = 1, UnavailableResolves = resolves });
        var said = stage.CustomerSays(Hello).Id!;
        stage.Run(TimeSpan.FromMinutes(1));
        stage.CustomerSays(Hello);
        stage.Run(TimeSpan.FromMinutes(1));

        var ofFirst = stage.Items("messages", "messages").Where(item => (string?)item["id"] == said).ToList();
        Assert.Equal(131060, (int)ofFirst[0]["errors"]![0]!["code"]!);
        Assert.Equal(resolves ? 2 : 1, ofFirst.Count);
        Assert.Equal(resolves ? "hello" : null, (string?)ofFirst[^1]["text"]?["body"]);
        Assert.Contains(stage.Items("messages", "messages"), item => (string?)item["id"] != said
            && (string?)item["text"]?["body"] == "hello");
    }

    private static void Set(Stage stage, CustomerSetup setup) =>
        Assert.Null(stage.Act(id => new PlatformInput.DefineCustomer(id, Stage.Anna, setup)).Refusal);
}
