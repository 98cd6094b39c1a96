using Tandem.Platform.Network;
using Tandem.Platform.Tests.Features;
using Tandem.Platform.Tests.Limits;

namespace Tandem.Platform.Tests.Sending;

/// <summary>A send that fails, or is held, does not show on the owner's phone and takes no effect.</summary>
public sealed class FailingSendTests
{
    private const string Hello = """{"text":{"body":"hello"}}""";

    [Theory]
    [InlineData("a fault")]
    [InlineData("opted out")]
    [InlineData("too late")]
    public void What_fails_after_its_acceptance_is_on_no_screen(string why)
    {
        var stage = new Stage(options => options with { WindowRefusal = RefusalPlace.Status });
        stage.Unlimit();
        if (why == "a fault")
        {
            stage.CustomerSays(Hello);
            stage.Fault(FaultKinds.SendFails);
        }

        stage.HaveTemplate("sale", "MARKETING");
        stage.Prefers(Stage.Anna, marketing: false);
        var before = stage.On(Screen.Phone).Count;
        var sent = why == "opted out" ? stage.SendTemplate("sale", Stage.Anna, "Anna") : stage.SendText("Hello");
        stage.Run(TimeSpan.FromMinutes(1));

        Assert.NotNull(stage.FailureOf(sent.Wamid));
        Assert.Equal(before, stage.On(Screen.Phone).Count);
        Assert.DoesNotContain(stage.On(Screen.Customer), line => line.Wamid == sent.Wamid);
    }

    [Fact]
    public void A_reaction_that_fails_is_seen_by_nobody()
    {
        var stage = new Stage();
        var said = stage.CustomerSays(Hello).Id!;
        stage.Run(TimeSpan.FromMinutes(1));
        stage.Fault(FaultKinds.SendFails, TimeSpan.FromMinutes(1));
        stage.SendRest(Kinds.Send("reaction", "", said));
        stage.Run(TimeSpan.FromMinutes(2));
        Assert.Empty(Assert.Single(stage.On(Screen.Customer)).Reactions);

        stage.SendRest(Kinds.Send("reaction", "", said));
        stage.Run(TimeSpan.FromMinutes(1));
        Assert.Equal("api", Assert.Single(Assert.Single(stage.On(Screen.Customer)).Reactions).Author);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_pacing_holds_comes_to_the_phone_when_it_is_released_and_never_when_it_is_dropped(bool good)
    {
        var stage = new Stage(options => options with
        {
            PacingAfter = 20,
            Enforcement = false,
            SpamComplaints = 1000,
        });
        stage.Unlimit();
        stage.HaveTemplate("summer", "MARKETING");
        stage.Campaign("summer", Enumerable.Range(0, 30).Select(Acting.Customer));
        Assert.Single(stage.On(Screen.Phone, Acting.Customer(19)));
        Assert.Empty(stage.On(Screen.Phone, Acting.Customer(29)));

        for (var i = 0; i < (good ? 0 : 3); i++)
            stage.Reports(Acting.Customer(i));
        stage.Run(TimeSpan.FromHours(1));
        Assert.Equal(good ? 1 : 0, stage.On(Screen.Phone, Acting.Customer(29)).Count);
    }
}
