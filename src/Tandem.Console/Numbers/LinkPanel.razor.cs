using Microsoft.AspNetCore.Components;
using Tandem.Console.Access;
using Tandem.Domain.Link;
using Tandem.Engine.Reading;

namespace Tandem.Console.Numbers;

/// <summary>The link of a number: what Meta says of it, and what the phone shares once.</summary>
public sealed partial class LinkPanel : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private string? _refusal;

    /// <summary>The number.</summary>
    [Parameter, EditorRequired]
    public NumberView Number { get; set; } = null!;

    /// <summary>Whether the person may ask Meta for things.</summary>
    [Parameter, EditorRequired]
    public bool MayAsk { get; set; }

    [Inject]
    private Workplace Workplace { get; set; } = null!;

    private IEnumerable<(SyncKind Kind, string Title, SyncView Sync)> Syncs =>
    [
        (SyncKind.Contacts, "Contacts", Number.Link.Sync.Contacts),
        (SyncKind.History, "History", Number.Link.Sync.History),
    ];

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    // What comes of it is told by the feed, and the page draws this anew.
    private async Task SyncAsync(SyncKind kind, bool isAgain)
    {
        _refusal = null;
        _refusal = await Trying.ToAsync(
            () => Workplace.AskSyncAsync(Number.PhoneNumberId, kind, isAgain, _gone.Token));
    }

    private async Task AskMetaAsync()
    {
        _refusal = null;
        _refusal = await Trying.ToAsync(() => Workplace.AskMetaAsync(Number.PhoneNumberId, _gone.Token));
    }
}
