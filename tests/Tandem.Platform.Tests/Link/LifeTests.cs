using Tandem.CloudApi.Webhooks;
using Tandem.Platform.Link;
using static Tandem.Platform.Tests.Stage;

namespace Tandem.Platform.Tests.Link;

public sealed class LifeTests
{
    [Theory]
    [InlineData("disconnect", null, null)]
    [InlineData("downgrade", "BUSINESS_DOWNGRADE", "USER")]
    [InlineData("delete_account", "ACCOUNT_DISCONNECTED", "USER")]
    [InlineData("enforcement", "ACCOUNT_DISCONNECTED", "SYSTEM")]
    public void Each_ending_tells_its_reason_in_both_forms(string ending, string? reason, string? by)
    {
        foreach (var form in new[] { AccountUpdateForm.Number, AccountUpdateForm.Account })
        {
            var stage = Connected(options => options with { AccountUpdates = form });
            stage.End(ending);
            stage.RunMinutes(1);

            AssertRemoved(stage, form, reason, by);
            Assert.Equal((LinkState.Removed, ending), (stage.Link.State, stage.Link.Ending));
            var line = stage.Stage.Ledger.Single(entry => entry.Kind == LedgerKinds.LinkChanged);
            Assert.Equal(("removed", ending), (line.Evidence.Status, line.Evidence.Reason));
        }
    }

    [Fact]
    public void The_reason_may_be_absent_and_the_forms_may_take_turns()
    {
        var stage = Connected(options => options with
        {
            AccountUpdates = AccountUpdateForm.Alternating,
            DisconnectionInfo = false,
        });
        stage.End("downgrade");
        stage.RunMinutes(1);
        stage.Done(id => new PlatformInput.Reregister(id, NumberId));
        stage.RunMinutes(6);
        stage.Onboard();
        stage.End("disconnect");
        stage.RunMinutes(1);

        var removed = stage.Items.FindAll(item => item.AccountUpdate?.Event == "PARTNER_REMOVED");
        Assert.Equal(["15550783881", null], removed.Select(item => item.AccountUpdate!.PhoneNumber));
        Assert.Equal([null, WabaId], removed.Select(item => item.AccountUpdate!.WabaInfo?.WabaId));
        Assert.All(removed, item => Assert.Equal((WabaId, true), (item.WabaId, item.EntryTime is not null)));
        Assert.All(removed, item => Assert.Null(item.AccountUpdate!.DisconnectionInfo));
    }

    [Fact]
    public void A_removed_number_cannot_send_and_its_chats_go_on_between_the_phones()
    {
        var stage = Connected();
        stage.CustomerSays("Hi");
        stage.RunMinutes(1);
        stage.End("disconnect");
        var posts = stage.Stage.Posts.Count;
        Assert.Equal((400, 133010), (stage.Stage.SendText("x").Status, stage.Stage.SendText("x").Code));
        var node = stage.Node("is_on_biz_app,platform_type,status");
        Assert.True((bool)node["is_on_biz_app"]!);
        Assert.Equal(("NOT_APPLICABLE", "DISCONNECTED"), ((string?)node["platform_type"], (string?)node["status"]));

        stage.CustomerSays("Still there?");
        stage.RunMinutes(1);
        stage.OwnerSays("Yes");
        stage.RunMinutes(1);
        Assert.Equal(["PARTNER_REMOVED"], stage.Stage.Posts.Skip(posts).SelectMany(
            post => WebhookReader.Read(post.Post.Body)).Select(item => item.AccountUpdate?.Event));
        Assert.Equal(3, stage.Mind.Chat(Screen.Phone, NumberId, Anna)!.Count);
        Assert.Equal(3, stage.Mind.Chat(Screen.Customer, NumberId, Anna)!.Count);
        Assert.Equal(2, stage.Stage.Ledger.Count(line => line.Evidence.Reason == "not_linked"));
        Assert.Equal("phone_number_id", stage.Act(
            id => new PlatformInput.EndLink(id, NumberId, "disconnect")).Refusal!.Field);
    }

    [Fact]
    public void A_consumer_app_and_a_deleted_account_are_not_on_the_business_app()
    {
        var downgraded = Connected();
        downgraded.End("downgrade");
        Assert.False((bool)downgraded.Node("is_on_biz_app")["is_on_biz_app"]!);
        downgraded.OwnerSays("from the consumer app");

        var deleted = Connected();
        deleted.End("delete_account");
        Assert.False((bool)deleted.Node("is_on_biz_app")["is_on_biz_app"]!);
        Assert.NotNull(deleted.Act(id => new PlatformInput.EndLink(id, NumberId, "downgrade")).Refusal);
        deleted.CustomerSays("anybody?");
        deleted.RunMinutes(1);
        Assert.Empty(deleted.Mind.Chat(Screen.Phone, NumberId, Anna)!);
    }

