using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Console.Access;
using Tandem.Engine.Doors;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Hub.Tests.Support;
using static Tandem.Hub.Tests.Support.PrivateLife;

namespace Tandem.Hub.Tests;

/// <summary>What the console's pages are given of the owner's own life: they ask <see cref="Workplace"/> and nobody
/// else.</summary>
public sealed class PrivateConsoleTests
{
    private static readonly PageAsk Page = new(Limit: 100);

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    [Theory]
    [InlineData("agent", false)]
    [InlineData("owner", true)]
    public async Task No_page_is_given_a_word_of_a_private_conversation_and_only_the_owners_know_whom_it_is_with(
        string role, bool seesWhom)
    {
        await using var hub = await TestHub.StartAsync();
        using var agent = hub.Client(await hub.KeyAsync("agent", ["read", "send", "manage"]));
        foreach (var webhook in Events)
            Assert.Equal(200, await hub.PostAsync(webhook));
        await hub.UntilAsync(
            $"/v1/numbers/{TestHub.NumberId}/ledger",
            it => it.GetProperty("pending").GetInt32() == 0 && it.GetProperty("set_aside").GetInt32() == SetAside);
        var desk = await WorkplaceAsync(hub, role);
        var open = Assert.Single((await desk.ConversationsAsync(TestHub.NumberId, Page, default)).Data);
        var before = await ShownAsync(desk, open.Id);
        Assert.Contains(before, page => page.Contains(Canary));

        await desk.MarkPrivateAsync(open.Id, isPrivate: true, default);

        var after = await ShownAsync(await WorkplaceAsync(hub, role), open.Id);
        Assert.All(after, page => Assert.DoesNotContain(Canary, page));
        Assert.Equal(seesWhom, after.Any(page => page.Contains(Person)));
    }

    /// <summary>Everything that pages read of a conversation and its number, raw webhooks apart.</summary>
    private static async Task<IReadOnlyList<string>> ShownAsync(Workplace desk, string conversation)
    {
        var shown = new List<object?>
        {
            await desk.ConversationsAsync(TestHub.NumberId, Page, default),
            await desk.FindConversationAsync(conversation, default),
            await desk.MessagesAsync(conversation, Page, default),
            await desk.QueueAsync(TestHub.NumberId, Page, default),
            await desk.GapsAsync(TestHub.NumberId, isOpen: true, kind: null, Page, default),
            await desk.GapsAsync(TestHub.NumberId, isOpen: false, kind: null, Page, default),
        };
        foreach (var wamid in new[] { "wamid.H1", "wamid.H2", "wamid.L1", "wamid.E1" })
            shown.Add(await desk.FindByWamidAsync(conversation, wamid, default));
        return [.. shown.Select(page => JsonSerializer.Serialize(page, Plain))];
    }

    private static async Task<Workplace> WorkplaceAsync(TestHub hub, string role)
    {
        var services = hub.Host.App.Services;
        var registry = services.GetRequiredService<RegistrationBook>();
        var key = (await registry.KeysAsync(default)).Single(key => key.Role == role);
        var signedIn = new SignedIn(new Somebody(Caller.Of(key)), registry, TimeProvider.System);
        return new Workplace(
            services.GetRequiredService<Reader>(),
            services.GetRequiredService<INumberDoor>(),
            services.GetRequiredService<AutomaticTexts>(),
            signedIn,
            TimeProvider.System);
    }

    private sealed class Somebody(Caller caller) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(caller.ToPrincipal("test")));
    }
}
