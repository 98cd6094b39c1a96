using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Tandem.Hub.Tests.Support;

namespace Tandem.Hub.Tests;

/// <summary>One secret is one app, whether it was named at first, later or never: its webhooks are never set
/// aside.</summary>
public sealed class AppOfNumberTests
{
    private const string AppId = "634974688087057";
    private const string Other = "106540352242923";

    [Fact]
    public async Task An_app_that_is_named_only_later_still_signs_for_its_numbers()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.RegisterAsync(Other, TestHub.WabaId);

        await RegisterAsync(hub, TestHub.NumberId, AppId, TestHub.AppSecret, 201);

        await AppliedAsync(hub, "wamid.A");
        Assert.Equal(AppId, await AppIdOfAsync(hub, TestHub.NumberId));
        Assert.Equal(AppId, await AppIdOfAsync(hub, Other));
    }

    [Fact]
    public async Task A_number_registered_without_the_id_joins_the_app_of_its_secret()
    {
        await using var hub = await TestHub.StartAsync(registers: false);
        await RegisterAsync(hub, Other, AppId, TestHub.AppSecret, 201);

        await hub.RegisterAsync(TestHub.NumberId, TestHub.WabaId);

        Assert.Equal(AppId, await AppIdOfAsync(hub, TestHub.NumberId));
        await AppliedAsync(hub, "wamid.A");
    }

    [Fact]
    public async Task A_new_secret_sets_nothing_aside_that_the_old_one_signed()
    {
        await using var hub = await TestHub.StartAsync(registers: false);
        await RegisterAsync(hub, Other, appId: null, TestHub.AppSecret, 201); // so that the secret is known
        Assert.Equal(200, await hub.PostAsync(Encoding.UTF8.GetBytes(Sample.Message("wamid.A", "early"))));
        await hub.RegisterAsync(TestHub.NumberId, TestHub.WabaId);

        await RegisterAsync(hub, TestHub.NumberId, appId: null, "the-secret-after-rotation", 201);

        await AppliedAsync(hub, wamid: null);
    }

    [Fact]
    public async Task The_secret_of_one_app_is_refused_under_the_name_of_another()
    {
        await using var hub = await TestHub.StartAsync(registers: false);
        await RegisterAsync(hub, TestHub.NumberId, AppId, TestHub.AppSecret, 201);

        var refusal = await RegisterAsync(hub, Other, "111", TestHub.AppSecret, 400);

        Assert.Contains($"app_secret is the secret of app {AppId}", refusal.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(TestHub.AppSecret, refusal.ToString(), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> RegisterAsync(
        TestHub hub, string numberId, string? appId, string secret, int status)
    {
        var answer = await hub.Owner.PostAsJsonAsync("/v1/numbers", new Dictionary<string, object?>
        {
            ["phone_number_id"] = numberId,
            ["waba_id"] = TestHub.WabaId,
            ["display_phone_number"] = "+1 555-078-3881",
            ["access_token"] = TestHub.Token,
            ["app_secret"] = secret,
            ["app_id"] = appId,
        });
        return await answer.JsonAsync(status);
    }

    private static async Task<string?> AppIdOfAsync(TestHub hub, string numberId) =>
        (await (await hub.Owner.GetAsync($"/v1/numbers/{numberId}")).JsonAsync(200)).GetProperty("app_id").GetString();

    private static async Task AppliedAsync(TestHub hub, string? wamid)
    {
        if (wamid is not null)
            Assert.Equal(200, await hub.PostAsync(Encoding.UTF8.GetBytes(Sample.Message(wamid, "hello"))));
        await hub.UntilAsync($"/v1/received?owner={TestHub.NumberId}", list =>
            list.GetProperty("data") is { } data && data.GetArrayLength() > 0
            && data[0].GetProperty("items")[0].TryGetProperty("outcome", out var outcome)
            && outcome.GetString() == "applied");
    }
}
