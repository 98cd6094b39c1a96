using Tandem.Console.Words;
using Tandem.Engine.Reading;

namespace Tandem.Console.Timeline;

/// <summary>
/// The messages of one conversation as they are loaded: in order, each once, cut into days and turns.
/// </summary>
public sealed class TimelineModel
{
    /// <summary>Messages further apart than this begin a new turn, even if the same voice goes on.</summary>
    public static readonly TimeSpan TurnGap = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, MessageView> _messages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MessageView?> _quoted = new(StringComparer.Ordinal);

    /// <summary>Where the next older page begins; null when the beginning is reached.</summary>
    public string? Older { get; set; }

    /// <summary>How many are loaded.</summary>
    public int Count => _messages.Count;

    /// <summary>All that is loaded, oldest first.</summary>
    public IReadOnlyList<MessageView> Messages => [.. _messages.Values.Order(ByPlace)];

    /// <summary>wamids that are quoted but neither loaded nor looked up.</summary>
    public IReadOnlyList<string> MissingQuotes =>
    [
        .. _messages.Values.Select(message => message.RepliesTo).OfType<string>().Distinct()
            .Where(wamid => FindLoaded(wamid) is null && !_quoted.ContainsKey(wamid)),
    ];

    private static Comparer<MessageView> ByPlace => Comparer<MessageView>.Create(Order.Compare);

    /// <summary>A message is new here or has changed.</summary>
    public void Put(MessageView message) => _messages[message.Id] = message;

    /// <summary>A message proved to be another.</summary>
    public void Remove(string messageId) => _messages.Remove(messageId);

    /// <summary>Whether a message is loaded.</summary>
    public bool Has(string messageId) => _messages.ContainsKey(messageId);

    /// <summary>What a quote look-up found; null: this hub has never seen that message.</summary>
    public void PutQuoted(string wamid, MessageView? message) => _quoted[wamid] = message;

    /// <summary>The message another one answers.</summary>
    /// <returns>Whether it was looked for at all, and what was found.</returns>
    public MessageView? QuotedBy(MessageView message) =>
        message.RepliesTo is { } wamid ? FindLoaded(wamid) ?? _quoted.GetValueOrDefault(wamid) : null;

    /// <summary>The timeline cut into days, and each day into turns: runs of one voice.</summary>
    /// <param name="dayOf">The day an instant falls on for the reader.</param>
    public IReadOnlyList<TimelineDay> Days(Func<DateTimeOffset, DateOnly> dayOf)
    {
        var days = new List<TimelineDay>();
        foreach (var messages in Messages.GroupBy(message => dayOf(message.Timestamp)))
            days.Add(new TimelineDay(messages.Key, [.. TurnsOf(messages)]));
        return days;
    }

    private static IEnumerable<Turn> TurnsOf(IEnumerable<MessageView> messages)
    {
        Turn? turn = null;
        foreach (var message in messages)
        {
            if (turn is not null && turn.GoesOnWith(message))
            {
                turn.Messages.Add(message);
                continue;
            }

            if (turn is not null)
                yield return turn;
            turn = new Turn(Voice.Of(message), message.SentBy, [message]);
        }

        if (turn is not null)
            yield return turn;
    }

    private MessageView? FindLoaded(string wamid) =>
        _messages.Values.FirstOrDefault(message => message.Wamid == wamid);
}

/// <summary>A day of a timeline.</summary>
/// <param name="Day">Which.</param>
/// <param name="Turns">Its turns, oldest first.</param>
public sealed record TimelineDay(DateOnly Day, IReadOnlyList<Turn> Turns);

/// <summary>A run of messages of one voice.</summary>
/// <param name="Voice">Who speaks.</param>
/// <param name="SentBy">The sender's name, for what this hub sent.</param>
/// <param name="Messages">Oldest first, never empty.</param>
public sealed record Turn(Voice Voice, string? SentBy, List<MessageView> Messages)
{
    /// <summary>Stable while messages are added: the first one's id.</summary>
    public string Key => Messages[0].Id;

    internal bool GoesOnWith(MessageView message) =>
        Voice.Of(message) == Voice
        && message.SentBy == SentBy
        && message.Timestamp - Messages[^1].Timestamp <= TimelineModel.TurnGap;
}
