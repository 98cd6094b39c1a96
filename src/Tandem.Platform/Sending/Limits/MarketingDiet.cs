using Tandem.Platform.People;

namespace Tandem.Platform.Sending.Limits;

/// <summary>
/// The marketing messages one customer got lately, from all businesses (Meta, "Per-user marketing template message
/// limits": the limit differs by how people respond; how is not published). Ours: who read none of several older ones
/// gets half as many.
/// </summary>
internal sealed class MarketingDiet
{
    private const int Several = 2;
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private readonly List<Message> _recent = [];

    public void Add(Message message) => _recent.Add(message);

    /// <summary>Whether one more is good for the customer now.</summary>
    public bool HasRoom(DateTimeOffset now, int usual)
    {
        _recent.RemoveAll(message => now - message.SentAt >= Week || message.Status == MessageStatus.Failed);
        var (today, older, read) = (0, 0, 0);
        foreach (var message in _recent)
        {
            if (now - message.SentAt < Day)
                today++;
            else
                older++;
            if (message.Status is MessageStatus.Read or MessageStatus.Played)
                read++;
        }

        var isTiredOfThem = older >= Several && read == 0;
        return today < (isTiredOfThem ? Math.Max(1, usual / 2) : usual);
    }
}
