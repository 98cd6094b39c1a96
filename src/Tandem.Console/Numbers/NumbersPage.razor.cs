using Tandem.Console.Access;
using Tandem.Console.Live;
using Tandem.Engine.Reading;

namespace Tandem.Console.Numbers;

/// <summary>Each number: its link, its mode, its ledger, its queue.</summary>
public sealed partial class NumbersPage
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    private List<NumberCard>? _cards;
    private IReadOnlyList<AlarmView> _alarms = [];
    private bool _mayManage;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await ListenAsync(TakeAsync);
        await InTurnAsync(LoadAsync);
        LookEach(LookEvery, async () => _alarms = await Workplace.AlarmsAsync(Gone));
    }

    private async Task LoadAsync()
    {
        _alarms = await Workplace.AlarmsAsync(Gone);
        _mayManage = await Workplace.CallerAsync() is { } caller && Speaking.OnManaging(caller) is null;
        var cards = new List<NumberCard>();
        foreach (var number in await Workplace.NumbersAsync(Gone))
            cards.Add(await CardAsync(number));
        _cards = cards;
    }

    private async Task TakeAsync(Changes changes)
    {
        if (_cards is null)
            return;

        var index = _cards.FindIndex(card => card.Number.PhoneNumberId == changes.Number);
        if (index < 0)
            return;

        var number = _cards[index].Number;
        if (changes.IsLink)
            number = (await Workplace.NumbersAsync(Gone)).First(n => n.PhoneNumberId == changes.Number);
        _cards[index] = await CardAsync(number);
    }

    private async Task<NumberCard> CardAsync(NumberView number)
    {
        var ledger = await Workplace.LedgerAsync(number.PhoneNumberId, Gone);
        var queue = await Workplace.QueueAsync(number.PhoneNumberId, PageAsk.First, Gone);
        return new NumberCard(
            number,
            LinkLook.Of(number.Link),
            ledger is null ? null : LedgerBar.Of(ledger),
            await Workplace.HealthAsync(number.PhoneNumberId, Gone),
            await Workplace.PaceAsync(number.PhoneNumberId, Gone),
            queue.Data,
            queue.Paging.Next is not null);
    }
}
