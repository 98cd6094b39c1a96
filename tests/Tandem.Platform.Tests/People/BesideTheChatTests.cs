namespace Tandem.Platform.Tests.People;

/// <summary>What customers do in groups and by calls, which is no part of the 1:1 chat.</summary>
public sealed class BesideTheChatTests
{
    [Theory]
    [InlineData("group_message")]
    [InlineData("call")]
    public void Groups_and_calls_are_no_lines_open_no_window_and_are_not_greeted(string kind)
    {
        var stage = new Stage();
        stage.Act(id => new PlatformInput.SetAutomation(id, Stage.NumberId, "Welcome!", "We are away."));
        var said = stage.CustomerSays(Features.Kinds.Body(kind, ""));
        stage.Run(TimeSpan.FromMinutes(5));

        Assert.Null(said.Refusal);
        Assert.Empty(stage.On(Screen.Phone));
        Assert.Empty(stage.On(Screen.Customer));
        Assert.Empty(stage.Posts);
        Assert.Equal(131047, stage.SendText("Hello").Code);
        var line = Assert.Single(
            stage.Ledger, line => line.Customer is not null && line.Kind != LedgerKinds.ApiRefused);
        Assert.Equal((LedgerKinds.CustomerMessage, said.Id), (line.Kind, line.Wamid));
        Assert.Equal((kind, "kind_not_mirrored"), (line.Evidence.Type, line.Evidence.Reason));
        Assert.Null(line.Evidence.Field);
    }

    [Fact]
    public void Greeting_and_away_message_answer_lines_and_not_what_changes_them()
    {
        var stage = new Stage();
        var said = stage.CustomerSays(Features.Kinds.Body("text", "")).Id!;
        stage.Run(TimeSpan.FromMinutes(1));
        stage.Act(id => new PlatformInput.SetAutomation(id, Stage.NumberId, "Welcome!", "We are away."));
        foreach (var kind in (string[])["reaction", "edit", "revoke"])
            Assert.Null(stage.CustomerSays(Features.Kinds.Body(kind, said)).Refusal);
        stage.Run(TimeSpan.FromMinutes(5));
        Assert.Empty(stage.Items("smb_message_echoes", "message_echoes"));

        stage.CustomerSays(Features.Kinds.Body("text", ""));
        stage.Run(TimeSpan.FromMinutes(5));
        Assert.Equal(
            "We are away.",
            (string?)Assert.Single(stage.Items("smb_message_echoes", "message_echoes"))["text"]!["body"]);
    }
}
