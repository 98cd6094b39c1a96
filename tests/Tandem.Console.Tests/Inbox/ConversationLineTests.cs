using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Tandem.Console.Inbox;

namespace Tandem.Console.Tests.Inbox;

/// <summary>What a line of the inbox shows.</summary>
public sealed class ConversationLineTests : IDisposable
{
    private const string Canary = "canary-of-a-private-life";

    private readonly BunitContext _browser = new();

    public ConversationLineTests()
    {
        _browser.JSInterop.Mode = JSRuntimeMode.Loose;
        _browser.Services.AddMudServices();
        _browser.Services.AddScoped(_ => Sample.Time());
    }

    public void Dispose() => _browser.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Words_that_were_loaded_before_somebody_made_it_private_are_shown_no_more(bool isPrivate)
    {
        var line = _browser.Render<ConversationLine>(parameters => parameters
            .Add(it => it.Row, new InboxRow(
                Sample.Conversation() with { Private = isPrivate }, Sample.Message("1-2", Canary)))
            .Add(it => it.Now, Sample.Noon));

        Assert.Equal(!isPrivate, line.Markup.Contains(Canary, StringComparison.Ordinal));
        Assert.Equal(isPrivate, line.Markup.Contains("Private", StringComparison.Ordinal));
    }
}
