namespace Tandem.Platform.Tests.Network;

/// <summary>What the article reports from the field, each switch alone, against the documented platform.</summary>
public sealed class FieldProfileTests
{
    private const string Hello = """{"text":{"body":"hello"}}""";
    private const string Away = "16505550100";

    [Theory]
    [InlineData(PlatformProfile.Documented, false)]
    [InlineData(PlatformProfile.Field, true)]
    public void One_side_may_take_a_message_first_and_the_other_sees_it_after_the_next_sync(
        PlatformProfile profile, bool apart)
    {
        var stage = Of(profile);
        for (var i = 0; i < 200; i++)
        {
            stage.CustomerSays(Hello);
            stage.Run(TimeSpan.FromMinutes(10));
        }

        var gaps = stage.Ledger.Where(line => line.Kind == LedgerKinds.CustomerMessage).Select(said =>
            stage.Ledger.Single(line => line.Kind == LedgerKinds.OnPhone && line.Wamid == said.Wamid).At
            - stage.Ledger.Single(line => line.Kind == LedgerKinds.WebhookDelivered && line.Wamid == said.Wamid).At)
            .ToList();
        var limit = TimeSpan.FromSeconds(2.5);
        Assert.Equal(apart, gaps.Exists(gap => gap > limit)); // the Cloud API had it first
        Assert.Equal(apart, gaps.Exists(gap => gap < -limit)); // the phone had it first
    }

    [Theory]
    [InlineData(PlatformProfile.Documented, 200)]
    [InlineData(PlatformProfile.Field, 400)]
    public void A_backlog_for_the_phone_closes_the_api_until_all_of_it_has_arrived(PlatformProfile profile, int status)
    {
        var stage = new Stage(options => options.With(profile) with
        {
            TakeFirstChance = 0,
            BacklogLimit = profile == PlatformProfile.Field ? 50 : null,
        });
        stage.CustomerSays(Hello);
        stage.Phone(new() { Online = false });
        for (var i = 0; i < 60; i++)
        {
            stage.CustomerSays(Hello, Away);
            stage.Run(TimeSpan.FromSeconds(1));
        }

        var answer = stage.SendText("Hello");
        Assert.Equal(status, answer.Status);
        if (status == 200)
            return;
        Assert.Equal(130429, answer.Code);
        stage.Phone(new() { Online = true });
        stage.Run(TimeSpan.FromSeconds(1));
        Assert.Equal(400, stage.SendText("Hello").Status);
        stage.Run(TimeSpan.FromSeconds(5));
        Assert.Equal(200, stage.SendText("Hello").Status);
    }

    [Theory]
    [InlineData(PlatformProfile.Documented, 17, 1)]
    [InlineData(PlatformProfile.Field, 15, 1)]
    [InlineData(PlatformProfile.Field, 17, 0)]
    public void Videos_over_sixteen_megabytes_vanish_from_one_side(PlatformProfile profile, int megabytes, int webhooks)
    {
        var stage = Of(profile);
        var file = new UploadedMedia(new string('b', 64), megabytes * 1024L * 1024, "video/mp4", null, "k");
        var id = stage.Act(act => new PlatformInput.KeepMedia(act, file)).Id;
        var body = $$$"""{"type":"video","video":{"id":"{{{id}}}"}}""";
        var said = stage.CustomerSays(body).Id!;
        var answered = stage.OwnerSays(body).Id!;
        stage.Run(TimeSpan.FromMinutes(5));

        Assert.Equal(webhooks, stage.Items("messages", "messages").Count);
        Assert.Equal(webhooks, stage.Items("smb_message_echoes", "message_echoes").Count);
        Assert.Equal([said, answered], stage.On(Screen.Phone).Select(line => line.Wamid));
        Assert.Contains(stage.On(Screen.Customer), line => line.Wamid == answered);
    }

    [Theory]
    [InlineData(PlatformProfile.Documented, "+1 555-078-3881", 2)]
    [InlineData(PlatformProfile.Field, "+1 555-078-3881", 4)]
    [InlineData(PlatformProfile.Documented, "+675 7012 3456", 2)]
    [InlineData(PlatformProfile.Field, "+675 7012 3456", 400)]
    public void Webhooks_of_remote_countries_trail_the_app_by_minutes(
        PlatformProfile profile, string display, int mostSeconds)
    {
        var stage = new Stage(options => options.With(profile) with
        {
            TakeFirstChance = 0,
            Accounts = [options.Accounts[0] with { Numbers = [new(Stage.NumberId, display, "Shop")] }],
        });
        stage.CustomerSays(Hello);
        stage.Run(TimeSpan.FromMinutes(10));

        var (at, _) = Assert.Single(stage.Posts);
        Assert.InRange(at - Stage.Start, TimeSpan.Zero, TimeSpan.FromSeconds(mostSeconds));
        if (mostSeconds > 60)
            Assert.True(at - Stage.Start > TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void An_echo_that_is_late_says_when_it_was_triggered_and_not_when_the_message_was_sent()
    {
        var stage = new Stage(options => options.With(PlatformProfile.Field) with
        {
            Accounts = [options.Accounts[0] with { Numbers = [new(Stage.NumberId, "+675 7012 3456", "Shop")] }],
        });
        stage.OwnerSays(Hello);
        stage.Run(TimeSpan.FromMinutes(10));

        var (at, _) = Assert.Single(stage.Posts);
        var echo = Assert.Single(stage.Items("smb_message_echoes", "message_echoes"));
        var told = DateTimeOffset.FromUnixTimeSeconds(long.Parse((string)echo["timestamp"]!));
        Assert.InRange(at - told, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        Assert.True(told - Stage.Start > TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData(PlatformProfile.Documented)]
    [InlineData(PlatformProfile.Field)]
    public void Echoes_of_a_phone_that_was_offline_may_come_twice(PlatformProfile profile)
    {
        var stage = Of(profile);
        stage.CustomerSays(Hello);
        stage.Phone(new() { Online = false });
        for (var i = 0; i < 40; i++)
            stage.OwnerSays(Hello);
        stage.Phone(new() { Online = true });
        stage.Run(TimeSpan.FromMinutes(10));

        var echoes = stage.Items("smb_message_echoes", "message_echoes").ConvertAll(item => (string?)item["id"]);
        Assert.Equal(40, echoes.Distinct().Count());
        Assert.Equal(profile == PlatformProfile.Field, echoes.Count > 40);
    }

    private static Stage Of(PlatformProfile profile) => new(options => options.With(profile));
}
