using Tandem.Platform.People;

namespace Tandem.Platform.Link;

/// <summary>What a phone tells at once: a closed family.</summary>
internal abstract record SyncStep
{
    private SyncStep()
    {
    }

    /// <summary>A page of the address book.</summary>
    public sealed record ContactPage(IReadOnlyList<Contact> Contacts) : SyncStep;

    /// <summary>A contact that was saved, edited or deleted.</summary>
    public sealed record ContactChange(Contact Contact, bool Removed) : SyncStep;

    /// <summary>A chunk of the past.</summary>
    /// <param name="Phase">0: day 0 to 1, 1: day 1 to 90, 2: day 90 to 180 before onboarding.</param>
    /// <param name="Order">1, 2, 3 … within the phase.</param>
    /// <param name="Progress">Percent of the whole that is told with this chunk; 100: all of it.</param>
    /// <param name="Messages">Messages chat by chat, the oldest of each chat first.</param>
    public sealed record HistoryChunk(int Phase, int Order, int Progress, IReadOnlyList<Message> Messages) : SyncStep;

    /// <summary>The media of a message that a chunk told as a placeholder.</summary>
    public sealed record HistoryMedia(Message Message) : SyncStep;

    /// <summary>The owner does not share the past.</summary>
    public sealed record HistoryDeclined : SyncStep;
}
