using static Tandem.Platform.Tests.Stage;

namespace Tandem.Platform.Tests.Link;

public sealed class SubscriptionTests
{
    private const string Path = $"/{LinkStage.AppId}/subscriptions";
    private const string AppToken = $"{LinkStage.AppId}|{Secret}";
    private readonly LinkStage _stage = LifeTests.Connected();

    [Fact]
    public void An_app_gets_only_the_fields_it_chose()
    {
        Subscribe("&fields=messages,account_update");
        Assert.Equal(["account_update", "messages"], FieldsOf());

        _stage.CustomerSays("Hi");
        _stage.OwnerSays("Hello");
        _stage.Save(Anna, "Anna");
        _stage.RunMinutes(1);
        Assert.NotEmpty(_stage.Stage.Values("messages"));
        Assert.Empty(_stage.Stage.Values("smb_message_echoes"));
        Assert.Empty(_stage.Stage.Values("smb_app_state_sync"));
        var echo = _stage.Stage.Ledger.Single(line => line.Kind == LedgerKinds.OwnerMessage);
        Assert.Equal("no_endpoint", echo.Evidence.Reason);

        Subscribe("""&fields=["smb_message_echoes"]""");
        Assert.Equal(["smb_message_echoes"], FieldsOf());
        _stage.OwnerSays("Now?");
        _stage.RunMinutes(1);
        Assert.Single(_stage.Stage.Values("smb_message_echoes"));
    }

    [Fact]
    public void Without_fields_they_stay_as_they_are_and_at_first_they_are_all()
    {
        Assert.Contains("history", FieldsOf());
        Subscribe("&fields=history");
        Subscribe("");
        Assert.Equal(["history"], FieldsOf());
    }

    [Fact]
    public void A_field_that_does_not_exist_is_refused()
    {
        var refused = _stage.Stage.Graph("POST", Query("&fields=messages,mesages"), token: AppToken);
        Assert.Equal((400, 100), (refused.Status, refused.Code));
        Assert.Contains("mesages", refused.Text);
        Assert.Contains("history", FieldsOf());
    }

    [Fact]
    public void A_callback_that_does_not_agree_changes_no_field()
    {
        Answer(Send("&fields=history"), _ => "no");
        Assert.Contains("messages", FieldsOf());
    }

    [Fact]
    public void Account_updates_go_to_the_app_whatever_overrides_there_are()
    {
        Answer(
            _stage.Stage.Do(new PlatformInput.GraphRequested(
                1, "POST", $"/{NumberId}", "", [new("Authorization", "Bearer " + Token)],
                """{"webhook_configuration":{"override_callback_uri":"https://own.example/h","verify_token":"v"}}"""u8
                    .ToArray())),
            expected => expected);
        _stage.CustomerSays("Hi");
        _stage.RunMinutes(1);
        _stage.End("disconnect");
        _stage.RunMinutes(1);

        Assert.Equal(["https://own.example/h", Url], _stage.Stage.Posts.Select(post => post.Post.Url));
    }

    private void Subscribe(string more) => Answer(Send(more), expected => expected);

    private List<PlatformOutput> Send(string more) => _stage.Stage.Do(new PlatformInput.GraphRequested(
        1, "POST", Query(more), "", [new("Authorization", "Bearer " + AppToken)], ReadOnlyMemory<byte>.Empty));

    private void Answer(List<PlatformOutput> outputs, Func<string, string> answer)
    {
        var posed = outputs.OfType<PlatformOutput.ChallengePosed>().Single();
        _stage.Stage.Do(new PlatformInput.ChallengeAnswered(posed.ChallengeId, 200, answer(posed.Expected)));
    }

    private static string Query(string more) => Path + "?object=whatsapp_business_account&verify_token=v" + more;

    private List<string> FieldsOf()
    {
        var subscription = _stage.Stage.Graph("GET", Path, token: AppToken).Json["data"]![0]!;
        return [.. subscription["fields"]!.AsArray().Select(field => (string)field!["name"]!)];
    }
}
