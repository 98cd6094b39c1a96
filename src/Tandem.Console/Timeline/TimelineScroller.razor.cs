using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Tandem.Console.Layout;
using Tandem.Console.Reply;
using Tandem.Console.Words;
using Tandem.Engine.Reading;

namespace Tandem.Console.Timeline;

/// <summary>
/// The timeline itself: stays at its end while the reader is there, and where the reader is otherwise.
/// </summary>
public sealed partial class TimelineScroller : IAsyncDisposable
{
    private ElementReference _element;
    private IJSObjectReference? _follow;
    private DotNetObjectReference<TimelineScroller>? _self;
    private bool _isLoadingOlder;
    private bool _goesToEnd;

    /// <summary>What is shown.</summary>
    [Parameter, EditorRequired]
    public TimelineModel Model { get; set; } = null!;

    /// <summary>Whether the first page is here.</summary>
    [Parameter]
    public bool IsLoaded { get; set; }

    /// <summary>Replies that do not stand on the timeline yet.</summary>
    [Parameter]
    public IReadOnlyList<PendingReply> Pending { get; set; } = [];

    /// <summary>What the customer is called.</summary>
    [Parameter]
    public string CustomerName { get; set; } = "Customer";

    /// <summary>Older messages are wanted.</summary>
    [Parameter]
    public EventCallback OnOlder { get; set; }

    /// <summary>A message's life is wanted.</summary>
    [Parameter]
    public EventCallback<MessageView> OnOpen { get; set; }

    /// <summary>A message is to be answered.</summary>
    [Parameter]
    public EventCallback<MessageView> OnReplyTo { get; set; }

    /// <summary>A reply that did not go is to be tried again.</summary>
    [Parameter]
    public EventCallback<PendingReply> OnTryAgain { get; set; }

    /// <summary>A reply that did not go is given up.</summary>
    [Parameter]
    public EventCallback<PendingReply> OnForget { get; set; }

    [Inject]
    private Browser Browser { get; set; } = null!;

    [Inject]
    private LocalTime Time { get; set; } = null!;

    /// <summary>Shows the end after the next rendering: the reader has just written there.</summary>
    public void GoToEnd() => _goesToEnd = true;

    /// <summary>Called by the browser when the top comes into sight.</summary>
    [JSInvokable]
    public async Task OlderAsync()
    {
        if (_isLoadingOlder || Model.Older is null)
            return;

        _isLoadingOlder = true;
        StateHasChanged();
        try
        {
            await OnOlder.InvokeAsync();
        }
        finally
        {
            _isLoadingOlder = false;
            StateHasChanged();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_follow is not null)
            {
                await _follow.InvokeVoidAsync("stop");
                await _follow.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and what it watched with it.
        }

        _self?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _follow = await Browser.FollowAsync(_element, _self);
        }

        if (_goesToEnd && _follow is not null)
        {
            _goesToEnd = false;
            await _follow.InvokeVoidAsync("goToEnd");
        }
    }

    private Task PointAtAsync(MessageView message) =>
        Model.Has(message.Id) ? Browser.PointAtAsync($"m-{message.Id}") : OnOpen.InvokeAsync(message);
}
