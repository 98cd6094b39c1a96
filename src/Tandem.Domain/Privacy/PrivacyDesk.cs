using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Privacy;

/// <summary>Which conversations are private: by a person's mark, or by the number's rule for those undecided.</summary>
internal static class PrivacyDesk
{
    /// <summary>A person marks somebody, or takes the mark back; a known conversation follows with its keys.</summary>
    public static void Mark(Draft draft, Input.MarkedPrivate marked)
    {
        var conversations = marked.Peer.All()
            .Select(key => draft.Find<PeerLink>(RowRef.Peer(key))?.Holder()).OfType<string>()
            .Select(draft.Root)
            .DistinctBy(conversation => conversation.Id).ToList();
        var keys = marked.Peer.All().Concat(conversations.SelectMany(c => c.Keys.All())).Distinct().ToList();
        var isNews = false;
        foreach (var key in keys)
        {
            if (marked.IsPrivate)
                draft.Delete(RowRef.Contact(key)); // the phone's name for them
            if (draft.Find<PrivateMark>(RowRef.Private(key))?.IsPrivate != marked.IsPrivate
                || (marked.Peer.All().Contains(key) && IsNobodys(draft, key)))
                isNews |= draft.Put(new PrivateMark(key, marked.IsPrivate, marked.By, draft.Now));
        }

        foreach (var conversation in conversations)
            isNews |= Put(draft, conversation, marked.IsPrivate ? PrivacyState.Marked : PrivacyState.Open);
        if (!isNews)
            draft.Outcome = Outcome.Duplicate;
    }

    /// <summary>A conversation with what was decided about one of its keys, which is linked to it just now.</summary>
    public static Conversation Apply(Draft draft, Conversation conversation, string key) =>
        draft.Find<PrivateMark>(RowRef.Private(key)) switch
        {
            { IsPrivate: true } => conversation with { Privacy = PrivacyState.Marked },
            { IsPrivate: false } => WithoutRule(conversation),
            null => conversation,
        };

    /// <summary>A conversation that takes a number which was nobody's since a second, with what was decided about
    /// whoever takes it: what was decided before was about its former holder.</summary>
    public static Conversation ApplySince(Draft draft, Conversation conversation, string key, long since) =>
        draft.Find<PrivateMark>(RowRef.Private(key))?.At.ToUnixTimeSeconds() >= since
            ? Apply(draft, conversation, key)
            : conversation;

    /// <summary>A conversation in which somebody speaks as one does with a business: the rule counts no more.</summary>
    public static Conversation Open(Draft draft, Conversation conversation)
    {
        var opened = WithoutRule(conversation);
        if (draft.Put(opened))
            draft.Do(new Effect.TellConversation(conversation.Id));
        return opened;
    }

    /// <summary>It was open and is private now: what is stored loses its words, what waits is refused.</summary>
    public static void Seclude(Draft draft, Conversation conversation)
    {
        foreach (var key in conversation.AllKeys().Select(PeerKeys.Canonical).Distinct())
            draft.Delete(RowRef.Contact(key)); // the phone's name for them
        draft.Do(new Effect.SweepContents(conversation.Id, After: null));
        draft.Do(new Effect.TellConversation(conversation.Id));
        draft.Do(new Effect.DecideNext(new Input.TurnCame(conversation.Id)));
    }

    /// <summary>What several conversations became is private: those of them that were open lose their words.</summary>
    /// <param name="draft">The decision in the making.</param>
    /// <param name="joined">What they became.</param>
    /// <param name="before">They, as they were.</param>
    public static void SecludeJoined(Draft draft, Conversation joined, IEnumerable<Conversation> before)
    {
        if (joined.IsPrivate && before.Any(one => !one.IsPrivate))
            Seclude(draft, joined);
    }

    /// <summary>Whether what names these keys is private, also where no conversation stands for them yet.</summary>
    public static bool IsPrivate(Draft draft, PeerKeys peer)
    {
        var isDecided = peer.IsEmpty;
        foreach (var key in peer.All())
        {
            var word = draft.Find<PeerLink>(RowRef.Peer(key))?.Holder() is { } holder
                ? draft.Root(holder).IsPrivate
                : draft.Find<PrivateMark>(RowRef.Private(key))?.IsPrivate;
            if (word == true)
                return true;
            isDecided |= word == false;
        }

        return !isDecided && draft.Around.Rules.IsPrivateUntilLive;
    }

    /// <summary>A piece of what is stored of a private conversation has been brought: its words go.</summary>
    public static void Sweep(Draft draft, Input.ContentsSwept swept)
    {
        if (!draft.Root(swept.ConversationId).IsPrivate)
            return; // opened meanwhile: what is left may stay

        // To write a row is to keep of it what may be kept.
        foreach (var member in swept.Members)
            draft.Put(draft.FindConversation(member)!);
        foreach (var message in swept.MessageIds.Select(draft.FindMessage).OfType<Message>())
        {
            if (draft.Put(message))
                draft.Do(new Effect.TellMessage(message.Id, IsNew: false));
            if (message.SendId is { } sendId && draft.FindSend(sendId) is { } send)
                draft.Put(send);
        }

        if (swept.Next is { } next)
            draft.Make(new Deciding.Timer($"sweep/{swept.ConversationId}/{next}", draft.Now));
    }

    /// <summary>The next piece of a sweep is due.</summary>
    /// <param name="draft">The decision in the making.</param>
    /// <param name="place">What the timer's name says: conversation, then how far it came.</param>
    public static void OnTimer(Draft draft, string place)
    {
        if (place.Split('/', 2) is [var conversationId, var after])
            draft.Do(new Effect.SweepContents(conversationId, after));
    }

    // It was given up, and the next who has it is meant.
    private static bool IsNobodys(Draft draft, string key) =>
        draft.Find<PeerLink>(RowRef.Peer(key)) is { } link && link.Holder() is null;

    private static bool Put(Draft draft, Conversation conversation, PrivacyState state)
    {
        var isClosing = state == PrivacyState.Marked && !conversation.IsPrivate;
        if (!draft.Put(conversation with { Privacy = state }))
            return false;

        if (isClosing)
            Seclude(draft, conversation);
        draft.Do(new Effect.TellConversation(conversation.Id));
        return true;
    }

    private static Conversation WithoutRule(Conversation conversation) => conversation.Privacy == PrivacyState.ByRule
        ? conversation with { Privacy = PrivacyState.Open }
        : conversation;
}
