using Tandem.Engine.Registry;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Feeds;

/// <summary>What concerns an account concerns each of its numbers, and everybody is told once.</summary>
public sealed class AccountForwardingTests
{
    private const string Second = "106540352242923";

    private const string Banned = $$$"""
        {"object":"whatsapp_business_account","entry":[{"id":"{{{TestHub.WabaId}}}","time":1750000000,"changes":[
        {"field":"account_update","value":{"event":"DISABLED_UPDATE",
        "ban_info":{"waba_ban_state":["SCHEDULE_FOR_DISABLE"],"waba_ban_date":"2026-11-30"}}
        }]}]}
        """;

    [Fact]
    public void Endpoints_of_every_number_are_told_once() => Stage.Play(async hub =>
    {
        await RegisterSecondAsync(hub);
        await hub.RegisterEndpointAsync("first", Seeing(hub, "first", TestHub.PhoneNumberId));
        await hub.RegisterEndpointAsync("second", Seeing(hub, "second", Second));
        await hub.RegisterEndpointAsync("both", Seeing(hub, "both", TestHub.PhoneNumberId, Second));
        await hub.RegisterEndpointAsync("neither", Seeing(hub, "neither", "999"));

        await hub.TellAsync(Banned);

        Assert.Equal(
            ["both", "first", "second"],
            hub.Endpoints.Posts.Where(post => post.Body.Contains("account_update", StringComparison.Ordinal))
                .Select(post => new Uri(post.Url).Host.Split('.')[0]).Order(StringComparer.Ordinal));
    });

    private static ApiKeyRegistration Seeing(TestHub hub, string name, params string[] numbers) =>
        new Client(hub, "bot", name).Key with { Numbers = numbers };

    private static async Task RegisterSecondAsync(TestHub hub)
    {
        var first = await hub.Registry.FindNumberAsync(TestHub.PhoneNumberId, TestContext.Current.CancellationToken);
        await hub.Registry.PutNumberAsync(
            first! with { PhoneNumberId = Second, DisplayPhoneNumber = "+1 555-078-3882" },
            new AppRegistration("app", TestHub.Secret), TestContext.Current.CancellationToken);
    }
}
