using System.Globalization;

namespace Tandem.Platform.Tests.Devices;

/// <summary>The owner's phone: connection, battery, companions, and what the app does by itself.</summary>
public sealed class PhoneTests
{
    private const string Hello = """{"text":{"body":"hello"}}""";
    private readonly Stage _stage = new();

    [Fact]
    public void A_phone_without_connection_catches_up_in_a_burst_when_it_is_back()
    {
        _stage.Phone(new() { Online = false });
        for (var i = 0; i < 20; i++)
        {
            _stage.CustomerSays(Hello);
            _stage.Run(TimeSpan.FromMinutes(5));
        }

        Assert.Empty(_stage.On(Screen.Phone));
        Assert.Equal(20, _stage.Items("messages", "messages").Count);

        var back = _stage.Now;
        _stage.Phone(new() { Online = true });
        _stage.Run(TimeSpan.FromSeconds(2));

        Assert.Equal(20, _stage.On(Screen.Phone).Count);
        Assert.All(
            _stage.Ledger.Where(line => line.Kind == LedgerKinds.OnPhone),
            line => Assert.InRange(line.At, back, back + TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void What_is_written_without_connection_waits_and_is_echoed_with_the_time_it_left()
    {
        _stage.CustomerSays(Hello);
        _stage.Phone(new() { Online = false });
        var written = _stage.OwnerSays(Hello).Id!;
        Assert.Equal("pending", _stage.On(Screen.Phone).Single(line => line.Wamid == written).Status);
        _stage.Run(TimeSpan.FromHours(3));
        Assert.Empty(_stage.Items("smb_message_echoes", "message_echoes"));
        Assert.DoesNotContain(_stage.Ledger, line => line.Kind == LedgerKinds.OwnerMessage);

        var back = _stage.Now;
        _stage.Phone(new() { Online = true });
        _stage.Run(TimeSpan.FromMinutes(1));

        var echo = Assert.Single(_stage.Items("smb_message_echoes", "message_echoes"));
        Assert.Equal(written, (string?)echo["id"]);
        Assert.Equal(back.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), (string?)echo["timestamp"]);
        Assert.Contains(_stage.On(Screen.Customer), line => line.Wamid == written);
    }

    [Fact]
    public void An_edit_written_without_connection_takes_effect_when_it_leaves()
    {
        _stage.CustomerSays(Hello);
        var said = _stage.OwnerSays(Hello).Id!;
        _stage.Run(TimeSpan.FromMinutes(1));
        _stage.Phone(new() { Online = false });
        _stage.OwnerSays(Features.Kinds.Body("edit", said));
        _stage.Run(TimeSpan.FromMinutes(1));
        Assert.False(_stage.On(Screen.Customer)[^1].Edited);

        _stage.Phone(new() { Online = true });
        _stage.Run(TimeSpan.FromMinutes(1));

        Assert.True(_stage.On(Screen.Customer)[^1].Edited);
        Assert.Contains(_stage.Items("smb_message_echoes", "message_echoes"), item => (string?)item["type"] == "edit");
    }

    [Fact]
    public void An_empty_battery_takes_the_phone_offline_and_a_charger_alone_does_not_bring_it_back()
    {
        _stage.Phone(new() { Battery = 50, Charging = false });
        _stage.Run(TimeSpan.FromHours(9));
        Assert.DoesNotContain(_stage.Ledger, line => line.Kind == LedgerKinds.DeviceOffline);
        _stage.Run(TimeSpan.FromHours(2));
        Assert.Single(_stage.Ledger, line => line.Kind == LedgerKinds.DeviceOffline);

        _stage.Phone(new() { Charging = true });
        _stage.Run(TimeSpan.FromHours(1));
        Assert.DoesNotContain(_stage.Ledger, line => line.Kind == LedgerKinds.DeviceOnline);
        _stage.Phone(new() { Online = true });
        Assert.Single(_stage.Ledger, line => line.Kind == LedgerKinds.DeviceOnline);
    }

    [Fact]
    public void A_number_has_one_primary_phone_and_at_most_four_companions()
    {
        Assert.Equal("kind", Link("phone").Refusal!.Field);
        Assert.Equal("kind", Link("toaster").Refusal!.Field);
        foreach (var kind in (string[])["web", "macos", "windows", "android"])
            Assert.Null(Link(kind).Refusal);
        Assert.Contains("4", Link("ipad").Refusal!.Rule);
    }

    [Fact]
    public void A_companion_goes_on_while_the_phone_is_offline()
    {
        var web = Link("web").Id!;
        _stage.CustomerSays(Hello);
        _stage.Phone(new() { Online = false });

        var said = _stage.Act(id => new PlatformInput.OwnerSays(
            id, Stage.NumberId, Stage.Anna, System.Text.Encoding.UTF8.GetBytes(Hello), web));
        _stage.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(said.Id, (string?)Assert.Single(_stage.Items("smb_message_echoes", "message_echoes"))["id"]);
        Assert.DoesNotContain(_stage.On(Screen.Phone), line => line.Wamid == said.Id);
        _stage.Phone(new() { Online = true });
        _stage.Run(TimeSpan.FromMinutes(1));
        Assert.Contains(_stage.On(Screen.Phone), line => line.Wamid == said.Id);
    }

    [Theory]
    [InlineData("windows", false, 0)]
    [InlineData("wearos", false, 0)]
    [InlineData("windows", true, 1)]
    [InlineData("macos", false, 1)]
    public void An_unsupported_companion_speaks_to_the_customer_and_leaves_no_echo(string kind, bool echoed, int echoes)
    {
        var stage = new Stage(options => options with { EchoUnsupported = echoed });
        stage.CustomerSays(Hello);
        var device = stage.Act(id => new PlatformInput.LinkCompanion(id, Stage.NumberId, kind)).Id!;

        var said = stage.Act(id => new PlatformInput.OwnerSays(
            id, Stage.NumberId, Stage.Anna, System.Text.Encoding.UTF8.GetBytes(Hello), device));
        stage.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(echoes, stage.Items("smb_message_echoes", "message_echoes").Count);
        Assert.Contains(stage.On(Screen.Customer), line => line.Wamid == said.Id);
        var truth = Assert.Single(stage.Ledger, line => line.Kind == LedgerKinds.OwnerMessage);
        Assert.Equal(echoes == 0 ? "unsupported_companion" : null, truth.Evidence.Reason);
        Assert.Equal(kind, truth.Evidence.Device);
    }

    [Fact]
    public void The_app_greets_who_writes_first_or_after_two_weeks_and_tells_everybody_that_it_is_away()
    {
        _stage.Act(id => new PlatformInput.SetAutomation(id, Stage.NumberId, "Welcome", null));
        _stage.CustomerSays(Hello);
        _stage.Run(TimeSpan.FromDays(1));
        _stage.CustomerSays(Hello);
        _stage.Run(TimeSpan.FromDays(15));
        _stage.CustomerSays(Hello);
        _stage.Run(TimeSpan.FromMinutes(1));
        Assert.Equal(2, Texts("Welcome"));

        _stage.Act(id => new PlatformInput.SetAutomation(id, Stage.NumberId, null, "Back on Monday"));
        _stage.CustomerSays(Hello);
        _stage.CustomerSays(Hello);
        _stage.Run(TimeSpan.FromMinutes(1));
        Assert.Equal(2, Texts("Back on Monday"));
    }

    [Fact]
    public void Automatic_messages_come_as_no_echo_where_the_switch_says_so()
    {
        var stage = new Stage(options => options with { EchoAutomaticMessages = false });
        stage.Act(id => new PlatformInput.SetAutomation(id, Stage.NumberId, "Welcome", null));
        stage.CustomerSays(Hello);
        stage.Run(TimeSpan.FromMinutes(1));

        Assert.Empty(stage.Items("smb_message_echoes", "message_echoes"));
        Assert.Equal(2, stage.On(Screen.Customer).Count);
    }

    private PlatformOutput.ActSettled Link(string kind) =>
        _stage.Act(id => new PlatformInput.LinkCompanion(id, Stage.NumberId, kind));

    private int Texts(string body) => _stage.Items("smb_message_echoes", "message_echoes")
        .Count(item => (string?)item["text"]!["body"] == body);
}
