using Microsoft.AspNetCore.Components;
using Tandem.Console.Layout;
using Tandem.Console.Live;
using Tandem.Console.Words;
using Tandem.Engine.Reading;

namespace Tandem.Console.Inbox;

/// <summary>The conversations of a number, live.</summary>
public sealed partial class ConversationList
{
    /// <summary>How many conversations a search looks through at most before it asks for more words.</summary>
    private const int MostSearched = 2000;

    private readonly InboxModel _inbox = new();
    private ElementReference _rows;
    private string? _loadedNumber;
    private bool _isLoaded;
    private bool _isLoading;
    private bool _walks;

    /// <summary>The numbers to choose from; null while they load.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<NumberView>? Numbers { get; set; }

    /// <summary>The number shown.</summary>
    [Parameter, EditorRequired]
    public string? Number { get; set; }

    /// <summary>The open conversation.</summary>
    [Parameter]
    public string? Selected { get; set; }

    /// <summary>Tells how many conversations wait for an answer.</summary>
    [Parameter]
    public EventCallback<int> OnUnread { get; set; }

    [Inject]
    private LocalTime Time { get; set; } = null!;

    [Inject]
    private Browser Browser { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await ListenAsync(TakeAsync);
        TickEvery(TimeSpan.FromSeconds(30));
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Number is null || Number == _loadedNumber)
            return;

        _loadedNumber = Number;
        _inbox.Clear();
        _isLoaded = false;
        await InTurnAsync(() => LoadAsync(PageAsk.First));
        _isLoaded = true;
        await OnUnread.InvokeAsync(_inbox.UnreadCount);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var hasRows = _isLoaded && _inbox.Shown.Count > 0;
        if (hasRows && !_walks)
            await Browser.WalkAsync(_rows);
        _walks = hasRows;
    }

    private static string NameOf(NumberView number) =>
        number.VerifiedName is { Length: > 0 } name
            ? $"{name} · {number.DisplayPhoneNumber}"
            : number.DisplayPhoneNumber;

    private string Pressed(InboxFilter filter) => _inbox.Filter == filter ? "true" : "false";

    private async Task LoadAsync(PageAsk ask)
    {
        var number = Number!;
        var page = await Workplace.ConversationsAsync(number, ask, Gone);
        foreach (var conversation in page.Data)
        {
            var newest = await NewestAsync(conversation.Id);
            if (number == _loadedNumber)
                _inbox.Put(conversation, newest);
        }

        if (number == _loadedNumber)
        {
            _inbox.Unreadable.UnionWith(page.Unreadable ?? []);
            _inbox.Next = page.Paging.Next;
        }
    }

    private async Task<MessageView?> NewestAsync(string conversationId) =>
        await Workplace.MessagesAsync(conversationId, new PageAsk(1, IsNewestFirst: true), Gone)
            is { Data: [var newest, ..] } ? newest : null;

    private async Task LoadMoreAsync()
    {
        if (_isLoading || _inbox.Next is not { } next)
            return;

        _isLoading = true;
        try
        {
            await InTurnAsync(() => LoadAsync(PageAsk.First with { After = next }));
        }
        finally
        {
            _isLoading = false;
        }
    }

    // Whoever is searched for may be further down than what is loaded.
    private async Task SearchAsync(ChangeEventArgs typed)
    {
        _inbox.Search = typed.Value as string ?? "";
        while (_inbox.Search.Length > 1 && _inbox.Shown.Count < 10 && _inbox.Next is not null && !_isLoading
            && _inbox.Count < MostSearched)
        {
            await LoadMoreAsync();
            StateHasChanged();
        }
    }

    private void ShowAll()
    {
        _inbox.Search = "";
        _inbox.Filter = InboxFilter.All;
    }

    private void SwitchNumber(ChangeEventArgs chosen) => Navigation.NavigateTo($"/?number={chosen.Value}");

    private async Task TakeAsync(Changes changes)
    {
        if (changes.Number != _loadedNumber)
            return;

        foreach (var id in changes.Conversations)
            await RefreshAsync(id);
        foreach (var id in changes.Messages)
        {
            if (await Workplace.FindMessageAsync(id, Gone) is { } message && !_inbox.See(message))
                await RefreshAsync(message.ConversationId);
        }

        await OnUnread.InvokeAsync(_inbox.UnreadCount);
    }

    private async Task RefreshAsync(string id)
    {
        if (await Workplace.FindConversationAsync(id, Gone) is not { } conversation)
            return;

        if (conversation.Id != id)
            _inbox.Remove(id);
        var isKnown = _inbox.Find(conversation.Id) is not null;
        _inbox.Put(conversation, isKnown ? null : await NewestAsync(conversation.Id));
    }
}
