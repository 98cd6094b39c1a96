using System.Text;
using System.Text.Json.Nodes;
using Tandem.Platform.Link;
using static Tandem.Platform.Tests.Stage;

namespace Tandem.Platform.Tests.Link;

public sealed class SignupTests
{
    private readonly LinkStage _stage = new();

    [Fact]
    public void A_number_of_the_app_is_onboarded_with_code_and_confirmation()
    {
        _stage.Done(id => new PlatformInput.LinkCompanion(id, NumberId, "web"));
        Assert.Empty(_stage.Stage.Graph("GET", $"/{WabaId}/phone_numbers").Json["data"]!.AsArray());
        Assert.Equal(33, (int)_stage.Stage.Graph("GET", "/" + NumberId).Json["error"]!["error_subcode"]!);

        var begun = _stage.Begin();
        Assert.Equal(SignupStates.Waiting, begun.State);
        Assert.Matches("^[0-9]{6}$", begun.VerificationCode!);
        Assert.Null(begun.Event);
        var done = _stage.Onboard();

        Assert.Equal(
            """{"data":{"waba_id":"102290129340398"},"type":"WA_EMBEDDED_SIGNUP","event":"FINISH_"""
                + """WHATSAPP_BUSINESS_APP_ONBOARDING","version":3}""",
            Text(done));
        Assert.Equal(LinkState.Connected, _stage.Link.State);
        var number = _stage.Stage.Graph("GET", $"/{WabaId}/phone_numbers").Json["data"]![0]!;
        Assert.Equal(NumberId, (string?)number["id"]);
        var node = _stage.Node("is_on_biz_app,platform_type,status");
        Assert.True((bool)node["is_on_biz_app"]!);
        Assert.Equal(("CLOUD_API", "CONNECTED"), ((string?)node["platform_type"], (string?)node["status"]));
        var unlinked = _stage.Act(id => new PlatformInput.UnlinkCompanion(id, NumberId, "web-1"));
        Assert.True(unlinked.Refusal!.NotFound);
    }

    [Fact]
    public void The_app_hears_of_the_account_before_it_is_subscribed_and_of_chats_only_afterwards()
    {
        var begun = _stage.Begin();
        _stage.Done(id => new PlatformInput.ConfirmSignup(id, NumberId, begun.Id, begun.VerificationCode!, true));
        _stage.CustomerSays("too early");
        _stage.RunMinutes(1);

        Assert.Equal(["PARTNER_ADDED", "PARTNER_APP_INSTALLED"], _stage.AccountEvents.Order());
        var installed = _stage.Items.Single(item => item.AccountUpdate?.Event == "PARTNER_APP_INSTALLED");
        Assert.Equal((WabaId, LinkStage.AppId), (installed.WabaId, installed.AccountUpdate!.WabaInfo!.PartnerAppId));
        Assert.NotEqual(WabaId, installed.EntryId);
        Assert.Empty(_stage.Stage.Values("messages"));
        Assert.Empty(_stage.Stage.Graph("GET", $"/{WabaId}/subscribed_apps").Json["data"]!.AsArray());

        Assert.Equal(200, _stage.Stage.Graph("POST", $"/{WabaId}/subscribed_apps").Status);
        _stage.CustomerSays("now");
        _stage.RunMinutes(1);
        Assert.Single(_stage.Stage.Values("messages"));
        _stage.AssertAllTyped();
    }

    [Fact]
    public void The_code_is_exchanged_once_within_30_seconds_without_a_token()
    {
        var done = _stage.Onboard();
        Assert.Equal(_stage.Stage.Now.AddSeconds(28), done.CodeUntil);
        Assert.Equal((400, 101), Refused(Exchange(done.Code!, client: "1")));
        Assert.Equal((400, 1), Refused(Exchange(done.Code!, secret: "wrong")));
        Assert.Equal((400, 100), Refused(Exchange("AQBnonsense")));

        var token = Exchange(done.Code!);
        Assert.Equal(200, token.Status);
        Assert.Equal(Token, (string?)token.Json["access_token"]);
        Assert.Equal("bearer", (string?)token.Json["token_type"]);
        Assert.Equal(36009, (int)Exchange(done.Code!).Json["error"]!["error_subcode"]!);
    }

