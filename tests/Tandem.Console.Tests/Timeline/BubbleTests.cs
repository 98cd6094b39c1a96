using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Tandem.Console.Timeline;
using Tandem.Console.Words;
using Tandem.Engine.Reading;

namespace Tandem.Console.Tests.Timeline;

/// <summary>What a bubble shows and says aloud.</summary>
public sealed class BubbleTests : IDisposable
{
    private readonly BunitContext _browser = new();

    public BubbleTests()
    {
        _browser.JSInterop.Mode = JSRuntimeMode.Loose;
        _browser.Services.AddMudServices();
        _browser.Services.AddScoped(_ => Sample.Time());
    }

    public void Dispose() => _browser.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Fact]
    public void Who_spoke_and_how_far_it_came_is_said_in_words_too()
    {
        var bubble = Show(Sample.Message("1-2", "On its way").From("api", "bot", "shop-bot") with { Status = "read" });

        Assert.Equal("Bot, shop-bot, 12:00: On its way. Read", bubble.Find("article").GetAttribute("aria-label"));
    }

    [Fact]
    public void A_gap_says_what_is_missing_and_what_to_do()
    {
        var bubble = Show(Sample.Message("1-2") with
        {
            Content = null,
            Gap = new GapView(
                "unavailable_to_api", "WhatsApp could not hand it over.", "A companion.",
                "Open the chat on the phone."),
        });

        Assert.Contains("Open the chat on the phone.", bubble.Find(".gap").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_are_shown_as_words_never_as_markup()
    {
        var bubble = Show(Sample.Message("1-2", "<script>alert(1)</script>"));

        Assert.Empty(bubble.FindAll("script"));
        Assert.Equal("<script>alert(1)</script>", bubble.Find(".text").TextContent);
    }

    [Fact]
    public void An_unknown_outcome_is_explained_in_the_bubble()
    {
        var bubble = Show(Sample.Message("1-2").From("api", "human", "Ana") with { Status = "unknown" });

        Assert.Contains("will not send it twice", bubble.Find(".trouble").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_shows_the_readers_zone_and_utc_on_asking()
    {
        var time = Show(Sample.Message("1-2")).Find("time");

        Assert.Equal("2026-03-02 12:00:00 UTC", time.GetAttribute("title"));
        Assert.Equal("12:00", time.TextContent);
    }

    private IRenderedComponent<Bubble> Show(MessageView message) =>
        _browser.Render<Bubble>(parameters => parameters
            .Add(bubble => bubble.Message, message)
            .Add(bubble => bubble.Voice, Voice.Of(message))
            .Add(bubble => bubble.CustomerName, "María"));
}
