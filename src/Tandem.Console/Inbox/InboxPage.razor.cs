using Microsoft.AspNetCore.Components;
using Tandem.Console.Access;
using Tandem.Console.Words;
using Tandem.Engine.Reading;

namespace Tandem.Console.Inbox;

/// <summary>The inbox: conversations at one side, the open one at the other.</summary>
public sealed partial class InboxPage
{
    private IReadOnlyList<NumberView>? _numbers;
    private string? _number;
    private ConversationView? _opened;
    private int _unread;

    /// <summary>The open conversation; null for none.</summary>
    [Parameter]
    public string? ConversationId { get; set; }

    /// <summary>The number shown, where it is not that of the open conversation.</summary>
    [SupplyParameterFromQuery(Name = "number")]
    public string? NumberAsked { get; set; }

    [Inject]
    private Workplace Workplace { get; set; } = null!;

    private string Title =>
        (_unread > 0 ? $"({_unread}) " : "")
        + (_opened is { } opened && opened.Id == ConversationId ? Person.NameOf(opened) : "Inbox")
        + " · Tandem";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _numbers ??= await Workplace.NumbersAsync(CancellationToken.None);
        if (FindNumber(NumberAsked) is { } asked)
            _number = asked.PhoneNumberId;
        else if (ConversationId is { } id
            && (await Workplace.FindConversationAsync(id, CancellationToken.None)) is { } open)
            _number = open.PhoneNumberId;
        _number ??= _numbers is [var first, ..] ? first.PhoneNumberId : null;
    }

    private NumberView? FindNumber(string? id) => _numbers?.FirstOrDefault(number => number.PhoneNumberId == id);

    private void ShowOpened(ConversationView opened) => (_opened, _number) = (opened, opened.PhoneNumberId);

    private void ShowUnread(int unread) => _unread = unread;
}
