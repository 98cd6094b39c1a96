using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Sending;
using Tandem.Domain.Timeline;
using Tandem.Engine.Registry;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Reading;

/// <summary>Conversations and their messages.</summary>
/// <param name="book">Where they are.</param>
/// <param name="clock">Tells what still holds.</param>
/// <param name="seesPrivate">Whether it is the owner who asks.</param>
public sealed class TimelineReader(IBook book, TimeProvider clock, bool seesPrivate)
{
    /// <summary>A number's conversations, newest first; those that proved to be another are part of that one.</summary>
    /// <exception cref="CursorUnreadableException">The cursor is not of this list.</exception>
    public Task<Page<ConversationView>> ConversationsAsync(string phoneNumberId, PageAsk ask, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return RowPages.ReadAsync(
            book, RowKinds.Conversation, [phoneNumberId], isDescending: true, ask,
            row => Wording.Show((Conversation)row, phoneNumberId, now, seesPrivate), ct);
    }

    /// <summary>Conversations of whoever has or had a key, the present holder's first; by username, of whoever was seen
    /// with it last.</summary>
    /// <param name="number">On which number.</param>
    /// <param name="key">As <see cref="PeerKeys.All"/> writes it, or <see cref="UsernameLinks.KeyOf"/>.</param>
    /// <param name="ct">Cancels the read.</param>
    public async Task<Page<ConversationView>> FindByKeyAsync(
        NumberRegistration number, string key, CancellationToken ct)
    {
        var codec = new RowCodec(number.PhoneNumberId, number.Short);
        if (await book.ReadAsync([codec.KeyOf(RowRef.Peer(key))], ct) is not [var row])
            return Page.Empty<ConversationView>();

        var link = (PeerLink)RowCodec.Read(row);
        string?[] holders = [link.Holder(), .. link.Conversations().Reverse()];
        var ids = holders.OfType<string>().Distinct().ToList();
        var roots = await Roots.OfAsync(book, ids, ct);
        var now = clock.GetUtcNow();
        return new Page<ConversationView>(
            [
                .. ids.Select(id => roots.GetValueOrDefault(id)).OfType<Conversation>().DistinctBy(root => root.Id)
                    .Where(root => !IsHidden(root) && UsernameLinks.IsStillOf(key, root))
                    .Select(root => Wording.Show(root, number.PhoneNumberId, now, seesPrivate)),
            ],
            Page.Empty<ConversationView>().Paging);
    }

    /// <summary>The conversation an id stands for today, or null.</summary>
    public async Task<ConversationView?> FindConversationAsync(
        NumberRegistration number, string id, CancellationToken ct) =>
        await RootAsync(id, ct) is { } root
            ? Wording.Show(root, number.PhoneNumberId, clock.GetUtcNow(), seesPrivate)
            : null;

    /// <summary>The messages of a conversation and of those that proved to be it: by second, then by first evidence;
    /// null when there is no such conversation.</summary>
    /// <exception cref="CursorUnreadableException">The cursor is not of this list.</exception>
    public async Task<Page<MessageView>?> MessagesAsync(string conversationId, PageAsk ask, CancellationToken ct)
    {
        if (await RootAsync(conversationId, ct) is not { } root)
            return null;
        if (IsHidden(root))
            return Page.Empty<MessageView>();

        var page = await RowPages.ReadAsync(
            book, RowKinds.Message, await Membership.OfAsync(book, root.Id, ct), ask.IsNewestFirst, ask,
            row => Wording.Show((Message)row, root.Id), ct);
        return page with { Data = await WithLanesAsync(page.Data, ct) };
    }

    /// <summary>A message by our id, or by the id of a row that proved to be it; null if there is none, or
    /// none for who asks.</summary>
    public async Task<MessageView?> FindMessageAsync(string id, CancellationToken ct) =>
        await FindRowAsync(id, ct) is { } message ? await ShowAsync(message, ct) : null;

    /// <summary>Whom a conversation is with, for a decision about them; null if there is none.</summary>
    public async Task<PeerKeys?> FindKeysAsync(string conversationId, CancellationToken ct) =>
        (await RootAsync(conversationId, ct))?.Keys;

    /// <summary>A message's row, from whichever row of it.</summary>
    internal async Task<Message?> FindRowAsync(string id, CancellationToken ct)
    {
        var found = await ReadMessageAsync(id, ct);
        while (found?.SameAs is { } other)
            found = await ReadMessageAsync(other, ct);
        return found;
    }

    /// <summary>A message's row as it is shown; null where it is not.</summary>
    internal async Task<MessageView?> ShowAsync(Message message, CancellationToken ct)
    {
        var root = await RootAsync(message.ConversationId, ct);
        return IsHidden(root)
            ? null
            : (await WithLanesAsync([Wording.Show(message, root?.Id ?? message.ConversationId)], ct))[0];
    }

    /// <summary>Our ids of the messages that bear a wamid, on any of these numbers.</summary>
    public async Task<IReadOnlyList<string>> FindByWamidAsync(
        string wamid, IEnumerable<NumberRegistration> numbers, CancellationToken ct) =>
        [
            .. (await book.ReadAsync([.. numbers.Select(n => new RowKey(RowKinds.Wamid, $"{n.Short}/{wamid}"))], ct))
                .Select(row => ((WamidLink)RowCodec.Read(row)).MessageId)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The conversation that stands for this one today, merges followed; null if there is none.</summary>
    internal async Task<Conversation?> RootAsync(string id, CancellationToken ct) =>
        (await Roots.OfAsync(book, [id], ct)).GetValueOrDefault(id);

    private bool IsHidden(Conversation? root) => root is { IsPrivate: true } && !seesPrivate;

    // Which lane a message took, and so whether a person or a program spoke, stands at its send.
    private async Task<IReadOnlyList<MessageView>> WithLanesAsync(
        IReadOnlyList<MessageView> messages, CancellationToken ct)
    {
        RowKey[] keys =
            [.. messages.Select(m => m.SendId).OfType<string>().Select(id => new RowKey(RowKinds.Outbox, id))];
        if (keys.Length == 0)
            return messages;

        var lanes = (await book.ReadAsync(keys, ct))
            .ToDictionary(row => row.Key.Key, row => Wording.Word(((Send)RowCodec.Read(row)).Lane));
        return
        [
            .. messages.Select(message =>
                message.SendId is { } send ? message with { Lane = lanes.GetValueOrDefault(send) } : message),
        ];
    }

    private async Task<Message?> ReadMessageAsync(string id, CancellationToken ct) =>
        await book.ReadAsync([new RowKey(RowKinds.Message, id)], ct) is [var row] ? (Message)RowCodec.Read(row) : null;
}
