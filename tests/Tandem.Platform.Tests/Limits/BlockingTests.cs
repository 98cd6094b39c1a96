namespace Tandem.Platform.Tests.Limits;

public sealed class BlockingTests
{
    private readonly Stage _stage = new(options => options with { ReadChance = 0 });

    public BlockingTests() => _stage.CustomerSays("""{"text":{"body":"hi"}}""");

    [Fact]
    public void What_is_sent_to_who_blocked_the_business_stays_on_one_tick_until_the_block_is_lifted()
    {
        _stage.Blocks(Stage.Anna);
        var fromApi = _stage.SendText("Hello");
        var fromPhone = _stage.OwnerSays("""{"text":{"body":"Hello?"}}""").Id;
        _stage.Run(TimeSpan.FromHours(1));
        Assert.Equal(["sent"], _stage.StatusesOf(fromApi.Wamid));
        Assert.Single(_stage.Mind.Chat(Screen.Customer, Stage.NumberId, Stage.Anna)!);

        _stage.Blocks(Stage.Anna, blocked: false);
        _stage.Run(TimeSpan.FromMinutes(1));
        Assert.Equal(["sent", "delivered"], _stage.StatusesOf(fromApi.Wamid));
        Assert.Equal(
            [fromApi.Wamid, fromPhone],
            _stage.Mind.Chat(Screen.Customer, Stage.NumberId, Stage.Anna)!.Skip(1).Select(line => line.Wamid));
    }

    [Fact]
    public void A_block_is_about_one_business_and_an_offline_phone_about_all()
    {
        _stage.Do(new PlatformInput.CreateAccount(1, new()
        {
            AppId = "2",
            AppSecret = "s",
            WabaId = "3",
            AccessToken = "other",
            Numbers = [new("4", "+44 20 7946 0000", "Other Shop")],
        }));
        _stage.Do(new PlatformInput.DefineCustomer(1, Stage.Anna, new(Online: false)));
        _stage.Blocks(Stage.Anna);
        _stage.SendText("Hello");
        _stage.Do(new PlatformInput.OwnerSays(1, "4", Stage.Anna, """{"text":{"body":"x"}}"""u8.ToArray()));
        _stage.Run(TimeSpan.FromMinutes(1));
        _stage.Do(new PlatformInput.DefineCustomer(1, Stage.Anna, new(Online: true)));
        _stage.Run(TimeSpan.FromMinutes(1));

        Assert.Single(_stage.Mind.Chat(Screen.Customer, "4", Stage.Anna)!);
        Assert.Single(_stage.Mind.Chat(Screen.Customer, Stage.NumberId, Stage.Anna)!);
        _stage.Blocks(Stage.Anna, blocked: false);
        _stage.Run(TimeSpan.FromMinutes(1));
        Assert.Equal(2, _stage.Mind.Chat(Screen.Customer, Stage.NumberId, Stage.Anna)!.Count);
    }

    [Fact]
    public void Who_blocked_the_business_writes_to_it_only_after_lifting_the_block()
    {
        _stage.Blocks(Stage.Anna);
        Assert.Equal("customer", _stage.CustomerSays("""{"text":{"body":"and another thing"}}""").Refusal!.Field);
        _stage.Blocks(Stage.Anna, blocked: false);
        Assert.Null(_stage.CustomerSays("""{"text":{"body":"and another thing"}}""").Refusal);
        Assert.Equal(
            ["customer_blocked", "customer_unblocked"],
            _stage.Ledger.Where(line => line.Kind.StartsWith("customer_", StringComparison.Ordinal)
                && line.Kind.EndsWith("blocked", StringComparison.Ordinal)).Select(line => line.Kind));
    }
}
