using System.Text.Json.Nodes;
using Tandem.Platform.Link;
using Tandem.Platform.Network;
using Tandem.Platform.Tests.Features;
using Tandem.Platform.Tests.Link;

namespace Tandem.Platform.Tests.People;

/// <summary>Numbers without an app: what Meta promises of coexistence numbers alone does not happen to them.</summary>
public sealed class CloudOnlyTests
{
    [Fact]
    public void Edits_come_as_unsupported_and_revokes_not_at_all()
    {
        var stage = CloudOnly();
        var said = stage.CustomerSays(Kinds.Body("text", "")).Id!;
        var edited = stage.CustomerSays(Kinds.Body("edit", said)).Id!;
        stage.CustomerSays(Kinds.Body("revoke", said));
        stage.Run(TimeSpan.FromMinutes(1));

        var items = stage.Items("messages", "messages");
        Assert.Equal([said, edited], items.Select(item => (string?)item["id"]));
        Assert.Equal((131051, "edit"), (Code(items[1]), (string?)items[1]["unsupported"]!["type"]));
        Assert.Null(items[1]["edit"]);
        Assert.Equal("revoked", Assert.Single(stage.On(Screen.Customer)).Status);
    }

    [Fact]
    public void Neither_first_messages_nor_unsupported_companions_come_without_content_but_a_fault_may()
    {
        var stage = CloudOnly(options => options with
        {
            FirstMessageUnavailable = 1,
            CustomersOnUnsupportedCompanions = Unseen.Nothing,
        });
        stage.Act(id => new PlatformInput.DefineCustomer(id, Stage.Anna, new(Companion: "windows")));
        stage.CustomerSays(Kinds.Body("text", ""));
        stage.CustomerSays(Kinds.Body("text", ""));
        stage.Run(TimeSpan.FromMinutes(1));
        stage.Fault(FaultKinds.InboundUnavailable);
        stage.CustomerSays(Kinds.Body("text", ""));
        stage.Run(TimeSpan.FromMinutes(1));

        var items = stage.Items("messages", "messages");
        Assert.Equal(["text", "text", "unsupported"], items.Select(item => (string?)item["type"]));
        Assert.Equal(131060, Code(items[2]));
    }

    [Fact]
    public void A_call_opens_the_window_and_is_no_line()
    {
        var stage = CloudOnly();
        stage.CustomerSays(Kinds.Body("call", ""));

        Assert.Equal(200, stage.SendText("You called").Status);
        Assert.Empty(stage.On(Screen.Customer));
    }

    [Theory]
    [InlineData("view_once")]
    [InlineData("disappearing")]
    [InlineData("live_location")]
    public void What_onboarding_switches_off_comes_as_unsupported(string kind)
    {
        var stage = CloudOnly();
        Assert.Null(stage.CustomerSays(Kinds.Body(kind, "")).Refusal);
        stage.Run(TimeSpan.FromMinutes(1));

        var item = Assert.Single(stage.Items("messages", "messages"));
        Assert.Equal(("unsupported", 131051), ((string?)item["type"], Code(item)));
        Assert.Null(item["unsupported"]);
    }

    private static int Code(JsonNode item) => (int)item["errors"]![0]!["code"]!;

    private static Stage CloudOnly(Func<PlatformOptions, PlatformOptions>? change = null) =>
        new LinkStage(LinkState.CloudOnly, change).Stage;
}
