using Tandem.CloudApi.Webhooks;
using Tandem.Platform.Link;
using static Tandem.Platform.Tests.Stage;

namespace Tandem.Platform.Tests.Link;

public sealed class SyncTests
{
    private readonly LinkStage _stage = new();

    [Theory]
    [InlineData("smb_app_state_sync", "history")]
    [InlineData("history", "smb_app_state_sync")]
    public void Each_kind_is_granted_once_in_either_order_and_again_after_a_new_onboarding(string first, string second)
    {
        _stage.Onboard();
        Assert.NotNull((string?)_stage.Ask(first).Json["request_id"]);
        Assert.Equal((400, 4, 2593107), Refused(_stage.Ask(first)));
        Assert.Equal(200, _stage.Ask(second).Status);
        Assert.Equal([.. new[] { first, second }.Order(StringComparer.Ordinal)], _stage.Link.SyncsUsed);

        _stage.End("disconnect");
        Assert.Equal((400, 133010), (_stage.Ask(first).Status, _stage.Ask(first).Code));
        _stage.Onboard();
        Assert.Equal(200, _stage.Ask(first).Status);
    }

    [Fact]
    public void A_day_after_onboarding_it_is_too_late_and_a_reconnect_does_not_help()
    {
        _stage.Onboard();
        _stage.RunDays(1);
        Assert.Equal((400, 4, 2593108), Refused(_stage.Ask("history")));

        _stage.Done(id => new PlatformInput.Reregister(id, NumberId));
        _stage.RunMinutes(6);
        Assert.Equal(LinkState.Connected, _stage.Link.State);
        Assert.Equal((400, 4, 2593108), Refused(_stage.Ask("history")));
    }

    [Fact]
    public void A_past_that_is_not_shared_is_declined_by_webhook()
    {
        _stage.Seed(2, 5, 30);
        _stage.Onboard(shareHistory: false);
        Assert.Equal(200, _stage.Ask("history").Status);
        _stage.RunMinutes(5);

        var item = Assert.Single(_stage.Items, item => item.Field == "history");
        Assert.Equal((ItemKind.HistoryDeclined, 2593109), (item.Kind, item.Error!.Code));
        Assert.Equal(NumberId, item.PhoneNumberId);
        Assert.Equal("History sharing is turned off by the business", item.Error.Details);
    }

    [Fact]
    public void The_whole_address_book_comes_in_webhooks_of_many()
    {
        for (var i = 0; i < 230; i++)
            _stage.Save($"1650555{i:0000}", $"Contact {i:000}");
        _stage.Onboard();
        Assert.Equal(200, _stage.Ask("smb_app_state_sync").Status);
        _stage.RunMinutes(2);

        Assert.Equal([100, 100, 30], _stage.Stage.Values("smb_app_state_sync").Select(
            value => value["state_sync"]!.AsArray().Count));
        var contacts = _stage.Items.FindAll(item => item.Kind == ItemKind.ContactSync);
        Assert.Equal(230, contacts.Select(item => item.ContactSync!.Contact!.PhoneNumber).Distinct().Count());
        var first = contacts[0].ContactSync!;
        Assert.Equal(("contact", "add", "Contact 000", "Contact"),
            (first.Type, first.Action, first.Contact!.FullName, first.Contact.FirstName));
        Assert.NotNull(first.Contact.UserId);
        Assert.Equal(230, _stage.Stage.Ledger.Count(line => line is
        { Kind: LedgerKinds.WebhookDelivered, Evidence.Field: "smb_app_state_sync", Customer: not null }));
    }

    [Fact]
    public void Later_changes_of_the_address_book_are_told_one_by_one()
    {
        _stage.Onboard();
        _stage.Save(Anna, "Anna Nowak");
        _stage.RunMinutes(1);
        _stage.Save(Anna, "Anna N.");
        _stage.RunMinutes(1);
        _stage.Done(id => new PlatformInput.RemoveContact(id, NumberId, Anna));
        _stage.RunMinutes(1);

        Assert.Equal(
            [("add", "Anna Nowak"), ("add", "Anna N."), ("remove", null)],
            _stage.Items.Where(item => item.ContactSync is not null)
                .Select(item => (item.ContactSync!.Action, item.ContactSync.Contact!.FullName)));
        var removed = _stage.Stage.Items("smb_app_state_sync", "state_sync")[2]["contact"]!.AsObject();
        Assert.Equal([("phone_number", Anna)], removed.Select(pair => (pair.Key, (string?)pair.Value)));
        Assert.Empty(_stage.Mind.ContactsOf(NumberId)!);
        Assert.True(_stage.Act(id => new PlatformInput.RemoveContact(id, NumberId, Anna)).Refusal!.NotFound);
    }