    [Fact]
    public void After_30_seconds_the_code_is_worth_nothing()
    {
        var done = _stage.Onboard();
        _stage.Stage.Run(TimeSpan.FromSeconds(28));

        Assert.Equal(36007, (int)Exchange(done.Code!).Json["error"]!["error_subcode"]!);
    }

    [Fact]
    public void An_app_cannot_exchange_the_code_of_another()
    {
        _stage.Done(id => new PlatformInput.CreateAccount(id, new()
        {
            AppId = "2",
            AppSecret = "other secret",
            WabaId = "3",
            AccessToken = "other",
            Numbers = [],
        }));
        var done = _stage.Onboard();

        Assert.Equal((400, 100), Refused(Exchange(done.Code!, client: "2", secret: "other secret")));
    }

    [Fact]
    public void Where_the_last_token_has_ended_the_exchange_gives_another()
    {
        _stage.Done(id => new PlatformInput.ExpireToken(id, WabaId));
        var begun = _stage.Begin();
        _stage.Done(id => new PlatformInput.ConfirmSignup(id, NumberId, begun.Id, begun.VerificationCode!, true));
        Assert.Equal(190, _stage.Stage.Graph("GET", "/" + WabaId).Code);

        var token = (string)Exchange(_stage.Mind.Signup(begun.Id)!.Code!).Json["access_token"]!;
        Assert.NotEqual(Token, token);
        Assert.Equal(200, _stage.Stage.Graph("GET", "/" + WabaId, token: token).Status);
    }

    [Theory]
    [InlineData(LinkState.AppOnly, false)]
    [InlineData(LinkState.Connected, true)]
    public void The_first_number_decides_whether_the_app_begins_subscribed(LinkState first, bool subscribed)
    {
        _stage.Done(id => new PlatformInput.CreateAccount(id, new()
        {
            AppId = "2",
            AppSecret = "s",
            WabaId = "3",
            AccessToken = "t",
            Numbers = [],
        }));
        _stage.Done(id => new PlatformInput.AddNumber(id, "3", new("4", "+44 20 7946 0000", "Two", Link: first)));
        Assert.Equal(subscribed, _stage.Mind.Accounts[1].Subscribed);

        _stage.Done(id => new PlatformInput.AddNumber(id, "3", new("5", "+44 20 7946 0001", "Three")));
        Assert.True(_stage.Mind.Accounts[1].Subscribed);
    }

    [Fact]
    public void A_world_that_only_waits_for_an_unused_phone_or_a_code_is_idle()
    {
        _stage.Begin();
        _stage.Phone(new() { AppOpen = false });
        Assert.True(_stage.Mind.IsIdle(TimeSpan.FromDays(30)));
        _stage.Done(id => new PlatformInput.Reregister(id, NumberId));
        Assert.False(_stage.Mind.IsIdle(TimeSpan.FromDays(30)));
    }

    [Theory]
    [InlineData("2.24.16", "app_version")]
    [InlineData("2.9.99", "app_version")]
    [InlineData("old", "app_version")]
    public void An_old_app_is_refused(string version, string field)
    {
        _stage.Phone(new() { AppVersion = version });
        Assert.Equal(field, Refusal(_stage));
        _stage.Phone(new() { AppVersion = "2.24.17" });
        Assert.Null(_stage.Begin().Refusal);
    }

    [Fact]
    public void A_number_needs_seven_days_of_use()
    {
        var young = new LinkStage(daysInUse: 5);
        Assert.Equal("phone_number_id", Refusal(young));
        young.RunDays(2);
        Assert.Null(young.Begin().Refusal);
    }

