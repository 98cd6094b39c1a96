using Tandem.Domain.Deciding;

namespace Tandem.Domain.Identity;

/// <summary>The conversations that an event proves to be one person's, the surest first.</summary>
/// <param name="draft">The decision in the making.</param>
/// <param name="namesUserId">Whether the event names a business-scoped user id.</param>
internal sealed class Gathering(Draft draft, bool namesUserId)
{
    private readonly List<Conversation> _roots = [];

    /// <summary>Those taken, as they stand for themselves.</summary>
    public IReadOnlyList<Conversation> Roots => _roots;

    /// <summary>How many there are.</summary>
    public int Count => _roots.Count;

    /// <summary>The surest place of the person, before merges are followed; null while there is none.</summary>
    public string? Leaf { get; private set; }

    /// <summary>Takes a conversation that is theirs unless it is known to be somebody's with another user id.</summary>
    public void Take(string? id) => Take(id, isSure: false);

    /// <summary>Takes a conversation that is theirs whatever user ids are known.</summary>
    public void TakeSure(string? id) => Take(id, isSure: true);

    private void Take(string? id, bool isSure)
    {
        if (id is null)
            return;

        var root = draft.Follow(id);
        if (_roots.All(one => one.Id != root.Id))
        {
            if (_roots.Any(one => Threads.AreApart(draft, one, root)) || (!isSure && IsAnother(root)))
                return;
            draft.Touch(root);
            _roots.Add(root);
        }

        Leaf ??= id;
    }

    // Whose user id the event names was taken before; whoever else has one is another person. So is whoever has a
    // number that the other gave up: what comes late of the one, such as the status of a send, names that of both.
    private bool IsAnother(Conversation root) =>
        (root.HasUserId() && (namesUserId || _roots.Any(one => one.HasUserId())))
        || _roots.Any(one => HasWhatLeft(root, one) || HasWhatLeft(one, root));

    private static bool HasWhatLeft(Conversation one, Conversation other) =>
        other.FormerKeys.Any(key => PeerKeys.IsNumber(key) && one.Has(key));
}
