using Tandem.Console.Words;
using Tandem.Engine.Reading;

namespace Tandem.Console.Inbox;

/// <summary>The conversations of a number as the list shows them: newest first, searched, narrowed.</summary>
public sealed class InboxModel
{
    private readonly Dictionary<string, InboxRow> _rows = new(StringComparer.Ordinal);

    /// <summary>What was typed into the search box.</summary>
    public string Search { get; set; } = "";

    /// <summary>Which conversations are wanted.</summary>
    public InboxFilter Filter { get; set; }

    /// <summary>Where the next page begins; null when all are here.</summary>
    public string? Next { get; set; }

    /// <summary>Conversations whose rows cannot be read, by id.</summary>
    public ISet<string> Unreadable { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>All that is loaded.</summary>
    public int Count => _rows.Count;

    /// <summary>How many wait for an answer, among those loaded.</summary>
    public int UnreadCount => _rows.Values.Count(row => row.Conversation.Unread > 0);

    /// <summary>How many somebody speaks for, among those loaded.</summary>
    public int HeldCount => _rows.Values.Count(row => row.Conversation.SpokenForBy is not null);

    /// <summary>What the list shows, newest first.</summary>
    public IReadOnlyList<InboxRow> Shown =>
    [
        .. _rows.Values
            .Where(row => Wanted(row) && row.Matches(Search))
            .OrderByDescending(row => row.Conversation.LastMessageAt ?? DateTimeOffset.MinValue)
            .ThenByDescending(row => row.Conversation.Id, StringComparer.Ordinal),
    ];

    /// <summary>Forgets everything: another number is shown.</summary>
    public void Clear()
    {
        _rows.Clear();
        Unreadable.Clear();
        Next = null;
    }

    /// <summary>A conversation is new here or has changed.</summary>
    public void Put(ConversationView conversation, MessageView? last) =>
        _rows[conversation.Id] = new InboxRow(conversation, last ?? Find(conversation.Id)?.Last);

    /// <summary>A conversation proved to be another.</summary>
    public void Remove(string conversationId) => _rows.Remove(conversationId);

    /// <summary>A row by its conversation.</summary>
    public InboxRow? Find(string conversationId) => _rows.GetValueOrDefault(conversationId);

    /// <summary>A message is new or has changed: it may be the one a row shows.</summary>
    /// <returns>false when its conversation is not loaded.</returns>
    public bool See(MessageView message)
    {
        if (Find(message.ConversationId) is not { } row)
            return false;

        if (row.Last is null || row.Last.Id == message.Id || Order.Compare(row.Last, message) < 0)
            _rows[message.ConversationId] = row with { Last = message };
        return true;
    }

    private bool Wanted(InboxRow row) => Filter switch
    {
        InboxFilter.Unread => row.Conversation.Unread > 0,
        InboxFilter.Held => row.Conversation.SpokenForBy is not null,
        _ => true,
    };
}

/// <summary>Which conversations the list shows.</summary>
public enum InboxFilter
{
    /// <summary>All.</summary>
    All,

    /// <summary>With messages nobody has answered.</summary>
    Unread,

    /// <summary>In which a person speaks.</summary>
    Held,
}
