using Microsoft.AspNetCore.Components;
using Tandem.Console.Access;
using Tandem.Console.Layout;
using Tandem.Console.Words;
using Tandem.Engine.Reading;

namespace Tandem.Console.Received;

/// <summary>Webhooks as they came, newest first.</summary>
public sealed partial class ReceivedPage : IDisposable
{
    private const int PageSize = 30;

    private readonly CancellationTokenSource _gone = new();
    private readonly HashSet<long> _opened = [];
    private IReadOnlyList<NumberView> _numbers = [];
    private List<ReceivedView>? _webhooks;
    private string? _number;
    private string? _next;
    private string? _refusal;
    private bool _mayManage;

    /// <summary>The number whose webhooks are shown.</summary>
    [SupplyParameterFromQuery(Name = "number")]
    public string? NumberAsked { get; set; }

    [Inject]
    private Workplace Workplace { get; set; } = null!;

    [Inject]
    private LocalTime Time { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _numbers = await Workplace.NumbersAsync(_gone.Token);
        _mayManage = await Workplace.CallerAsync() is { } caller && Speaking.OnManaging(caller) is null;
        _number = NumberChoice.Of(_numbers, NumberAsked);
        await ReloadAsync();
    }

    // Raw JSON is written into the page only once somebody looks: a page of it would be megabytes.
    private void Toggle(long webhook) => _opened.Add(webhook);

    private async Task RetryAsync(long webhook, int index)
    {
        _refusal = null;
        _refusal = await Trying.ToAsync(() => Workplace.RetryItemAsync(webhook, index, _gone.Token));
        var at = _webhooks!.FindIndex(one => one.Id == webhook);
        if (await Workplace.FindReceivedAsync(_number!, webhook, _gone.Token) is { } after)
            _webhooks[at] = after;
    }

    private async Task ReloadAsync()
    {
        (_webhooks, _next) = ([], null);
        await LoadMoreAsync();
    }

    private async Task LoadMoreAsync()
    {
        if (_number is null)
            return;

        var page = await Workplace.ReceivedAsync(_number, new PageAsk(PageSize, After: _next), _gone.Token);
        _webhooks!.AddRange(page.Data);
        _next = page.Paging.Next;
    }
}