    [Fact]
    public void Contacts_of_an_unlinked_phone_are_nobodys_business()
    {
        _stage.Save(Anna, "Anna Nowak");
        _stage.RunMinutes(1);
        Assert.Empty(_stage.Stage.Posts);
        var line = _stage.Stage.Ledger.Single(entry => entry.Kind == LedgerKinds.ContactChanged);
        Assert.Equal(("not_linked", null), (line.Evidence.Reason, line.Evidence.Field));
        Assert.Equal("Anna Nowak", Assert.Single(_stage.Mind.ContactsOf(NumberId)!).FullName);
    }

    [Fact]
    public void Changes_can_be_told_only_to_who_asked_for_contacts()
    {
        var strict = new LinkStage(change: options => options with { ContactChangesNeedSync = true });
        strict.Onboard();
        strict.Save(Anna, "Anna");
        strict.RunMinutes(1);
        Assert.DoesNotContain(strict.Items, item => item.ContactSync is not null);

        strict.Ask("smb_app_state_sync");
        strict.RunMinutes(1);
        strict.Save("16505550002", "Ben");
        strict.RunMinutes(1);
        Assert.Equal(2, strict.Items.Count(item => item.ContactSync is not null));
    }

    [Theory]
    [InlineData(ContactTime.Told)]
    [InlineData(ContactTime.Changed)]
    public void The_timestamp_is_of_the_webhook_or_of_the_change(ContactTime time)
    {
        var stage = new LinkStage(change: options => options with { ContactTimestamps = time });
        stage.Save(Anna, "Anna");
        var savedAt = stage.Stage.Now.ToUnixTimeSeconds();
        stage.RunDays(2);
        stage.Onboard();
        stage.Ask("smb_app_state_sync");
        stage.RunMinutes(1);

        var item = Assert.Single(stage.Items, item => item.ContactSync is not null);
        var told = item.ContactSync!.Metadata!.Timestamp.Integer;
        Assert.Equal(time == ContactTime.Changed, told == savedAt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_sync_waits_for_a_phone_that_is_online_with_the_app_open(bool byShuttingTheApp)
    {
        var (away, back) = byShuttingTheApp
            ? (new PhoneSetup { AppOpen = false }, new PhoneSetup { AppOpen = true })
            : (new PhoneSetup { Online = false }, new PhoneSetup { Online = true });
        _stage.Seed(10, 100, 80);
        _stage.Save(Anna, "Anna");
        _stage.Onboard();
        _stage.Ask("smb_app_state_sync");
        _stage.Ask("history");
        _stage.Phone(away);
        _stage.Save("16505550002", "Ben");
        _stage.RunMinutes(60);
        Assert.DoesNotContain(_stage.Items, item => item.Field is "history" or "smb_app_state_sync");
        Assert.Equal((2, 3), (_stage.Link.ContactsLeft, _stage.Link.HistoryLeft));

        _stage.Phone(back);
        _stage.RunMinutes(5);
        Assert.Equal(1000, _stage.Items.Count(item => item.Kind == ItemKind.HistoryMessage));
        Assert.Equal(2, _stage.Items.Count(item => item.Kind == ItemKind.ContactSync));
        Assert.Equal((0, 0), (_stage.Link.ContactsLeft, _stage.Link.HistoryLeft));
    }

    [Fact]
    public void A_sync_pauses_while_the_phone_registers_and_dies_with_the_link()
    {
        var stage = new LinkStage(change: options => options with { HistoryMessagesPerChunk = 10 });
        stage.Seed(10, 100, 80);
        stage.Onboard();
        stage.Ask("history");
        stage.Stage.Run(TimeSpan.FromSeconds(30));
        stage.Done(id => new PlatformInput.Reregister(id, NumberId));
        var left = stage.Link.HistoryLeft;
        Assert.InRange(left, 1, 99);
        stage.Stage.Run(TimeSpan.FromSeconds(59));
        Assert.Equal(left, stage.Link.HistoryLeft);
        stage.RunMinutes(5);
        Assert.InRange(stage.Link.HistoryLeft, 0, left - 1);

        stage.End("disconnect");
        Assert.Equal(0, stage.Link.HistoryLeft);
    }

    private static (int Status, int Code, int Subcode) Refused(Answer answer) =>
        (answer.Status, answer.Code, (int)answer.Json["error"]!["error_subcode"]!);
}
