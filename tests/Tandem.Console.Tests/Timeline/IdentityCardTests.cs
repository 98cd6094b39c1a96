using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Tandem.Console.Timeline;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;

namespace Tandem.Console.Tests.Timeline;

/// <summary>Who a conversation is with, and the two commands about it.</summary>
public sealed class IdentityCardTests : IDisposable
{
    private readonly BunitContext _browser = new();
    private readonly List<string> _asked = [];

    public IdentityCardTests()
    {
        _browser.JSInterop.Mode = JSRuntimeMode.Loose;
        _browser.Services.AddMudServices();
        _browser.Services.AddScoped(_ => Sample.Time());
    }

    public void Dispose() => _browser.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Fact]
    public void Every_key_is_shown_and_the_former_ones_say_so()
    {
        var card = Show();

        Assert.Equal(
            ["Number 12195555358", "User id US.1", "Former number 16505551234"],
            card.FindAll(".identity-keys li").Select(line =>
                $"{line.QuerySelector(".muted")!.TextContent} {line.QuerySelector(".mono")!.TextContent}"));
        Assert.Equal(3, card.FindAll(".identity-keys button").Count);
    }

    [Fact]
    public void A_merge_says_its_cause_and_is_taken_back_once_that_is_confirmed()
    {
        var card = Show();
        Assert.Contains("one message named both", card.Find(".identity-merge").TextContent, StringComparison.Ordinal);

        card.Find(".identity-merge button").Click();
        Assert.Empty(_asked);
        card.FindAll(".detail-actions button").Single(button => Words(button.TextContent) == "Yes, split").Click();

        Assert.Equal(["1-7"], _asked);
    }

    [Fact]
    public void A_key_leaves_under_the_name_that_all_its_forms_have()
    {
        var card = Show();

        card.FindAll(".identity-keys button")[1].Click();
        card.FindAll(".detail-actions button")[0].Click();

        Assert.Equal(["user:US.1"], _asked);
    }

    [Fact]
    public void A_number_that_passed_to_who_proved_to_be_the_same_person_is_not_called_somebody_elses()
    {
        var card = Show();

        Assert.Equal(
            ["16505551234 is somebody else's"],
            card.FindAll(".identity-events li").Select(line => Words(line.TextContent)[..30]));
    }

    [Fact]
    public void Who_may_only_look_is_told_why()
    {
        var card = Show(Sample.Agent with { Scopes = ["read"] });

        Assert.Empty(card.FindAll("button"));
        Assert.Contains("may read but not send", card.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<IdentityCard> Show(Caller? caller = null) => _browser.Render<IdentityCard>(with => with
        .Add(card => card.Caller, caller ?? Sample.Agent)
        .Add(card => card.OnSplit, EventCallback.Factory.Create<string>(this, _asked.Add))
        .Add(card => card.Conversation, Sample.Conversation() with
        {
            Contact = new ContactView("12195555358", "US.1", null, "Ana")
            {
                Keys =
                [
                    new("wa_id", "12195555358", Former: false), new("wa_id", "16505551234", Former: true),
                    new("user_id", "US.1", Former: false),
                ],
            },
            Merges =
            [
                new("1-7", "one_event_named_both", Sample.Noon, null, "wamid.3", [new("user_id", "US.1", false)]),
            ],
            Identity = [PassedTo("1-7", "12195555358"), PassedTo("1-9", "16505551234")],
        }));

    private static IdentityEventView PassedTo(string conversation, string number) => new(
        "number_passed_on", Sample.Noon, null, conversation, null, null, [new("wa_id", number, Former: true)]);

    private static string Words(string text) =>
        string.Join(' ', text.Split(' ', '\n', '\r').Where(word => word.Length > 0));
}
