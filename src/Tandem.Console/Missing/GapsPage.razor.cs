using Microsoft.AspNetCore.Components;
using Tandem.Console.Access;
using Tandem.Console.Layout;
using Tandem.Console.Live;
using Tandem.Console.Words;
using Tandem.Domain.Gaps;
using Tandem.Domain.Sending;
using Tandem.Engine.Reading;

namespace Tandem.Console.Missing;

/// <summary>What is missing of a number, newest first; it changes as gaps open and close.</summary>
public sealed partial class GapsPage
{
    private const int PageSize = 30;

    private IReadOnlyList<NumberView> _numbers = [];
    private IReadOnlyList<BlindSpotView> _blindSpots = [];
    private List<GapCard>? _gaps;
    private string? _number;
    private string? _next;
    private string? _refusal;
    private GapKind? _kind;
    private bool _showsOpen = true;
    private bool _mayClose;

    /// <summary>The number whose gaps are shown.</summary>
    [SupplyParameterFromQuery(Name = "number")]
    public string? NumberAsked { get; set; }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => ListenAsync(TakeAsync);

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => InTurnAsync(async () =>
    {
        _numbers = await Workplace.NumbersAsync(Gone);
        _number = NumberChoice.Of(_numbers, NumberAsked);
        _mayClose = await Workplace.CallerAsync() is { } caller && Speaking.Of(caller) is null;
        await ReloadAsync();
    });

    private Task ShowAsync(bool open) => InTurnAsync(async () =>
    {
        _showsOpen = open;
        await ReloadAsync();
    });

    private Task OfKindAsync(ChangeEventArgs chosen) => InTurnAsync(async () =>
    {
        _kind = GapWords.KindOf(chosen.Value as string);
        await ReloadAsync();
    });

    private async Task TakeAsync(Changes changes)
    {
        if (changes.Number == _number && (changes.Gaps.Count > 0 || changes.IsLink))
            await ReloadAsync();
    }

    private async Task ReloadAsync()
    {
        var most = Math.Clamp(_gaps?.Count ?? 0, PageSize, PageAsk.MostElements); // as many as stand there already
        var (shown, next) = await ReadAsync(after: null, most);
        (_gaps, _next) = (shown, next);
        _blindSpots = _number is null ? [] : await Workplace.BlindSpotsAsync(_number, Gone);
    }

    private async Task LoadMoreAsync()
    {
        var (more, next) = await ReadAsync(_next, PageSize);
        _gaps!.AddRange(more);
        _next = next;
    }

    private async Task<(List<GapCard> Cards, string? Next)> ReadAsync(string? after, int most)
    {
        if (_number is null)
            return ([], null);

        var page = await Workplace.GapsAsync(_number, _showsOpen, _kind, new PageAsk(most, After: after), Gone);
        var cards = new List<GapCard>();
        foreach (var entry in page.Data)
        {
            var conversation = entry.ConversationId is { } id
                ? await Workplace.FindConversationAsync(id, Gone)
                : null;
            cards.Add(new GapCard(entry, conversation is null ? null : Person.NameOf(conversation.Contact)));
        }

        return (cards, page.Paging.Next);
    }

    private Task CloseAsync(GapCard gap) => ActAsync(() => Workplace.CloseGapAsync(gap.Entry.Id, Gone));

    // What became of a send is asked one by one.
    private List<GapCard> ToLookAt =>
        [.. (_gaps ?? []).Where(gap => gap.Entry is { State: "open", Code: not "send_unknown" })];

    // Those that stand here, and none that opened meanwhile.
    private Task CloseAllAsync(List<GapCard> gaps) => ActAsync(async () =>
    {
        foreach (var gap in gaps)
            await Workplace.CloseGapAsync(gap.Entry.Id, Gone);
    });

    private Task JudgeAsync(string send, SendVerdict verdict) =>
        ActAsync(() => Workplace.JudgeSendAsync(send, verdict, Gone));

    private Task ActAsync(Func<Task> act) => InTurnAsync(async () =>
    {
        _refusal = null;
        _refusal = await Trying.ToAsync(act);
        await ReloadAsync();
    });
}

/// <summary>A gap, and whose conversation it is in.</summary>
internal sealed record GapCard(GapEntryView Entry, string? Person);
