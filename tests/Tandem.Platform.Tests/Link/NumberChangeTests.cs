using Tandem.CloudApi.Webhooks;
using Tandem.Platform.Tests.Limits;
using static Tandem.Platform.Tests.Stage;

namespace Tandem.Platform.Tests.Link;

public sealed class NumberChangeTests
{
    private const string NewNumber = "12195555358";
    private readonly LinkStage _stage = LifeTests.Connected();

    [Fact]
    public void A_new_number_comes_as_a_system_message_with_a_new_user_id()
    {
        _stage.CustomerSays("Hi");
        _stage.RunMinutes(1);
        var before = _stage.Items.Single().Message!;
        Change();
        _stage.RunMinutes(1);

        var system = _stage.Items.Single(item => item.Message?.Type == "system");
        Assert.Equal(Anna, system.Message!.From);
        Assert.Null(system.Contact);
        var content = system.Raw.GetProperty("system");
        Assert.Equal("user_changed_number", content.GetProperty("type").GetString());
        Assert.Equal(NewNumber, content.GetProperty("wa_id").GetString());
        Assert.Matches($"^User .+ changed from {Anna} to {NewNumber}$", content.GetProperty("body").GetString());
        var ids = _stage.Items.Single(item => item.Kind == ItemKind.UserIdUpdate).UserIdUpdate!;
        Assert.Equal((before.FromUserId, NewNumber), (ids.UserId!.Previous, ids.WaId));
        Assert.NotEqual(before.FromUserId, ids.UserId.Current);

        _stage.CustomerSays("me again", NewNumber);
        _stage.RunMinutes(1);
        var after = _stage.Items.Last().Message!;
        Assert.Equal((NewNumber, ids.UserId.Current), (after.From, after.FromUserId));
        Assert.Equal(2, _stage.Mind.Chat(Screen.Phone, NumberId, Anna)!.Count);
        var line = _stage.Stage.Ledger.Single(entry => entry.Kind == LedgerKinds.CustomerNumberChanged);
        Assert.Equal((Anna, system.Message.Id, "messages"), (line.Customer, line.Wamid, line.Evidence.Field));
        _stage.AssertAllTyped();
    }

    [Fact]
    public void Sends_reach_the_new_number_and_the_old_one_is_not_on_WhatsApp()
    {
        _stage.CustomerSays("Hi");
        Change();
        Assert.Equal(200, _stage.Stage.SendText("Hello", NewNumber).Status);
        Assert.Equal(131026, Failure("x", Anna));
        _stage.RunMinutes(1);
        Assert.Equal(2, _stage.Mind.Chat(Screen.Customer, NumberId, NewNumber)!.Count);

        Change(Anna);
        Assert.Equal(200, _stage.Stage.SendText("back", Anna).Status);
        Assert.Equal(131026, Failure("x", NewNumber));
    }

    [Fact]
    public void A_system_message_opens_no_window()
    {
        _stage.OwnerSays("Hello");
        _stage.RunMinutes(1);
        Change();
        _stage.RunMinutes(1);
        Assert.Contains(_stage.Items, item => item.Message?.Type == "system");
        Assert.Equal(131047, _stage.Stage.SendText("x", NewNumber).Code);
    }

    [Fact]
    public void Of_a_customer_without_a_visible_number_only_the_user_ids_are_told()
    {
        _stage.Done(id => new PlatformInput.DefineCustomer(id, "cleo", new(Username: "cleo", ShowsNumber: false)));
        _stage.CustomerSays("Hi", "cleo");
        Change(customer: "cleo");
        _stage.RunMinutes(1);

        var system = _stage.Items.Single(item => item.Message?.Type == "system");
        Assert.Null(system.Message!.From);
        Assert.DoesNotContain(NewNumber, system.Raw.GetRawText());
        Assert.Equal("user_changed_user_id", system.Raw.GetProperty("system").GetProperty("type").GetString());
    }

    [Fact]
    public void Nobody_hears_of_strangers_and_an_unlinked_number_hears_nothing()
    {
        Change();
        _stage.RunMinutes(1);
        Assert.Empty(_stage.Stage.Posts);

        var unlinked = new LinkStage();
        unlinked.CustomerSays("Hi");
        unlinked.Done(id => new PlatformInput.CustomerChangesNumber(id, Anna, NewNumber));
        unlinked.RunMinutes(1);
        Assert.Empty(unlinked.Stage.Posts);
        Assert.Equal("not_linked", unlinked.Stage.Ledger.Single(
            line => line.Kind == LedgerKinds.CustomerNumberChanged).Evidence.Reason);
    }

    [Theory]
    [InlineData("12")]
    [InlineData("x")]
    [InlineData("15550783881")]
    [InlineData(Anna)]
    public void Nobody_takes_a_number_that_is_none_or_anothers(string to)
    {
        _stage.CustomerSays("mine");
        var settled = _stage.Act(id => new PlatformInput.CustomerChangesNumber(id, "ben", to));
        Assert.Equal("to", settled.Refusal!.Field);
    }

    private void Change(string to = NewNumber, string customer = Anna) =>
        _stage.Done(id => new PlatformInput.CustomerChangesNumber(id, customer, to));

    private int? Failure(string text, string to)
    {
        var sent = _stage.Stage.SendText(text, to);
        _stage.RunMinutes(1);
        return _stage.Stage.FailureOf(sent.Wamid);
    }
}
