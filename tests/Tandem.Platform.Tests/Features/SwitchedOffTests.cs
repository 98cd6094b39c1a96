using Tandem.Platform.Tests.Link;

namespace Tandem.Platform.Tests.Features;

/// <summary>What onboarding switches off in 1:1 chats works before it and again after the link.</summary>
public sealed class SwitchedOffTests
{
    [Theory]
    [InlineData("view_once")]
    [InlineData("disappearing")]
    [InlineData("live_location")]
    public void It_works_on_both_sides_until_onboarding_and_again_after_the_link(string kind)
    {
        var stage = new LinkStage();
        AssertUsed(stage, kind, lines: 2);

        stage.Onboard();
        Assert.NotNull(stage.Stage.CustomerSays(Kinds.Body(kind, "")).Refusal);
        Assert.NotNull(stage.Stage.OwnerSays(Kinds.Body(kind, "")).Refusal);

        stage.End("disconnect");
        AssertUsed(stage, kind, lines: 4);
    }

    [Fact]
    public void History_does_not_tell_of_it()
    {
        var stage = new LinkStage();
        stage.CustomerSays("an ordinary text");
        AssertUsed(stage, "view_once", lines: 3);
        stage.Onboard();
        Assert.Equal(200, stage.Ask("history").Status);
        stage.RunMinutes(5);

        var told = stage.Stage.Items("history", "history").SelectMany(chunk => chunk["threads"]!.AsArray())
            .SelectMany(thread => thread!["messages"]!.AsArray());
        Assert.Equal("text", (string?)Assert.Single(told)!["type"]);
    }

    [Theory]
    [InlineData("template")]
    [InlineData("status")]
    [InlineData("contact")]
    public void What_is_no_message_of_the_app_cannot_be_said_in_any_state(string kind)
    {
        var refusal = new LinkStage().Stage.OwnerSays(Kinds.Body(kind, "")).Refusal;

        Assert.Equal("type", refusal!.Field);
    }

    private static void AssertUsed(LinkStage stage, string kind, int lines)
    {
        Assert.Null(stage.Stage.CustomerSays(Kinds.Body(kind, "")).Refusal);
        Assert.Null(stage.Stage.OwnerSays(Kinds.Body(kind, "")).Refusal);
        stage.RunMinutes(1);
        Assert.Equal(lines, stage.Stage.On(Screen.Phone).Count);
        Assert.Equal(lines, stage.Stage.On(Screen.Customer).Count);
        Assert.Empty(stage.Stage.Items("messages", "messages"));
    }
}
