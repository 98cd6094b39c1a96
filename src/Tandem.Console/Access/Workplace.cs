using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;
using Tandem.Domain.Link;
using Tandem.Domain.Sending;
using Tandem.Engine.Doors;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Engine.Storing;

namespace Tandem.Console.Access;

/// <summary>
/// What the person at the screen may see and do. Every id is checked against the numbers of their key.
/// </summary>
/// <remarks>Pages ask here and nowhere else, so that no page can forget the check.</remarks>
public sealed class Workplace(
    Reader reader, INumberDoor door, AutomaticTexts automatic, SignedIn signedIn, TimeProvider clock)
{
    /// <summary>How long a takeover from the console lasts unless it is prolonged: as long as an echo's hold.</summary>
    public static readonly TimeSpan TakeoverLength = TimeSpan.FromMinutes(30);

    /// <summary>Who sits here; null for nobody.</summary>
    public Task<Caller?> CallerAsync() => signedIn.FindAsync();

    /// <summary>Their numbers.</summary>
    public async Task<IReadOnlyList<NumberView>> NumbersAsync(CancellationToken ct) =>
        await CallerAsync() is { } caller && caller.Has("read")
            ? await reader.Numbers.ListAsync(caller.MaySee, ct)
            : [];

    /// <summary>A number's conversations, newest first.</summary>
    public async Task<Page<ConversationView>> ConversationsAsync(string number, PageAsk ask, CancellationToken ct) =>
        await MaySeeAsync(number)
            ? await (await SightAsync()).Timeline.ConversationsAsync(number, ask, ct)
            : Page.Empty<ConversationView>();

    /// <summary>A conversation; null if there is none, or none for this person.</summary>
    public async Task<ConversationView?> FindConversationAsync(string id, CancellationToken ct) =>
        await OwnerAsync(id, ct) is { } number
            ? await (await SightAsync()).Timeline.FindConversationAsync(number, id, ct)
            : null;

    /// <summary>Messages of a conversation.</summary>
    public async Task<Page<MessageView>?> MessagesAsync(string conversationId, PageAsk ask, CancellationToken ct) =>
        await OwnerAsync(conversationId, ct) is not null
            ? await (await SightAsync()).Timeline.MessagesAsync(conversationId, ask, ct)
            : null;

    /// <summary>A message by our id.</summary>
    public async Task<MessageView?> FindMessageAsync(string id, CancellationToken ct) =>
        await OwnerAsync(id, ct) is not null ? await (await SightAsync()).Timeline.FindMessageAsync(id, ct) : null;

    /// <summary>The message of a conversation's number that bears a wamid.</summary>
    public async Task<MessageView?> FindByWamidAsync(string conversationId, string wamid, CancellationToken ct) =>
        await OwnerAsync(conversationId, ct) is { } number
        && await reader.Timeline.FindByWamidAsync(wamid, [number], ct) is [var id, ..]
            ? await (await SightAsync()).Timeline.FindMessageAsync(id, ct)
            : null;

    /// <summary>Everything that touched a message.</summary>
    public async Task<LifeView?> LifeAsync(string messageId, CancellationToken ct) =>
        await OwnerAsync(messageId, ct) is not null ? await (await SightAsync()).Life.FindAsync(messageId, ct) : null;

    /// <summary>A send of this hub.</summary>
    public async Task<SendView?> FindSendAsync(string id, CancellationToken ct) =>
        await OwnerAsync(id, ct) is not null ? await (await SightAsync()).Sends.FindAsync(id, ct) : null;

    /// <summary>What became of everything a number received.</summary>
    public async Task<LedgerView?> LedgerAsync(string number, CancellationToken ct) =>
        await MaySeeAsync(number) ? await reader.Numbers.LedgerAsync(Owner.Number(number), ct) : null;

    /// <summary>How a number fares.</summary>
    public async Task<HealthView?> HealthAsync(string number, CancellationToken ct) =>
        await MaySeeAsync(number) ? await reader.Health.FindAsync(number, ct) : null;

    /// <summary>How fast a number may send, and what waits.</summary>
    public async Task<PaceView?> PaceAsync(string number, CancellationToken ct) =>
        await MaySeeAsync(number) ? await reader.Pace.FindAsync(number, ct) : null;

    /// <summary>What this person must look at now.</summary>
    public async Task<IReadOnlyList<AlarmView>> AlarmsAsync(CancellationToken ct) =>
        await CallerAsync() is { } caller && caller.Has("read")
            ? await reader.Alarms.ListAsync(isLasting: true, caller.MaySee, seesAll: caller.Numbers is null, ct)
            : [];

    /// <summary>A number's unsettled sends.</summary>
    public async Task<Page<SendView>> QueueAsync(string number, PageAsk ask, CancellationToken ct) =>
        await MaySeeAsync(number)
            ? await (await SightAsync()).Sends.QueueAsync(number, ask, ct)
            : Page.Empty<SendView>();

    /// <summary>Webhooks of a number, newest first.</summary>
    public async Task<Page<ReceivedView>> ReceivedAsync(string number, PageAsk ask, CancellationToken ct) =>
        await CallerAsync() is { } caller && caller.Has("read") && caller.MaySee(number)
            ? await reader.For(caller).Received.PageAsync(Owner.Number(number), ask, caller.Numbers, ct)
            : Page.Empty<ReceivedView>();

    /// <summary>What is missing of a number, newest first.</summary>
    public async Task<Page<GapEntryView>> GapsAsync(
        string number, bool isOpen, GapKind? kind, PageAsk ask, CancellationToken ct) =>
        await MaySeeAsync(number)
            ? await (await SightAsync()).Gaps.ListAsync(number, isOpen, kind, ask, ct)
            : Page.Empty<GapEntryView>();

    /// <summary>What leaves no evidence of a number at all.</summary>
    public async Task<IReadOnlyList<BlindSpotView>> BlindSpotsAsync(string number, CancellationToken ct) =>
        await MaySeeAsync(number) ? await reader.Numbers.BlindSpotsAsync(number, ct) ?? [] : [];

    /// <summary>Notes that this person has looked at what a gap is about.</summary>
    /// <exception cref="NotAllowedException">The key does not allow it.</exception>
    /// <exception cref="JournalFullException">Nothing was stored; trying again is safe.</exception>
    public async Task CloseGapAsync(string id, CancellationToken ct)
    {
        var (number, caller) = await DemandSpeakerAsync(id, ct);
        await door.CommandAsync(number.PhoneNumberId, new Input.GapClosed(id, caller.Sender), ct);
    }

    /// <summary>Says in this person's name what became of an uncertain send.</summary>
    /// <exception cref="NotAllowedException">The key does not allow it.</exception>
    /// <exception cref="JournalFullException">Nothing was stored; trying again is safe.</exception>
    public async Task JudgeSendAsync(string id, SendVerdict verdict, CancellationToken ct)
    {
        var (number, caller) = await DemandSpeakerAsync(id, ct);
        await door.CommandAsync(number.PhoneNumberId, new Input.SendJudged(id, verdict, caller.Sender), ct);
    }

    /// <summary>Asks for a reply in this person's name.</summary>
    /// <exception cref="NotAllowedException">The key does not allow it.</exception>
    /// <exception cref="JournalFullException">Nothing was stored; trying again is safe.</exception>
    public async Task<SendView> ReplyAsync(
        ConversationView conversation, Func<Caller, SendDraft> draft, CancellationToken ct)
    {
        var (number, caller) = await DemandSpeakerAsync(conversation.Id, ct);
        var send = await door.AskAsync(number.PhoneNumberId, draft(caller), ct);
        return await reader.For(caller).Sends.FindAsync(send.Id, ct)
            ?? throw new InvalidOperationException($"Send {send.Id} was decided but is not stored.");
    }

    /// <summary>Takes a conversation over, or prolongs it.</summary>
    /// <exception cref="NotAllowedException">The key does not allow it.</exception>
    public async Task TakeOverAsync(string conversationId, CancellationToken ct)
    {
        var (number, caller) = await DemandSpeakerAsync(conversationId, ct);
        var until = clock.GetUtcNow() + TakeoverLength;
        await door.CommandAsync(number.PhoneNumberId, new Input.TakenOver(conversationId, caller.Sender, until), ct);
    }

    /// <summary>Gives a conversation back to the bots.</summary>
    /// <exception cref="NotAllowedException">The key does not allow it.</exception>
    public async Task HandBackAsync(string conversationId, CancellationToken ct)
    {
        var (number, caller) = await DemandSpeakerAsync(conversationId, ct);
        await door.CommandAsync(number.PhoneNumberId, new Input.HandedBack(conversationId, caller.Sender), ct);
    }

    /// <summary>Says that the app sends a message's text by itself: nobody speaks by it.</summary>
    /// <exception cref="NotAllowedException">The key does not allow it, or it is no message of that kind.</exception>
    /// <exception cref="JournalFullException">Nothing was stored; trying again is safe.</exception>
    public async Task CallAutomaticAsync(string messageId, CancellationToken ct)
    {
        var (number, caller) = await DemandSpeakerAsync(messageId, ct);
        if (await automatic.LearnAsync(number, messageId, caller.Sender, ct) is { } refusal)
            throw new NotAllowedException(refusal);
    }

    /// <summary>Notes that somebody has read a conversation; does nothing for those who may only look.</summary>
    public async Task MarkReadAsync(string conversationId, CancellationToken ct)
    {
        if (await CallerAsync() is { } caller && Speaking.Of(caller) is null
            && await OwnerAsync(conversationId, ct) is { } number)
            await door.CommandAsync(number.PhoneNumberId, new Input.MarkedRead(conversationId), ct);
    }

    /// <summary>Makes a conversation private, or open again.</summary>
    /// <exception cref="NotAllowedException">The key does not allow it.</exception>
    /// <exception cref="JournalFullException">Nothing was stored; trying again is safe.</exception>
    public async Task MarkPrivateAsync(string conversationId, bool isPrivate, CancellationToken ct)
    {
        var (number, caller) = await DemandSpeakerAsync(conversationId, ct);
        if (Speaking.OnPrivacy(caller) is { } reason)
            throw new NotAllowedException(reason);
        if (await reader.Timeline.FindKeysAsync(conversationId, ct) is { } keys)
            await door.CommandAsync(number.PhoneNumberId, new Input.MarkedPrivate(keys, isPrivate, caller.Sender), ct);
    }

    /// <summary>Says that a part of a conversation is somebody else's.</summary>
    /// <exception cref="NotAllowedException">The key does not allow it, or it is no part any more.</exception>
    /// <exception cref="JournalFullException">Nothing was stored; trying again is safe.</exception>
    public async Task SplitAsync(string conversationId, string part, CancellationToken ct)
    {
        var (number, caller) = await DemandSpeakerAsync(conversationId, ct);
        var split = new Input.ConversationSplit(conversationId, part, caller.Sender);
        var decision = await door.CommandAsync(number.PhoneNumberId, split, ct);
        if (decision is { Outcome: Outcome.SetAside, Reason: { } reason })
            throw new NotAllowedException($"Nothing was split: {reason}.");
    }

    /// <summary>Says that a conversation and that of a contact are one person's.</summary>
    /// <param name="conversationId">The one.</param>
    /// <param name="contact">A number, a user id or a username of the other.</param>
    /// <param name="ct">Cancels the command.</param>
    /// <exception cref="NotAllowedException">The key does not allow it, or there is no such other.</exception>
    /// <exception cref="JournalFullException">Nothing was stored; trying again is safe.</exception>
    public async Task MergeAsync(string conversationId, string contact, CancellationToken ct)
    {
        var (number, caller) = await DemandSpeakerAsync(conversationId, ct);
        if (ContactKeys.KeyOf(contact.Trim()) is not { } key)
            throw new NotAllowedException(
                "Write a number with its country code, a user id such as US.1349…, or a username such as @pablo.");

        var sight = await SightAsync();
        var here = await sight.Timeline.FindConversationAsync(number, conversationId, ct);
        if ((await sight.Timeline.FindByKeyAsync(number, key, ct)).Data is not [var found, ..] || found.Id == here?.Id)
            throw new NotAllowedException("There is no other conversation with that contact on this number.");
        if (found.Private || here?.Private == true)
            throw new NotAllowedException("One of the two is private. Make it open first.");

        var merge = new Input.ConversationsMerged(conversationId, found.Id, caller.Sender);
        await door.CommandAsync(number.PhoneNumberId, merge, ct);
    }

    /// <summary>Asks the phone, through Meta, for what it shares once.</summary>
    /// <exception cref="NotAllowedException">The key does not allow it, or a rule forbids it now.</exception>
    /// <exception cref="JournalFullException">Nothing was stored; trying again is safe.</exception>
    public async Task AskSyncAsync(string number, SyncKind what, bool isAgain, CancellationToken ct)
    {
        var caller = await DemandManagerAsync(number);
        var decision = await door.CommandAsync(number, new Input.SyncAsked(what, caller.Sender, isAgain), ct);
        if (decision.Outcome == Outcome.Applied)
            return;

        var (detail, remedy) = SyncWords.Of(
            decision.Reason ?? SyncRules.Once, what == SyncKind.Contacts ? "contacts" : "history");
        throw new NotAllowedException($"{detail} {remedy}");
    }

    /// <summary>Asks Meta how a number stands.</summary>
    /// <exception cref="NotAllowedException">The key does not allow it.</exception>
    /// <exception cref="JournalFullException">Nothing was stored; trying again is safe.</exception>
    public async Task AskMetaAsync(string number, CancellationToken ct)
    {
        await DemandManagerAsync(number);
        await door.CommandAsync(number, new Input.LinkAsked(LinkInquiry.Person), ct);
    }

    /// <summary>Takes an item again that was set aside.</summary>
    /// <exception cref="NotAllowedException">The key does not allow it, or the item is not set aside.</exception>
    /// <exception cref="JournalFullException">Nothing was stored; trying again is safe.</exception>
    public async Task RetryItemAsync(long webhook, int index, CancellationToken ct)
    {
        if (await reader.Received.FindItemAsync(webhook, index, ct) is not { } item)
            throw new NotAllowedException("There is no such item.");

        var caller = await DemandManagerAsync(item.Owner.Id);
        var decision = await door.RetryAsync(
            item.Owner, new Input.ItemRetried(item.DeliveryId, index, caller.Sender), ct);
        if (decision.Reason == RetryWords.NotSetAside)
            throw new NotAllowedException(RetryWords.WhyNot);
    }

    /// <summary>One webhook of a number.</summary>
    public async Task<ReceivedView?> FindReceivedAsync(string number, long webhook, CancellationToken ct) =>
        await CallerAsync() is { } caller && caller.Has("read") && caller.MaySee(number)
            ? await reader.For(caller).Received.FindAsync(Owner.Number(number), webhook, caller.Numbers, ct)
            : null;

    private async Task<Caller> DemandManagerAsync(string number)
    {
        if (await CallerAsync() is not { } caller || !caller.MaySee(number))
            throw new NotAllowedException("This number is not yours to look after.");
        return Speaking.OnManaging(caller) is { } reason ? throw new NotAllowedException(reason) : caller;
    }

    // What the owner is shown of private conversations others are not.
    private async Task<Reader> SightAsync() => await CallerAsync() is { } caller ? reader.For(caller) : reader;

    private async Task<bool> MaySeeAsync(string number) =>
        await CallerAsync() is { } caller && caller.Has("read") && caller.MaySee(number);

    private async Task<NumberRegistration?> OwnerAsync(string id, CancellationToken ct) =>
        await reader.Numbers.FindOwnerOfAsync(id, ct) is { } number && await MaySeeAsync(number.PhoneNumberId)
            ? number
            : null;

    private async Task<(NumberRegistration Number, Caller Caller)> DemandSpeakerAsync(string id, CancellationToken ct)
    {
        if (await CallerAsync() is not { } caller)
            throw new NotAllowedException("You are not signed in any more.");
        if (Speaking.Of(caller) is { } reason)
            throw new NotAllowedException(reason);
        return await OwnerAsync(id, ct) is { } number
            ? (number, caller)
            : throw new NotAllowedException("This conversation is not yours to answer.");
    }
}

/// <summary>The person's key does not allow it; the message says so to them.</summary>
public sealed class NotAllowedException(string message) : Exception(message);
