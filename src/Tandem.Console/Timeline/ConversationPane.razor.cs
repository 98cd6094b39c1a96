using System.Security.Cryptography;
using Microsoft.AspNetCore.Components;
using Tandem.Console.Access;
using Tandem.Console.Live;
using Tandem.Console.Reply;
using Tandem.Console.Words;
using Tandem.Engine.Doors;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Engine.Storing;

namespace Tandem.Console.Timeline;

/// <summary>One conversation: its timeline, the reply box, and who speaks.</summary>
public sealed partial class ConversationPane
{
    private TimelineModel _timeline = new();
    private readonly List<PendingReply> _pending = [];
    private TimelineScroller? _scroller;
    private ConversationView? _conversation;
    private Caller? _caller;
    private MessageView? _replyTo;
    private string? _open;
    private string? _commandTrouble;
    private bool _isLoaded;
    private bool _isMissing;
    private bool _showsDetails;

    /// <summary>Which conversation; another one is another component.</summary>
    [Parameter, EditorRequired]
    public string ConversationId { get; set; } = "";

    /// <summary>Finds a number this person may see.</summary>
    [Parameter, EditorRequired]
    public Func<string, NumberView?> NumberOf { get; set; } = _ => null;

    /// <summary>Tells which conversation it is, once that is known.</summary>
    [Parameter]
    public EventCallback<ConversationView> OnOpened { get; set; }

    [Inject]
    private LocalTime Time { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await ListenAsync(TakeAsync);
        await InTurnAsync(BeginAsync);
        TickEvery(TimeSpan.FromSeconds(15));
    }

    private async Task BeginAsync()
    {
        _caller = await Workplace.CallerAsync();
        _conversation = await Workplace.FindConversationAsync(ConversationId, Gone);
        _isMissing = _conversation is null;
        if (_isMissing)
            return;

        await OnOpened.InvokeAsync(_conversation);
        await LoadAsync(new PageAsk(PageAsk.UsualElements, IsNewestFirst: true));
        _isLoaded = true;
        await MarkReadAsync();
    }

    private async Task LoadAsync(PageAsk ask)
    {
        if (await Workplace.MessagesAsync(ConversationId, ask, Gone) is not { } page)
            return;

        foreach (var message in page.Data)
            _timeline.Put(message);
        _timeline.Older = page.Paging.Next;
        await LookUpQuotesAsync();
    }

    private Task LoadOlderAsync() => InTurnAsync(async () =>
    {
        if (_timeline.Older is { } older)
            await LoadAsync(new PageAsk(PageAsk.UsualElements, After: older, IsNewestFirst: true));
    });

    private async Task LookUpQuotesAsync()
    {
        foreach (var wamid in _timeline.MissingQuotes)
            _timeline.PutQuoted(wamid, await Workplace.FindByWamidAsync(ConversationId, wamid, Gone));
    }

    private async Task TakeAsync(Changes changes)
    {
        if (_conversation is not { } before || changes.Number != before.PhoneNumberId)
            return;

        foreach (var id in changes.Gone)
            _timeline.Remove(id);
        foreach (var id in changes.Messages)
        {
            if (await Workplace.FindMessageAsync(id, Gone) is { } message && message.ConversationId == before.Id)
                _timeline.Put(message);
        }

        // Other sends of the same number are others' business; ours are few.
        foreach (var pending in _pending.Where(p => p.SendId is { } id && changes.Sends.Contains(id)).ToList())
            await SeeSendAsync(pending);
        _pending.RemoveAll(pending => pending.MessageId is { } id && _timeline.Has(id));

        if (changes.Conversations.Count > 0)
        {
            await LookAgainAsync();
            await MarkReadAsync();
        }

        await LookUpQuotesAsync();
    }

    // What was loaded before a conversation became private is not shown after it.
    private async Task LookAgainAsync()
    {
        var before = _conversation!;
        _conversation = await Workplace.FindConversationAsync(ConversationId, Gone) ?? before;
        if (_conversation.Private == before.Private)
            return;

        await LoadAnewAsync();
    }

    private Task LoadAnewAsync()
    {
        _timeline = new TimelineModel();
        _replyTo = null;
        return LoadAsync(new PageAsk(PageAsk.UsualElements, IsNewestFirst: true));
    }

    private async Task MarkReadAsync()
    {
        if (_conversation is { Unread: > 0 } open)
            await Workplace.MarkReadAsync(open.Id, Gone);
    }

    private Task SendAsync(string text)
    {
        var reply = new PendingReply(RandomNumberGenerator.GetHexString(24, lowercase: true), text, Time.Now, _replyTo);
        _replyTo = null;
        _pending.Add(reply);
        return AskAsync(reply);
    }

    private Task TryAgainAsync(PendingReply reply)
    {
        // One that the hub has answered is over; only a new request can go.
        var again = reply.SendId is null
            ? reply with { Trouble = null }
            : reply with
            {
                Id = RandomNumberGenerator.GetHexString(24, lowercase: true),
                SendId = null,
                MessageId = null,
                Trouble = null,
                At = Time.Now,
            };
        Replace(reply, again);
        return AskAsync(again);
    }

    private async Task AskAsync(PendingReply reply)
    {
        StateHasChanged();
        _scroller?.GoToEnd();
        try
        {
            var conversation = _conversation!;
            var send = await Workplace.ReplyAsync(
                conversation, caller => reply.ToDraft(caller, conversation), Gone);
            Replace(reply, reply.After(send, Failures.Explain(send, Time.Moment)));
        }
        catch (NotAllowedException refused)
        {
            Replace(reply, reply with { Trouble = refused.Message });
        }
        catch (Exception unclear) when (unclear is DecisionUnknownException or UndecidableException)
        {
            Replace(reply, reply with { Trouble = unclear.Message });
        }
        catch (JournalFullException)
        {
            Replace(reply, reply with { Trouble = "Not sent: the hub cannot store anything now.", MayTryAgain = true });
        }

        _pending.RemoveAll(pending => pending.MessageId is { } id && _timeline.Has(id));
    }

    private async Task SeeSendAsync(PendingReply pending)
    {
        if (await Workplace.FindSendAsync(pending.SendId!, Gone) is { } send)
            Replace(pending, pending.After(send, Failures.Explain(send, Time.Moment)));
    }

    private void Replace(PendingReply old, PendingReply now)
    {
        var index = _pending.IndexOf(old);
        if (index >= 0)
            _pending[index] = now;
    }

    private void Forget(PendingReply reply) => _pending.Remove(reply);

    private Task TakeOverAsync() => CommandAsync(Workplace.TakeOverAsync);

    private Task MarkPrivateAsync(bool isPrivate) =>
        CommandAsync((id, ct) => Workplace.MarkPrivateAsync(id, isPrivate, ct));

    private Task SplitAsync(string part) => CommandAsync(async (id, ct) =>
    {
        await Workplace.SplitAsync(id, part, ct);
        await LoadAnewAsync();
    });

    private Task MergeAsync(string contact) => CommandAsync(async (id, ct) =>
    {
        await Workplace.MergeAsync(id, contact, ct);
        await LoadAnewAsync();
    });

    private Task HandBackAsync() => CommandAsync(Workplace.HandBackAsync);

    private async Task CommandAsync(Func<string, CancellationToken, Task> command)
    {
        _commandTrouble = null;
        _commandTrouble = await Trying.ToAsync(async () =>
        {
            await command(_conversation!.Id, Gone);
            await LookAgainAsync();
        });
    }
}
