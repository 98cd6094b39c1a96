using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Tandem.Console.Layout;
using Tandem.Console.Words;
using Tandem.Engine.Reading;

namespace Tandem.Console.Reply;

/// <summary>Where a person answers. The words live in the browser until they are sent.</summary>
public sealed partial class ReplyBox : IAsyncDisposable
{
    private static readonly TimeSpan WorthSaying = TimeSpan.FromHours(3);
    private ElementReference _box;
    private IJSObjectReference? _typing;
    private DotNetObjectReference<ReplyBox>? _self;
    private MessageView? _quoted;

    /// <summary>Whether it takes words now.</summary>
    [Parameter, EditorRequired]
    public ReplyGate Gate { get; set; } = null!;

    /// <summary>The message that is answered.</summary>
    [Parameter]
    public MessageView? RepliesTo { get; set; }

    /// <summary>When the customer service window closes.</summary>
    [Parameter]
    public DateTimeOffset? Closes { get; set; }

    /// <summary>What the customer is called.</summary>
    [Parameter]
    public string CustomerName { get; set; } = "Customer";

    /// <summary>Words are to be sent.</summary>
    [Parameter]
    public EventCallback<string> OnSend { get; set; }

    /// <summary>The quoted message is not to be quoted after all.</summary>
    [Parameter]
    public EventCallback OnDropQuote { get; set; }

    [Inject]
    private Browser Browser { get; set; } = null!;

    [Inject]
    private LocalTime Time { get; set; } = null!;

    private TimeSpan? Soon => Closes - Time.Now is { } left && left < WorthSaying ? left : null;

    /// <summary>Called by the browser when Enter was pressed on words.</summary>
    [JSInvokable]
    public Task SendAsync(string text) =>
        text.Trim() is { Length: > 0 } words && Gate.IsOpen ? OnSend.InvokeAsync(words) : Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _self?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Gate.IsOpen && _typing is null)
        {
            _self ??= DotNetObjectReference.Create(this);
            _typing = await Browser.TypeAsync(_box, _self);
        }
        else if (!Gate.IsOpen && _typing is not null)
        {
            await StopAsync();
        }

        if (RepliesTo is not null && RepliesTo != _quoted && _typing is not null)
            await _typing.InvokeVoidAsync("focus");
        _quoted = RepliesTo;
    }

    private async Task PressAsync()
    {
        if (_typing is not null)
            await _typing.InvokeVoidAsync("send");
    }

    private async Task StopAsync()
    {
        var typing = _typing;
        _typing = null;
        try
        {
            if (typing is not null)
                await typing.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and what it watched with it.
        }
    }
}