    [Theory]
    [InlineData(LinkState.CloudOnly)]
    [InlineData(LinkState.Connected)]
    [InlineData(LinkState.Offboarded)]
    public void A_number_that_the_Cloud_API_has_is_refused(LinkState state) =>
        Assert.Equal("phone_number_id", Refusal(new(state)));

    [Theory]
    [InlineData("downgrade")]
    [InlineData("delete_account")]
    public void Without_the_business_app_there_is_nothing_to_connect(string ending)
    {
        _stage.End(ending);
        Assert.Equal("phone_number_id", Refusal(_stage));
        _stage.Done(id => new PlatformInput.Reregister(id, NumberId));
        _stage.RunMinutes(6);
        Assert.Equal(LinkState.AppOnly, _stage.Link.State);
        Assert.Null(_stage.Begin().Refusal);
    }

    [Theory]
    [InlineData("+27 11 978 5313", "2026-04-14", true)]
    [InlineData("+27 11 978 5313", "2026-04-15", false)]
    [InlineData("+44 20 7946 0000", "2025-10-22", true)]
    [InlineData("+1 555-078-3881", "2025-02-11", false)]
    public void A_country_is_open_from_its_day_on(string display, string day, bool refused)
    {
        var mind = new PlatformMind(new()
        {
            Accounts =
            [
                AccountSetup.LuckyShrub(Token, Secret) with
                {
                    Numbers = [new(NumberId, display, "Shop", Link: LinkState.AppOnly)],
                },
            ],
        });
        mind.Step(
            new PlatformInput.BeginSignup(1, NumberId, WabaId, LinkStage.AppId),
            DateTimeOffset.Parse(day + "T08:00:00Z"));

        Assert.Equal(refused ? "country" : null, mind.Signup("1")!.Refusal?.Field);
    }

    [Fact]
    public void A_refused_signup_closes_the_window_with_an_error_in_either_form()
    {
        _stage.Phone(new() { AppVersion = "2.1.0" });
        var refused = _stage.Begin();
        Assert.Equal(SignupStates.Refused, refused.State);
        Assert.Null(refused.VerificationCode);
        var message = JsonNode.Parse(Text(refused))!;
        Assert.Equal("CANCEL", (string?)message["event"]);
        Assert.Equal(
            ["error_message", "error_id", "session_id", "timestamp"],
            message["data"]!.AsObject().Select(pair => pair.Key));

        var other = new LinkStage(change: options => options with { SignupErrors = SignupErrorForm.Error });
        other.Phone(new() { AppVersion = "2.1.0" });
        Assert.Equal("ERROR", (string?)JsonNode.Parse(Text(other.Begin()))!["event"]);
    }

    [Fact]
    public void Declining_and_waiting_too_long_cancel_the_window()
    {
        const string cancelled = """{"data":{"current_step":"PHONE_NUMBER_VERIFICATION"},"type":"WA_EMBEDDED_"""
            + """SIGNUP","event":"CANCEL","version":3}""";
        var declined = _stage.Begin();
        _stage.Done(id => new PlatformInput.DeclineSignup(id, NumberId, declined.Id));
        Assert.Equal((SignupStates.Cancelled, cancelled), StateAndText(declined.Id));

        var late = _stage.Begin();
        _stage.RunMinutes(10);
        Assert.Equal((SignupStates.Expired, cancelled), StateAndText(late.Id));
        var settled = _stage.Act(
            id => new PlatformInput.ConfirmSignup(id, NumberId, late.Id, late.VerificationCode!, true));
        Assert.Equal("signup", settled.Refusal!.Field);
        Assert.Equal(LinkState.AppOnly, _stage.Link.State);
    }