    [Fact]
    public void An_unknown_ending_is_refused_with_those_that_can_be_chosen()
    {
        var refusal = Connected().Act(id => new PlatformInput.EndLink(id, NumberId, "primary_inactivity")).Refusal!;
        Assert.Equal("ending", refusal.Field);
        Assert.Contains("disconnect, downgrade, delete_account, enforcement", refusal.Remedy);
    }

    [Fact]
    public void A_reregistration_suspends_the_Cloud_API_for_minutes()
    {
        var stage = Connected();
        stage.Done(id => new PlatformInput.LinkCompanion(id, NumberId, "web"));
        stage.CustomerSays("before");
        stage.RunMinutes(1);
        stage.Done(id => new PlatformInput.Reregister(id, NumberId));
        Assert.Equal((LinkState.Offboarded, true), (stage.Link.State, stage.Link.Registering));
        Assert.Equal(133010, stage.Stage.SendText("x").Code);
        Assert.Equal(200, stage.Stage.Graph("GET", $"/{WabaId}/phone_numbers").Status);
        var gap = stage.CustomerSays("in the gap");
        var waiting = stage.OwnerSays("written while registering");
        Assert.Equal("phone_number_id", stage.Act(
            id => new PlatformInput.Reregister(id, NumberId)).Refusal!.Field);
        stage.Stage.Run(TimeSpan.FromSeconds(50));
        Assert.Equal(["ACCOUNT_OFFBOARDED"], stage.AccountEvents);
        Assert.Equal(1 + 1, stage.Mind.Chat(Screen.Phone, NumberId, Anna)!.Count);
        Assert.Equal("pending", stage.Mind.Line(Screen.Phone, waiting)!.Status);

        stage.RunMinutes(5);
        Assert.Equal(["ACCOUNT_OFFBOARDED", "ACCOUNT_RECONNECTED"], stage.AccountEvents);
        Assert.Equal((LinkState.Connected, false), (stage.Link.State, stage.Link.Registering));
        Assert.Equal(200, stage.Stage.SendText("back").Status);
        Assert.NotNull(stage.Mind.Line(Screen.Phone, gap));
        Assert.DoesNotContain(stage.Items, item => item.Message?.Id == gap);
        Assert.Single(stage.Items, item => item.Kind == ItemKind.Echo && item.Message!.Id == waiting);
        Assert.True(stage.Act(id => new PlatformInput.UnlinkCompanion(id, NumberId, "web-1")).Refusal!.NotFound);
        stage.AssertAllTyped();
    }

    [Fact]
    public void Account_events_of_a_reregistration_name_only_the_account()
    {
        var stage = Connected(options => options with { AccountUpdates = AccountUpdateForm.Account });
        stage.Done(id => new PlatformInput.Reregister(id, NumberId));
        stage.RunMinutes(6);

        Assert.Equal(2, stage.Stage.Values("account_update").Count);
        Assert.All(
            stage.Stage.Values("account_update"), value => Assert.Equal(["event"], value.Select(pair => pair.Key)));
        Assert.All(stage.Items, item => Assert.Equal(WabaId, item.EntryId));
    }

    [Fact]
    public void An_owner_who_unchecks_the_box_stays_without_the_Cloud_API()
    {
        var stage = Connected();
        stage.Done(id => new PlatformInput.Reregister(id, NumberId, Reconnect: false));
        stage.RunMinutes(6);

        Assert.Equal(["ACCOUNT_OFFBOARDED"], stage.AccountEvents);
        Assert.Equal((LinkState.Removed, "reregister"), (stage.Link.State, stage.Link.Ending));
        stage.Onboard();
        Assert.Equal(LinkState.Connected, stage.Link.State);
    }

    [Fact]
    public void A_reregistration_may_say_both_things()
    {
        var stage = Connected(options => options with { ReregistrationAlsoRemoves = true });
        stage.Done(id => new PlatformInput.Reregister(id, NumberId));
        stage.RunMinutes(6);

        Assert.Equal(["ACCOUNT_OFFBOARDED", "ACCOUNT_RECONNECTED", "PARTNER_REMOVED"], stage.AccountEvents.Order());
        AssertRemoved(stage, AccountUpdateForm.Number, "USER_RE_REGISTERED", "USER");
    }

    [Fact]
    public void Who_disconnects_while_registering_is_not_reconnected()
    {
        var stage = Connected();
        stage.Done(id => new PlatformInput.Reregister(id, NumberId));
        stage.End("disconnect");
        stage.RunMinutes(6);

        Assert.Equal(["ACCOUNT_OFFBOARDED", "PARTNER_REMOVED"], stage.AccountEvents.Order());
        Assert.Equal((LinkState.Removed, false), (stage.Link.State, stage.Link.Registering));
    }

