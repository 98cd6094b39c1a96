namespace Tandem.Platform.Tests.Sending;

/// <summary>Receipts: read, and of voice messages played, while the customer has a connection.</summary>
public sealed class ReceiptTests
{
    private const string Hello = """{"text":{"body":"hello"}}""";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_read_without_a_connection_is_told_when_there_is_one(bool byItself)
    {
        var stage = new Stage(options => options with
        {
            ReadChance = byItself ? 1 : 0,
            ReadAfter = Latency.Seconds(60, 60),
        });
        stage.CustomerSays(Hello);
        var sent = stage.SendText("Hello").Wamid;
        stage.Run(TimeSpan.FromSeconds(30));
        Set(stage, new(Online: false));
        if (!byItself)
            stage.Act(id => new PlatformInput.CustomerReads(id, Stage.Anna, Stage.NumberId));
        stage.Run(TimeSpan.FromHours(1));
        Assert.Equal(["sent", "delivered"], stage.StatusesOf(sent));

        Set(stage, new(Online: true));
        stage.Run(TimeSpan.FromMinutes(1));
        Assert.Equal(["sent", "delivered", "read"], stage.StatusesOf(sent));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void A_voice_message_is_played_after_it_was_read_and_other_audio_is_not(string voice, bool played)
    {
        var stage = new Stage(options => options with { ReadChance = 1 });
        stage.CustomerSays(Hello);
        var sent = stage.SendRest(
            $$$"""{"type":"audio","audio":{"link":"https://shop.example/a.ogg","voice":{{{voice}}}}}""");
        stage.Run(TimeSpan.FromMinutes(2));

        Assert.Equal(
            played ? ["sent", "delivered", "read", "played"] : ["sent", "delivered", "read"],
            stage.StatusesOf(sent.Wamid));
        Assert.Equal(played ? "played" : "read", stage.On(Screen.Customer)[^1].Status);
    }

    private static void Set(Stage stage, CustomerSetup setup) =>
        Assert.Null(stage.Act(id => new PlatformInput.DefineCustomer(id, Stage.Anna, setup)).Refusal);
}
