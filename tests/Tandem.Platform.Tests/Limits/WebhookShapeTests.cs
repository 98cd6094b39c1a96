using Tandem.CloudApi.Webhooks;
using Tandem.Platform.Link;

namespace Tandem.Platform.Tests.Limits;

/// <summary>What limits tell by webhooks, read by the reader that reads Meta's own.</summary>
public sealed class WebhookShapeTests
{
    private static readonly ItemKind[] AboutAccounts =
    [
        ItemKind.AccountUpdate, ItemKind.AccountAlert, ItemKind.BusinessCapability, ItemKind.PhoneQuality,
        ItemKind.TemplateStatus, ItemKind.TemplateQuality,
    ];

    [Fact]
    public void Every_webhook_is_read_as_its_kind_and_holds_nothing_that_kind_does_not_name()
    {
        var stage = LetEverythingHappen();
        var items = stage.Posts.SelectMany(post => WebhookReader.Read(post.Post.Body)).ToList();

        Assert.DoesNotContain(items, item => item.Kind == ItemKind.Unknown);
        Assert.Empty(AboutAccounts.Append(ItemKind.UserPreference).Except(items.Select(item => item.Kind)));
        Assert.All(items, item => Assert.Null(MoreOf(item)));
    }

    [Fact]
    public void What_is_about_accounts_names_them_and_its_time_and_nothing_else_has_one()
    {
        var stage = LetEverythingHappen();
        var items = stage.Posts.SelectMany(post => WebhookReader.Read(post.Post.Body)).ToList();

        Assert.All(items, item =>
            Assert.Equal(Array.IndexOf(AboutAccounts, item.Kind) >= 0, item.EntryTime is not null));
        Assert.All(
            items.Where(item => item.EntryTime is not null),
            item => Assert.Contains(item.EntryId, new[] { Stage.WabaId, "77" }));
    }

    [Fact]
    public void What_is_about_accounts_never_goes_to_an_override()
    {
        var stage = new Stage();
        const string Other = "https://override.example/hook";
        var posed = stage.Do(new PlatformInput.GraphRequested(
            99, "POST", $"/{Stage.WabaId}/subscribed_apps", "", [new("Authorization", "Bearer " + Stage.Token)],
            System.Text.Encoding.UTF8.GetBytes($$"""{"override_callback_uri":"{{Other}}","verify_token":"v"}""")))
            .OfType<PlatformOutput.ChallengePosed>().Single();
        stage.Do(new PlatformInput.ChallengeAnswered(posed.ChallengeId, 200, posed.Expected));
        stage.CustomerSays("""{"text":{"body":"hi"}}""");
        stage.Act(new PlatformInput.Violate(1, Stage.WabaId, "ADULT"));
        stage.Prefers(Stage.Anna, marketing: false);
        stage.Run(TimeSpan.FromSeconds(5));

        Assert.Equal(
            [("account_update", Stage.Url), ("messages", Other), ("user_preferences", Other)],
            (from post in stage.Posts
             from item in WebhookReader.Read(post.Post.Body)
             select (item.Field, post.Post.Url)).Order());
    }

    private static Stage LetEverythingHappen()
    {
        var stage = new Stage(options => options with { UpgradeAtCustomers = 10, SpamComplaints = 1000 });
        stage.CustomerSays("""{"text":{"body":"hi"},"referral":{"source_type":"ad","source_id":"1"}}""");
        stage.SendText("Hello");
        stage.Prefers(Stage.Anna, marketing: false);
        stage.SendTemplate("spring_sale", Stage.Anna, "Anna");
        stage.HaveTemplate("summer", "MARKETING");
        stage.CreateTemplate("joined", "UTILITY", "Hi {{1}}{{2}}, see you.");
        stage.Run(TimeSpan.FromMinutes(6));
        for (var campaign = 1; campaign <= 3; campaign++)
        {
            stage.Campaign("summer", Enumerable.Range(campaign * 50, 30).Select(Acting.Customer));
            for (var i = 0; i < 4; i++)
                stage.Blocks(Acting.Customer(campaign * 50 + i));
            stage.Run(TimeSpan.FromHours(7));
        }

        stage.Graph("DELETE", $"/{Stage.WabaId}/message_templates?name=summer");
        BeDeniedTheFirstStep(stage);
        stage.Unlimit();
        BeUpgraded(stage);
        for (var step = 0; step < 8; step++)
            stage.Act(new PlatformInput.Violate(1, Stage.WabaId, "ADULT"));
        stage.Act(new PlatformInput.Reinstate(1, Stage.WabaId));
        stage.Run(TimeSpan.FromDays(31));
        return stage;
    }

    /// <summary>Reaches 2,000 customers of a business that is not verified and angers so many that it stays
    /// RED.</summary>
    private static void BeDeniedTheFirstStep(Stage stage)
    {
        for (var day = 0; day < 9; day++)
        {
            stage.Act(new PlatformInput.Reinstate(1, Stage.WabaId));
            for (var i = 0; i < 249; i++)
            {
                stage.SendTemplate("hello_world", Acting.Customer(10_000 + day * 300 + i));
                stage.Run(TimeSpan.FromMilliseconds(60));
            }

            stage.Run(TimeSpan.FromHours(24));
            for (var i = 0; i < 25; i++)
                stage.Blocks(Acting.Customer(10_000 + day * 300 + i));
        }
    }

    private static void BeUpgraded(Stage stage)
    {
        stage.Act(new PlatformInput.CreateAccount(1, new()
        {
            AppId = "634974688087057",
            AppSecret = Stage.Secret,
            WabaId = "77",
            AccessToken = "cloud",
            Numbers = [new("99", "+1 555-099-0099", "Cloud Shop", Link: LinkState.CloudOnly)],
        }));
        for (var i = 0; i < 11; i++)
            stage.Graph("POST", "/99/messages", $$$$"""
                {"messaging_product":"whatsapp","to":"{{{{Acting.Customer(i)}}}}","type":"template",
                 "template":{"name":"hello_world","language":{"code":"en_US"}}}
                """, token: "cloud");
        stage.Run(TimeSpan.FromMinutes(5));
    }

    /// <summary>Members that the item's type does not name, at its outer level.</summary>
    private static object? MoreOf(WebhookItem item) => item.Kind switch
    {
        ItemKind.AccountUpdate => item.AccountUpdate!.More
            ?? item.AccountUpdate.BanInfo?.More
            ?? item.AccountUpdate.ViolationInfo?.More
            ?? item.AccountUpdate.RestrictionInfo?[0].More,
        ItemKind.AccountAlert => item.AccountAlert!.More ?? item.AccountAlert.AlertInfo!.More,
        ItemKind.BusinessCapability => item.BusinessCapability!.More,
        ItemKind.PhoneQuality => item.PhoneQuality!.More,
        ItemKind.TemplateStatus => item.TemplateStatus!.More,
        ItemKind.TemplateQuality => item.TemplateQuality!.More,
        ItemKind.UserPreference => item.UserPreference!.More,
        ItemKind.Status => item.Status!.More ?? item.Status.Pricing?.More ?? item.Status.Conversation?.More,
        _ => null,
    };
}
