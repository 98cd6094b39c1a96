using Tandem.Domain.Identity;

namespace Tandem.Domain.Takeover;

/// <summary>A review that ended because somebody wrote from the phone: whoever writes has looked.</summary>
/// <param name="MessageId">What they wrote. Should it prove to be our own echo, nobody has looked.</param>
/// <param name="Item">The item that waited for a person; null where none was named.</param>
public sealed record Looked(string MessageId, string? Item)
{
    // What is not known for our own after so many is not ours.
    private const int MostKept = 4;

    /// <summary>What is remembered of a conversation whose hold is over by time.</summary>
    public static ValueList<Looked> After(Conversation conversation)
    {
        var holds = (conversation.Hold?.All() ?? []).ToList();
        if (holds.Find(hold => hold.By == Hold.Phone)?.CausedBy is not { } message)
            return conversation.Looked;

        var ended = holds.Where(hold => hold.By == Hold.Review).Select(review => new Looked(message, review.Item));
        return new([.. conversation.Looked.Concat(ended).TakeLast(MostKept)]);
    }
}
