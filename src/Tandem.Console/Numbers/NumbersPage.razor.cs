using Microsoft.AspNetCore.Components;
using Tandem.Console.Access;
using Tandem.Console.Live;
using Tandem.Engine.Reading;

namespace Tandem.Console.Numbers;

/// <summary>Each number: its link, its mode, its ledger, its queue.</summary>
public sealed partial class NumbersPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private List<NumberCard>? _cards;
    private IDisposable? _subscription;

    [Inject]
    private Workplace Workplace { get; set; } = null!;

    [Inject]
    private LiveFeed Feed { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _subscription?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _subscription = await Feed.ListenAsync(changes => InvokeAsync(() => TakeAsync(changes)));
        var cards = new List<NumberCard>();
        foreach (var number in await Workplace.NumbersAsync(_gone.Token))
            cards.Add(await CardAsync(number));
        _cards = cards;
    }

    private async Task TakeAsync(Changes changes)
    {
        if (_cards is null || _gone.IsCancellationRequested)
            return;

        var index = _cards.FindIndex(card => card.Number.PhoneNumberId == changes.Number);
        if (index < 0)
            return;

        var number = _cards[index].Number;
        if (changes.IsLink)
            number = (await Workplace.NumbersAsync(_gone.Token)).First(n => n.PhoneNumberId == changes.Number);
        _cards[index] = await CardAsync(number);
        StateHasChanged();
    }

    private async Task<NumberCard> CardAsync(NumberView number)
    {
        var ledger = await Workplace.LedgerAsync(number.PhoneNumberId, _gone.Token);
        var queue = await Workplace.QueueAsync(number.PhoneNumberId, PageAsk.First, _gone.Token);
        return new NumberCard(
            number,
            LinkLook.Of(number.Link),
            ledger is null ? null : LedgerBar.Of(ledger),
            queue.Data,
            queue.Paging.Next is not null);
    }
}