    [Fact]
    public void Wrong_codes_can_be_mended_four_times()
    {
        var first = _stage.Begin();
        for (var i = 0; i < 4; i++)
            Assert.Equal("code", Confirm(first, "000000").Refusal!.Field);
        Assert.Null(Confirm(first, first.VerificationCode!).Refusal);

        var other = new LinkStage();
        var second = other.Begin();
        for (var i = 0; i < 5; i++)
            other.Act(id => new PlatformInput.ConfirmSignup(id, NumberId, second.Id, "000000", true));
        Assert.Equal(SignupStates.Failed, other.Mind.Signup(second.Id)!.State);
    }

    [Fact]
    public void A_phone_without_a_connection_confirms_nothing()
    {
        var begun = _stage.Begin();
        _stage.Phone(new() { Online = false });
        Assert.Equal("phone", Confirm(begun, begun.VerificationCode!).Refusal!.Field);
        _stage.Phone(new() { Online = true });
        Assert.Null(Confirm(begun, begun.VerificationCode!).Refusal);
    }

    [Fact]
    public void Of_two_open_signups_only_the_first_confirmed_connects()
    {
        var (first, second) = (_stage.Begin(), _stage.Begin());
        Assert.Null(Confirm(second, second.VerificationCode!).Refusal);
        Assert.Equal("phone_number_id", Confirm(first, first.VerificationCode!).Refusal!.Field);
        Assert.Equal(SignupStates.Refused, _stage.Mind.Signup(first.Id)!.State);
    }

    [Theory]
    [InlineData("404", WabaId, LinkStage.AppId, "phone_number_id")]
    [InlineData(NumberId, "404", LinkStage.AppId, "waba_id")]
    [InlineData(NumberId, WabaId, "404", "app_id")]
    public void A_signup_names_what_exists(string number, string waba, string app, string field) =>
        Assert.Equal(
            field, _stage.Act(id => new PlatformInput.BeginSignup(id, number, waba, app)).Refusal!.Field);

    [Fact]
    public void Only_what_customers_write_after_onboarding_opens_the_window()
    {
        _stage.CustomerSays("before");
        _stage.RunMinutes(1);
        _stage.Onboard();
        Assert.Equal(131047, _stage.Stage.SendText("too late").Code);
        _stage.CustomerSays("after");
        Assert.Equal(200, _stage.Stage.SendText("Hello").Status);

        _stage.End("disconnect");
        _stage.RunMinutes(1);
        _stage.Onboard();
        Assert.Equal(131047, _stage.Stage.SendText("another life").Code);
    }

    [Fact]
    public void The_story_is_in_the_ledger()
    {
        var done = _stage.Onboard();
        _stage.RunMinutes(20);
        Assert.Equal(SignupStates.Finished, _stage.Mind.Signup(done.Id)!.State);
        Assert.Equal(
            ["waiting", "finished"],
            _stage.Stage.Ledger.Where(line => line.Kind == LedgerKinds.Signup).Select(line => line.Evidence.Status));
        var moved = _stage.Stage.Ledger.Single(line => line.Kind == LedgerKinds.LinkChanged);
        Assert.Equal(("connected", "signup"), (moved.Evidence.Status, moved.Evidence.Reason));
    }

    private PlatformOutput.ActSettled Confirm(SignupView signup, string code) =>
        _stage.Act(id => new PlatformInput.ConfirmSignup(id, NumberId, signup.Id, code, true));

    private (string State, string Text) StateAndText(string signup) =>
        (_stage.Mind.Signup(signup)!.State, Text(_stage.Mind.Signup(signup)!));

    private Answer Exchange(string code, string client = LinkStage.AppId, string secret = Secret) =>
        _stage.Stage.Graph(
            "GET",
            $"/v25.0/oauth/access_token?client_id={client}&client_secret={Uri.EscapeDataString(secret)}&code={code}",
            token: null);

    private static (int Status, int Code) Refused(Answer answer) => (answer.Status, answer.Code);

    private static string? Refusal(LinkStage stage) => stage.Begin().Refusal?.Field;

    private static string Text(SignupView signup) => Encoding.UTF8.GetString(signup.Event!.Value.Span);
}