    [Fact]
    public void A_change_of_number_ends_the_link_and_the_next_one_is_of_another_number()
    {
        var stage = Connected();
        stage.Done(id => new PlatformInput.ChangeNumber(id, NumberId, "+1 555-078-3999"));
        stage.RunMinutes(1);
        AssertRemoved(stage, AccountUpdateForm.Number, "CHANGE_NUMBER", "USER");
        Assert.Equal("+1 555-078-3999", stage.Mind.LinkOf("15550783999")!.DisplayPhoneNumber);
        Assert.Null(stage.Mind.LinkOf("15550783881"));
        Assert.Equal(133010, stage.Stage.SendText("x").Code);

        stage.Onboard();
        var numbers = stage.Stage.Graph("GET", $"/{WabaId}/phone_numbers").Json["data"]!.AsArray();
        var id = (string)Assert.Single(numbers)!["id"]!;
        Assert.NotEqual(NumberId, id);
        Assert.Equal(33, (int)stage.Stage.Graph("GET", "/" + NumberId).Json["error"]!["error_subcode"]!);
        stage.CustomerSays("new number?");
        stage.RunMinutes(1);
        var told = Assert.Single(stage.Items, item => item.Kind == ItemKind.Message);
        Assert.Equal((id, "15550783999"), (told.PhoneNumberId, told.DisplayPhoneNumber));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_number_that_comes_back_keeps_its_id_or_gets_a_new_one(bool isNew)
    {
        var stage = Connected(options => options with { NewNumberIdAfterRemoval = isNew });
        stage.CustomerSays("first life");
        stage.RunMinutes(1);
        stage.End("disconnect");
        stage.Onboard();

        Assert.Equal(isNew, stage.Link.PhoneNumberId != NumberId);
        Assert.Single(stage.Mind.Chat(Screen.Phone, stage.Link.PhoneNumberId, Anna)!);
    }

    [Theory]
    [InlineData("12")]
    [InlineData("not a number")]
    [InlineData("15550783881")]
    [InlineData(Anna)]
    public void Nobody_takes_a_number_that_is_none_or_anothers(string to)
    {
        var stage = Connected();
        stage.CustomerSays("mine");
        Assert.Equal("to", stage.Act(id => new PlatformInput.ChangeNumber(id, NumberId, to)).Refusal!.Field);
    }

    [Fact]
    public void Deregister_and_register_are_refused_while_the_app_has_the_number()
    {
        var stage = Connected();
        var deregister = stage.Stage.Graph("POST", $"/{NumberId}/deregister");
        Assert.Contains("Cannot deregister phone numbers associated with SMB accounts", deregister.Text);
        const string pin = """{"messaging_product":"whatsapp","pin":"123456"}""";
        Assert.Equal((400, 100), Of(stage.Stage.Graph("POST", $"/{NumberId}/register", pin)));

        var ignoring = Connected(options => options with { RegisterOnCoexistence = RegisterCall.Ignored });
        Assert.Equal(200, ignoring.Stage.Graph("POST", $"/{NumberId}/register", pin).Status);
        Assert.Equal(LinkState.Connected, ignoring.Link.State);

        var taking = Connected(options => options with { RegisterOnCoexistence = RegisterCall.TakesNumber });
        Assert.Equal(200, taking.Stage.Graph("POST", $"/{NumberId}/register", pin).Status);
        Assert.Equal((LinkState.CloudOnly, "register"), (taking.Link.State, taking.Link.Ending));
        Assert.Equal("phone_number_id", taking.Act(
            id => new PlatformInput.SetPhone(id, NumberId, new())).Refusal!.Field);
    }

    [Fact]
    public void An_ordinary_number_is_deregistered_and_registered_with_a_pin()
    {
        var stage = new LinkStage(LinkState.CloudOnly);
        stage.CustomerSays("Hi");
        Assert.Equal(200, stage.Stage.SendText("x").Status);
        Assert.False((bool)stage.Node("is_on_biz_app")["is_on_biz_app"]!);
        Assert.Equal(200, stage.Stage.Graph("POST", $"/{NumberId}/deregister").Status);
        Assert.Equal(133010, stage.Stage.SendText("x").Code);
        Assert.Equal((400, 100), Of(stage.Stage.Graph("POST", $"/{NumberId}/register", """{"pin":"12"}""")));
        Assert.Equal(200, stage.Stage.Graph("POST", $"/{NumberId}/register", """{"pin":"123456"}""").Status);
        Assert.Equal(200, stage.Stage.SendText("x").Status);
    }

    internal static LinkStage Connected(Func<PlatformOptions, PlatformOptions>? change = null) =>
        new(LinkState.Connected, change);

    internal static void AssertRemoved(LinkStage stage, AccountUpdateForm form, string? reason, string? by)
    {
        var item = Assert.Single(stage.Items, item => item.AccountUpdate?.Event == "PARTNER_REMOVED");
        var update = item.AccountUpdate!;
        Assert.Equal(WabaId, item.WabaId);
        Assert.NotNull(item.EntryTime);
        Assert.Equal((reason, by), (update.DisconnectionInfo?.Reason, update.DisconnectionInfo?.InitiatedBy));
        Assert.Equal(form == AccountUpdateForm.Number ? "15550783881" : null, update.PhoneNumber);
        Assert.Equal(form == AccountUpdateForm.Number, item.EntryId == WabaId);
        stage.AssertAllTyped();
    }

    private static (int Status, int Code) Of(Answer answer) => (answer.Status, answer.Code);
}
