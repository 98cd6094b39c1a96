using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Tandem.Console.Layout;

/// <summary>The few things only the browser can do.</summary>
public sealed class Browser(IJSRuntime js) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    /// <summary>The browser's time zone, IANA name.</summary>
    public async Task<string?> ZoneAsync() => await (await ModuleAsync()).InvokeAsync<string?>("zone");

    /// <summary>Switches between light and dark, and remembers it.</summary>
    /// <returns>Whether it is dark now.</returns>
    public async Task<bool> ToggleDarkAsync() => await (await ModuleAsync()).InvokeAsync<bool>("toggleDark");

    /// <summary>Whether it is dark now.</summary>
    public async Task<bool> IsDarkAsync() => await (await ModuleAsync()).InvokeAsync<bool>("isDark");

    /// <summary>Shows a dialog element above everything, with focus inside.</summary>
    public async Task ShowAsync(ElementReference dialog) => await (await ModuleAsync()).InvokeVoidAsync("show", dialog);

    /// <summary>Keeps a timeline at its end, or where the reader is; tells when older messages are wanted.</summary>
    public async Task<IJSObjectReference> FollowAsync<T>(ElementReference scroller, DotNetObjectReference<T> listener)
        where T : class =>
        await (await ModuleAsync()).InvokeAsync<IJSObjectReference>("follow", scroller, listener);

    /// <summary>Enter sends, Shift+Enter begins a line, the box grows with its words.</summary>
    public async Task<IJSObjectReference> TypeAsync<T>(ElementReference box, DotNetObjectReference<T> listener)
        where T : class =>
        await (await ModuleAsync()).InvokeAsync<IJSObjectReference>("type", box, listener);

    /// <summary>Brings a message into sight and marks it for a moment.</summary>
    public async Task PointAtAsync(string elementId) =>
        await (await ModuleAsync()).InvokeVoidAsync("pointAt", elementId);

    /// <summary>Lets arrow keys walk along a list of links.</summary>
    public async Task WalkAsync(ElementReference list) => await (await ModuleAsync()).InvokeVoidAsync("walk", list);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is { IsCompletedSuccessfully: true } module)
                await (await module).DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and what it held with it.
        }
    }

    private Task<IJSObjectReference> ModuleAsync() =>
        _module ??= js.InvokeAsync<IJSObjectReference>("import", "./_content/Tandem.Console/tandem.js").AsTask();
}
