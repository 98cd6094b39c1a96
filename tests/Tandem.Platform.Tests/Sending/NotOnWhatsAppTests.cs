using Tandem.Platform.Tests.Limits;

namespace Tandem.Platform.Tests.Sending;

/// <summary>131026: sends to people who are not on WhatsApp.</summary>
public sealed class NotOnWhatsAppTests
{
    private const string Hello = """{"text":{"body":"hello"}}""";

    [Fact]
    public void It_is_told_by_a_status_after_the_send_was_accepted()
    {
        var stage = new Stage();
        stage.CustomerSays(Hello);
        Set(stage, onWhatsapp: false);
        var sent = stage.SendText("Hello");
        Assert.Equal(200, sent.Status);
        stage.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(["failed"], stage.StatusesOf(sent.Wamid));
        Assert.Equal(131026, stage.FailureOf(sent.Wamid));
        Assert.DoesNotContain(stage.On(Screen.Phone), line => line.Wamid == sent.Wamid);
        Assert.False(stage.Mind.Customer(Stage.Anna)!.OnWhatsapp);

        Set(stage, onWhatsapp: true);
        sent = stage.SendText("Hello");
        stage.Run(TimeSpan.FromMinutes(1));
        Assert.Contains("delivered", stage.StatusesOf(sent.Wamid));
    }

    [Fact]
    public void The_answer_may_tell_it_too()
    {
        var stage = new Stage(options => options with { UndeliverableRefusal = RefusalPlace.Answer });
        Set(stage, onWhatsapp: false);

        Assert.Equal((400, 131026), (stage.SendText("x").Status, stage.SendText("x").Code));
    }

    [Fact]
    public void Such_people_cannot_write_and_the_app_cannot_write_to_them()
    {
        var stage = new Stage();
        Set(stage, onWhatsapp: false);

        Assert.Equal("customer", stage.CustomerSays(Hello).Refusal!.Field);
        Assert.Equal("to", stage.OwnerSays(Hello).Refusal!.Field);
    }

    [Fact]
    public void A_BSUID_that_nobody_has_fails_and_makes_nobody()
    {
        var stage = new Stage();
        var sent = stage.Send("""{"messaging_product":"whatsapp","recipient":"US.404","text":{"body":"x"}}""");
        stage.Run(TimeSpan.FromMinutes(1));

        Assert.Equal("US.404", (string?)sent.Json["contacts"]![0]!["user_id"]);
        var status = Assert.Single(stage.Items("messages", "statuses"), item => (string?)item["id"] == sent.Wamid);
        Assert.Equal(("failed", "US.404"), ((string?)status["status"], (string?)status["recipient_user_id"]));
        Assert.Equal(131026, (int)status["errors"]![0]!["code"]!);
        Assert.Empty(stage.Mind.Customers);
        Assert.Empty(stage.Mind.ChatsOf(Stage.NumberId)!);

        stage.CustomerSays(Hello, "US.404"); // somebody has it now
        sent = stage.Send("""{"messaging_product":"whatsapp","recipient":"US.404","text":{"body":"x"}}""");
        stage.Run(TimeSpan.FromMinutes(1));
        Assert.Contains("delivered", stage.StatusesOf(sent.Wamid));
        Assert.Equal(2, stage.On(Screen.Customer, "US.404").Count);
    }

    private static void Set(Stage stage, bool onWhatsapp) => Assert.Null(stage.Act(id =>
        new PlatformInput.DefineCustomer(id, Stage.Anna, new(OnWhatsapp: onWhatsapp))).Refusal);
}
