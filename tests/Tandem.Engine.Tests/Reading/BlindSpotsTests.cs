using Tandem.Domain.Deciding;
using Tandem.Domain.Link;
using Tandem.Engine.Registry;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Reading;

/// <summary>What a number can never see follows from its registration and its link.</summary>
public sealed class BlindSpotsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void While_nobody_has_said_how_it_stands_the_phones_are_named() => Stage.Play(async hub =>
    {
        var codes = await CodesAsync(hub);

        Assert.Contains("unsupported_companion", codes);
        Assert.Contains("view_once_and_disappearing", codes);
        Assert.DoesNotContain("phone_while_parted", codes);
        Assert.DoesNotContain("private_until_live", codes);
    });

    [Theory]
    [InlineData(LinkState.Offboarded)]
    [InlineData(LinkState.Removed)]
    public void While_app_and_API_are_parted_all_of_the_phone_is_one_and_nothing_is_switched_off_there(
        LinkState state) => Stage.Play(async hub =>
    {
        await HearAsync(hub, state, isOnboarding: false);
        var parted = await CodesAsync(hub);
        await HearAsync(hub, LinkState.Connected, isOnboarding: true);
        var joined = await CodesAsync(hub);

        Assert.Equal("phone_while_parted", parted[0]);
        Assert.Contains("unsupported_companion", parted);
        Assert.DoesNotContain("view_once_and_disappearing", parted);
        Assert.DoesNotContain("phone_while_parted", joined);
        Assert.Contains("view_once_and_disappearing", joined);
    });

    [Theory]
    [InlineData("false", false)]
    [InlineData("true", true)]
    public void A_number_that_the_app_does_not_have_has_none_of_the_phone_until_it_is_onboarded(
        string isOnBizApp, bool hasPhone) => Stage.Play(async hub =>
    {
        hub.Graph.Node = $$"""{"platform_type":"CLOUD_API","status":"CONNECTED","is_on_biz_app":{{isOnBizApp}}}""";
        await hub.Door.CommandAsync(TestHub.PhoneNumberId, new Input.LinkAsked(LinkInquiry.Registered), Ct);
        await hub.RestAsync();
        var told = await CodesAsync(hub);
        await HearAsync(hub, LinkState.Connected, isOnboarding: true);

        Assert.Equal(hasPhone, told.Count > 0);
        Assert.Contains("unsupported_companion", await CodesAsync(hub));
    });

    [Fact]
    public void A_past_that_is_private_by_rule_is_named() => Stage.Play(async hub =>
    {
        var number = (await hub.Registry.FindNumberAsync(TestHub.PhoneNumberId, Ct))!;
        await hub.Registry.PutNumberAsync(
            number with { IsPrivateUntilLive = true }, new AppRegistration("app", TestHub.Secret), Ct);

        Assert.Contains("private_until_live", await CodesAsync(hub));
        Assert.Null(await hub.Reader.Numbers.BlindSpotsAsync("9", Ct));
    });

    private static async Task HearAsync(TestHub hub, LinkState state, bool isOnboarding) =>
        await hub.TellAsync(Webhook.Account(
            isOnboarding ? "PARTNER_ADDED" : state == LinkState.Removed ? "PARTNER_REMOVED" : "ACCOUNT_OFFBOARDED",
            hub.Time.Now.ToUnixTimeSeconds() + (isOnboarding ? 1 : 0)));

    private static async Task<IReadOnlyList<string>> CodesAsync(TestHub hub) =>
        [.. (await hub.Reader.Numbers.BlindSpotsAsync(TestHub.PhoneNumberId, Ct))!.Select(spot => spot.Code)];
}
