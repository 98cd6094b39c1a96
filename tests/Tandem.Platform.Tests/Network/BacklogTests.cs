using static Tandem.Platform.Tests.Stage;

namespace Tandem.Platform.Tests.Network;

/// <summary>A backlog that closed the Cloud API keeps it closed only while there is such a rule, and a phone.</summary>
public sealed class BacklogTests
{
    private const string Hello = """{"text":{"body":"hello"}}""";

    [Fact]
    public void It_opens_when_the_operator_goes_back_to_the_documented_profile()
    {
        var stage = Closed();
        stage.Act(id => new PlatformInput.SetOptions(id, stage.Mind.Options.With(PlatformProfile.Documented)));

        Assert.Equal(200, stage.SendText("Hello").Status);
    }

    [Fact]
    public void It_opens_when_a_registration_takes_the_number_from_the_app()
    {
        var stage = Closed();
        var pin = """{"messaging_product":"whatsapp","pin":"123456"}""";
        Assert.Equal(200, stage.Graph("POST", $"/{NumberId}/register", pin).Status);
        stage.CustomerSays(Hello);
        stage.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(200, stage.SendText("Hello").Status);
    }

    private static Stage Closed()
    {
        var stage = new Stage(options => options with
        {
            BacklogLimit = 5,
            RegisterOnCoexistence = RegisterCall.TakesNumber,
        });
        stage.Phone(new() { Online = false });
        for (var i = 0; i < 6; i++)
            stage.CustomerSays(Hello);
        stage.Run(TimeSpan.FromMinutes(1));
        Assert.Equal(130429, stage.SendText("Hello").Code);
        return stage;
    }
}
