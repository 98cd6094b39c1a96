using System.Text;
using Tandem.Platform.Link;
using Tandem.Platform.Tests.Link;

namespace Tandem.Platform.Tests.Claims;

/// <summary>
/// What people who work with coexistence claim, and what the platform does about it: by Meta's word, and by the reports
/// from the field where these differ. The numbers are those of the tour.
/// </summary>
public sealed class ClaimTests
{
    private const string Hello = """{"text":{"body":"hello"}}""";
    private const string Friend = "16505550300";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static TheoryData<PlatformProfile> Profiles => [PlatformProfile.Documented, PlatformProfile.Field];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A1_the_app_and_the_api_share_one_number(PlatformProfile profile)
    {
        var stage = Onboarded(profile).Stage;
        stage.CustomerSays(Hello);
        var byPhone = stage.OwnerSays(Hello).Id!;
        var byApi = stage.SendText("hello").Wamid;
        stage.Run(5 * Minute);

        Assert.Equal(3, stage.On(Screen.Customer).Count);
        Assert.Superset(
            new HashSet<string> { byPhone, byApi }, stage.On(Screen.Customer).Select(line => line.Wamid).ToHashSet());
        var node = stage.Graph("GET", $"/{Stage.NumberId}?fields=is_on_biz_app,platform_type").Json;
        Assert.True((bool)node["is_on_biz_app"]!);
        Assert.Equal("CLOUD_API", (string?)node["platform_type"]);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A2_the_server_tells_both_ends_of_messages_and_statuses(PlatformProfile profile)
    {
        var stage = Of(profile);
        var said = stage.CustomerSays(Hello).Id!;
        var answered = stage.SendText("hello").Wamid;
        stage.Run(5 * Minute);

        Assert.Contains(stage.Items("messages", "messages"), item => (string?)item["id"] == said);
        Assert.Equal([said, answered], stage.On(Screen.Phone).Select(line => line.Wamid));
        Assert.Equal(["delivered", "read", "sent"], stage.StatusesOf(answered).Order());
        Assert.Equal("read", stage.On(Screen.Phone)[1].Status);
    }

    [Theory]
    [InlineData(PlatformProfile.Documented, 3)]
    [InlineData(PlatformProfile.Field, 95)]
    public void A3_it_is_not_instant_and_one_side_may_lag(PlatformProfile profile, int mostSeconds)
    {
        var stage = Of(profile);
        for (var i = 0; i < 50; i++)
        {
            stage.CustomerSays(Hello);
            stage.Run(10 * Minute);
        }

        var lags = stage.Ledger.Where(line => line.Kind == LedgerKinds.CustomerMessage)
            .Select(said => stage.Ledger.First(line => line.Kind == LedgerKinds.OnPhone && line.Wamid == said.Wamid).At
                - said.At)
            .ToList();
        Assert.All(lags, lag => Assert.InRange(lag.TotalSeconds, 0.01, mostSeconds));
        Assert.Equal(profile == PlatformProfile.Field, lags.Exists(lag => lag > TimeSpan.FromSeconds(3)));
    }

    [Theory]
    [InlineData(PlatformProfile.Documented, 10)]
    [InlineData(PlatformProfile.Field, 11)]
    public void A4_a_phone_that_was_offline_brings_a_backlog_delays_and_perhaps_duplicates(
        PlatformProfile profile, int fewestEchoes)
    {
        var stage = Of(profile);
        stage.CustomerSays(Hello);
        stage.Run(5 * Minute);
        stage.Phone(new() { Online = false });
        for (var i = 0; i < 10; i++)
        {
            stage.CustomerSays(Hello);
            stage.OwnerSays(Hello);
        }

        stage.Run(TimeSpan.FromHours(2));
        Assert.Equal(10, stage.Mind.Phone(Stage.NumberId)!.Inbox);
        Assert.Empty(stage.Items("smb_message_echoes", "message_echoes"));
        stage.Phone(new() { Online = true });
        stage.Run(5 * Minute);

        Assert.Equal(0, stage.Mind.Phone(Stage.NumberId)!.Inbox);
        var echoes = stage.Items("smb_message_echoes", "message_echoes").ConvertAll(item => (string?)item["id"]);
        Assert.Equal(10, echoes.Distinct().Count());
        Assert.True(echoes.Count >= fewestEchoes);
        if (profile == PlatformProfile.Documented)
            Assert.Equal(10, echoes.Count);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A8_statuses_groups_and_what_disappears_do_not_cross(PlatformProfile profile)
    {
        var stage = Of(profile);
        foreach (var feature in (string[])["status", "group_message", "channel_post", "call"])
            Assert.Null(stage.Act(id => new PlatformInput.OwnerUses(id, Stage.NumberId, feature)).Refusal);
        foreach (var kind in (string[])["disappearing", "view_once", "live_location"])
            Assert.NotNull(stage.CustomerSays($$$"""{"type":"{{{kind}}}","{{{kind}}}":{}}""").Refusal);
        stage.Run(5 * Minute);

        Assert.Empty(stage.Posts);
        Assert.Equal(4, stage.Ledger.Count(line => line.Kind == LedgerKinds.OwnerUsed));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A9_buttons_and_templates_come_from_the_api_alone_and_two_voices_can_answer_at_once(
        PlatformProfile profile)
    {
        var stage = Of(profile);
        Assert.NotNull(stage.OwnerSays("""{"type":"template","template":{"name":"hello_world"}}""").Refusal);
        stage.CustomerSays(Hello);
        var buttons = stage.SendRest(Features.Kinds.Send("interactive", "", "")).Wamid;
        stage.OwnerSays("""{"text":{"body":"I am on it"}}""");
        stage.Run(5 * Minute);

        Assert.Equal("interactive", stage.On(Screen.Phone).Single(line => line.Wamid == buttons).Type);
        Assert.Equal(["api", "phone"], stage.On(Screen.Customer).Skip(1).Select(line => line.Author).Order());
    }

    [Theory]
    [InlineData(PlatformProfile.Documented, false)]
    [InlineData(PlatformProfile.Field, true)]
    public void A10_geography_decides_who_may_and_by_report_how_slow_it_is(PlatformProfile profile, bool slow)
    {
        Assert.Equal("country", BeginInLagos(profile, new(2026, 4, 14, 12, 0, 0, TimeSpan.Zero))!.Field);
        Assert.Null(BeginInLagos(profile, new(2026, 4, 15, 12, 0, 0, TimeSpan.Zero)));

        var stage = new Stage(options => options.With(profile) with
        {
            TakeFirstChance = 0,
            Accounts = [options.Accounts[0] with { Numbers = [new(Stage.NumberId, "+234 803 123 4567", "Lagos")] }],
        });
        stage.CustomerSays(Hello);
        stage.Run(10 * Minute);

        Assert.Equal(slow, stage.Posts[0].At - Stage.Start > Minute);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A11_a_new_registration_and_a_restriction_look_alike_to_a_sender_and_differ_in_what_is_told(
        PlatformProfile profile)
    {
        var moved = Of(profile);
        moved.CustomerSays(Hello);
        moved.Act(id => new PlatformInput.Reregister(id, Stage.NumberId));
        Assert.Equal(133010, moved.SendText("hello").Code);
        moved.Run(10 * Minute);
        Assert.Equal(200, moved.SendText("hello").Status);
        Assert.Equal(["ACCOUNT_OFFBOARDED", "ACCOUNT_RECONNECTED"], Events(moved));

        var restricted = Of(profile);
        restricted.CustomerSays(Hello);
        for (var i = 0; i < 4; i++)
            restricted.Act(id => new PlatformInput.Violate(id, Stage.WabaId, "SPAM"));
        Assert.Equal(368, restricted.SendText("hello").Code);
        restricted.Run(Minute);
        Assert.Contains("ACCOUNT_RESTRICTION", Events(restricted));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A12_heavy_traffic_is_refused_by_number_by_customer_and_by_report_until_a_backlog_clears(
        PlatformProfile profile)
    {
        var stage = Of(profile, most: 30);
        stage.CustomerSays(Hello);
        var codes = new List<int>();
        for (var i = 0; i < 60; i++)
        {
            var answer = stage.SendText("hello");
            codes.Add(answer.Status == 200 ? 0 : answer.Code);
            stage.Run(TimeSpan.FromMilliseconds(60));
        }

        Assert.Contains(131056, codes);
        for (var i = 0; i < 30; i++)
            codes.Add(stage.SendTemplateTo("1650556" + (1000 + i)));
        Assert.Contains(130429, codes);

        stage.Run(5 * Minute);
        stage.Phone(new() { Online = false });
        for (var i = 0; i < 40; i++)
        {
            stage.CustomerSays(Hello, Friend);
            stage.Run(TimeSpan.FromSeconds(30));
        }

        Assert.Equal(profile == PlatformProfile.Field ? 130429 : 0, stage.SendTemplateTo("16505569999"));
    }

    [Theory]
    [InlineData(PlatformProfile.Documented, 1)]
    [InlineData(PlatformProfile.Field, 0)]
    public void A13_a_large_video_is_refused_on_the_way_out_and_by_report_vanishes_on_the_way_in(
        PlatformProfile profile, int webhooks)
    {
        var stage = Of(profile);
        var file = new UploadedMedia(new string('c', 64), 17 * 1024 * 1024, "video/mp4", "film.mp4", "k");
        var upload = stage.Graph(
            "POST", $"/{Stage.NumberId}/media", "messaging_product=whatsapp",
            contentType: "application/x-www-form-urlencoded", media: file);
        Assert.Equal(131053, upload.Code);

        var id = stage.Act(act => new PlatformInput.KeepMedia(act, file)).Id;
        stage.CustomerSays($$$"""{"type":"video","video":{"id":"{{{id}}}"}}""");
        stage.Run(5 * Minute);
        Assert.Equal(webhooks, stage.Items("messages", "messages").Count);
        Assert.Single(stage.On(Screen.Phone));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A14_a_phone_left_alone_loses_the_link_and_some_companions_speak_unheard(PlatformProfile profile)
    {
        var stage = Of(profile);
        stage.CustomerSays(Hello);
        var windows = stage.Act(id => new PlatformInput.LinkCompanion(id, Stage.NumberId, "windows")).Id!;
        stage.Act(id => new PlatformInput.OwnerSays(
            id, Stage.NumberId, Stage.Anna, Encoding.UTF8.GetBytes(Hello), windows));
        stage.Run(5 * Minute);
        Assert.Empty(stage.Items("smb_message_echoes", "message_echoes"));

        stage.Phone(new() { AppOpen = false });
        stage.Run(TimeSpan.FromDays(13));
        Assert.Empty(Events(stage));
        stage.Run(TimeSpan.FromDays(2));
        var removed = Assert.Single(stage.Values("account_update"));
        Assert.Equal("PRIMARY_INACTIVITY", (string?)removed["disconnection_info"]!["reason"]);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A15_the_phone_spends_the_same_allowance_and_feedback_ends_in_blocks(PlatformProfile profile)
    {
        var stage = Of(profile);
        stage.CustomerSays(Hello);
        for (var i = 0; i < 20; i++)
            stage.OwnerSays(Hello, Friend);
        Assert.Equal(130429, stage.SendText("hello").Code);

        var blamed = Of(profile);
        var codes = new List<int>();
        for (var day = 0; day < 10 && !codes.Contains(368); day++)
        {
            codes.Add(blamed.SendTemplateTo("1650556" + (1000 + day)));
            for (var i = 0; i < 20; i++)
            {
                var customer = $"1650557{1000 + (day * 20) + i}";
                blamed.CustomerSays(Hello, customer);
                blamed.SendText("buy, buy, buy", customer);
                blamed.Run(Minute);
                blamed.Act(id => new PlatformInput.CustomerReports(id, customer, Stage.NumberId));
            }

            blamed.Run(TimeSpan.FromHours(24));
        }

        Assert.Equal(0, codes[0]);
        Assert.Equal(368, codes[^1]);
        blamed.Run(Minute);
        Assert.Contains("ACCOUNT_RESTRICTION", Events(blamed));
        Assert.NotEqual("good", blamed.Mind.StandingOf(Stage.NumberId)!.Standing);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A21_there_is_one_primary_phone(PlatformProfile profile)
    {
        var refusal = Of(profile).Act(id => new PlatformInput.LinkCompanion(id, Stage.NumberId, "phone")).Refusal!;
        Assert.Contains("one primary phone", refusal.Rule);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A22_private_chats_on_the_same_phone_are_copied_like_all_others(PlatformProfile profile)
    {
        var owner = new LinkStage(change: options => options.With(profile));
        var stage = owner.Stage;
        string[] past = [owner.OwnerSays("see you on Sunday?", Friend), owner.CustomerSays("gladly", Friend)];
        owner.RunMinutes(5);
        owner.Onboard();
        Assert.Equal(200, owner.Ask("history").Status);
        var privately = stage.OwnerSays("""{"text":{"body":"dinner at eight?"}}""", Friend).Id!;
        var answered = stage.CustomerSays("""{"text":{"body":"with pleasure"}}""", Friend).Id!;
        stage.Run(5 * Minute);

        Assert.Contains(
            stage.Items("smb_message_echoes", "message_echoes"), item => (string?)item["id"] == privately);
        Assert.Contains(stage.Items("messages", "messages"), item => (string?)item["id"] == answered);
        Assert.Equal(past, stage.Items("history", "history").SelectMany(chunk => chunk["threads"]!.AsArray())
            .SelectMany(thread => thread!["messages"]!.AsArray()).Select(message => (string)message!["id"]!));
    }

    /// <summary>Begins a signup of a Nigerian number; gives back why that is refused.</summary>
    private static ActRefusal? BeginInLagos(PlatformProfile profile, DateTimeOffset now)
    {
        NumberSetup lagos = new(Stage.NumberId, "+234 803 123 4567", "Lagos", Link: LinkState.AppOnly, DaysInUse: 365);
        var mind = new PlatformMind(new PlatformOptions
        {
            Accounts = [AccountSetup.LuckyShrub(Stage.Token, Stage.Secret) with { Numbers = [lagos] }],
        }.With(profile));
        var outputs = mind.Step(
            new PlatformInput.BeginSignup(1, Stage.NumberId, Stage.WabaId, LinkStage.AppId), now);
        return mind.Signup(outputs.OfType<PlatformOutput.ActSettled>().Single().Id!)!.Refusal;
    }

    private static LinkStage Onboarded(PlatformProfile profile)
    {
        var stage = new LinkStage(change: options => options.With(profile));
        stage.Onboard();
        return stage;
    }

    private static List<string?> Events(Stage stage) =>
        stage.Values("account_update").ConvertAll(value => (string?)value["event"]);

    private static Stage Of(PlatformProfile profile, int? most = null) => new(options =>
    {
        var chosen = options.With(profile);
        return chosen with { BacklogLimit = chosen.BacklogLimit is null ? null : most ?? chosen.BacklogLimit };
    });
}

/// <summary>Sends that only this suite needs.</summary>
internal static class Sends
{
    /// <summary>Sends the seeded template; 0, or the code of its refusal.</summary>
    public static int SendTemplateTo(this Stage stage, string customer)
    {
        var answer = stage.Send($$$"""
            {"messaging_product":"whatsapp","to":"{{{customer}}}","type":"template",
             "template":{"name":"hello_world","language":{"code":"en_US"}} }
            """);
        return answer.Status == 200 ? 0 : answer.Code;
    }
}
