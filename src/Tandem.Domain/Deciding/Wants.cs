using Tandem.Domain.Arrivals;
using Tandem.Domain.Gaps;
using Tandem.Domain.Identity;
using Tandem.Domain.Sending;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Deciding;

/// <summary>Walks from what an input names to every row its decision reads, as far as the slice leads.</summary>
internal sealed class Wants(Slice slice)
{
    private readonly List<RowRef> _missing = [];
    private readonly HashSet<string> _walked = new(StringComparer.Ordinal); // conversations

    public IReadOnlyCollection<RowRef> Of(Input input)
    {
        Want(RowRef.NumberState);
        Want(RowRef.Pace);
        foreach (var row in Arrival.Rows(input))
            Want(row);
        switch (input)
        {
            case Input.MessageSeen seen:
                ByWamid(seen.Wamid);
                if (seen is { Via: Timeline.Via.Live, RepliesTo: { } original })
                    ByWamid(original);
                People(seen.Peer);
                break;
            case Input.ChangeSeen seen:
                ByWamid(seen.Wamid);
                ByWamid(seen.About);
                People(seen.Peer);
                break;
            case Input.StatusSeen seen:
                ByWamid(seen.Wamid);
                People(seen.Recipient);
                if (seen.SendId is { } sendId)
                    SendAndAll(sendId);
                break;
            case Input.ContactSeen seen:
                People(seen.Peer);
                foreach (var one in seen.Peer.All())
                    Want(RowRef.Contact(one));
                break;
            case Input.ItemUnreadable unreadable:
                People(unreadable.Peer);
                break;
            case Input.PeerChanged changed:
                People(changed.Before);
                People(changed.After);
                break;
            case Input.ItemRead read:
                People(read.Peer);
                break;
            case Input.SendAsked asked:
                People(asked.Draft.To);
                if (asked.Draft.IdempotencyKey is { } key)
                    Idempotency(RowRef.Idempotency(key));
                break;
            case Input.TurnCame came:
                ConversationWithQueue(came.ConversationId);
                break;
            case Input.SendWithdrawn withdrawn:
                SendAndAll(withdrawn.SendId);
                break;
            case Input.SendAccepted accepted:
                SendAndAll(accepted.SendId);
                ByWamid(accepted.Wamid);
                People(accepted.Peer);
                break;
            case Input.SendRejected rejected:
                SendAndAll(rejected.SendId);
                break;
            case Input.AnswerLost lost:
                SendAndAll(lost.SendId);
                break;
            case Input.SendJudged judged:
                SendAndAll(judged.SendId);
                break;
            case Input.TimerDue due:
                Timer(due.Name);
                break;
            case Input.TakenOver taken:
                ConversationWithQueue(taken.ConversationId);
                break;
            case Input.CalledAutomatic called:
                MessageAndAll(called.MessageId);
                break;
            case Input.HandedBack handed:
                ConversationWithQueue(handed.ConversationId);
                break;
            case Input.GapClosed closed:
                GapAndMessage(closed.GapId);
                break;
            case Input.Noted { Peer: { } person }:
                People(person);
                break;
            case Input.MarkedPrivate marked:
                Marks(marked.Peer);
                break;
            case Input.ContentsSwept swept:
                ConversationAndRoot(swept.ConversationId);
                foreach (var member in swept.Members)
                    ConversationAndRoot(member);
                foreach (var message in swept.MessageIds)
                    MessageAndAll(message, withSend: true);
                break;
            case Input.ConversationSplit split:
                Part(split);
                break;
            case Input.ConversationsMerged merged:
                ConversationAndRoot(merged.ConversationId);
                ConversationAndRoot(merged.WithId);
                break;
            case Input.MessagesBrought brought:
                ConversationAndRoot(brought.ConversationId);
                foreach (var message in brought.MessageIds)
                    Filed(message);
                break;
            case Input.MediaKept kept:
                MessageAndAll(kept.MessageId);
                break;
            case Input.MediaMissed missed:
                MessageAndAll(missed.MessageId);
                break;
            case Input.MediaAsked again:
                MessageAndAll(again.MessageId);
                break;
            case Input.MediaOutdated outdated:
                foreach (var message in outdated.MessageIds)
                    MessageAndAll(message);
                break;
            case Input.MarkedRead read:
                ConversationAndRoot(read.ConversationId);
                break;
        }

        return _missing;
    }

    private bool Want(RowRef row)
    {
        if (slice.Knows(row))
            return true;
        if (!_missing.Contains(row))
            _missing.Add(row);
        return false;
    }

    private void ByWamid(string wamid)
    {
        if (Want(RowRef.Wamid(wamid)) && slice.Peek<WamidLink>(RowRef.Wamid(wamid)) is { } link)
            MessageAndAll(link.MessageId);
    }

    private void MessageAndAll(string messageId, bool withSend = false)
    {
        if (!Want(RowRef.Message(messageId)) || slice.Peek<Message>(RowRef.Message(messageId)) is not { } message)
            return;
        ConversationAndRoot(message.ConversationId);
        if (withSend && message.SendId is { } sendId)
            Want(RowRef.Send(sendId));
    }

    private void ConversationAndRoot(string id)
    {
        var row = RowRef.Conversation(id);
        if (!Want(row) || slice.Peek<Conversation>(row) is not { } conversation || !_walked.Add(id))
            return;
        IReadOnlyList<string> others = conversation.MergedInto is { } into ? [into] : conversation.Apart;
        foreach (var other in others)
            ConversationAndRoot(other);
    }

    private Conversation? Root(string id)
    {
        var found = slice.Peek<Conversation>(RowRef.Conversation(id));
        while (found?.MergedInto is { } into)
            found = slice.Peek<Conversation>(RowRef.Conversation(into));
        return found;
    }

    private void ConversationWithQueue(string id)
    {
        ConversationAndRoot(id);
        if (slice.Peek<Conversation>(RowRef.Conversation(id)) is not { } conversation)
            return;
        if (conversation.MergedInto is { } into)
            ConversationWithQueue(into);
        else if (conversation.Queue.Count > 0)
            SendAndAll(conversation.Queue[0].SendId);
    }

    private void People(PeerKeys peer)
    {
        foreach (var key in peer.All())
        {
            if (!Want(RowRef.Peer(key)))
                continue;
            if (slice.Peek<PeerLink>(RowRef.Peer(key)) is { } link)
            {
                foreach (var id in link.Conversations())
                    ConversationAndRoot(id);
            }

            if (slice.Peek<PeerLink>(RowRef.Peer(key))?.Holder() is null)
            {
                Want(RowRef.Contact(key)); // a name may have waited for this person
                Want(RowRef.Private(key)); // or a decision about them
            }
        }
    }

    private void Marks(PeerKeys peer)
    {
        People(peer);
        foreach (var key in peer.All())
        {
            Want(RowRef.Private(key));
            if (slice.Peek<PeerLink>(RowRef.Peer(key))?.Holder() is not { } holder)
                continue;
            foreach (var other in Root(holder)?.Keys.All() ?? [])
                Want(RowRef.Private(other));
        }
    }

    // Who leaves, who stays, and whose each send is that waits or has no answer.
    private void Part(Input.ConversationSplit split)
    {
        ConversationAndRoot(split.ConversationId);
        if (!split.Part.Contains(':'))
            ConversationAndRoot(split.Part);
        else
        {
            Key(split.Part);
            Want(RowRef.Contact(split.Part));
            Want(RowRef.Private(split.Part));
        }

        var root = Root(split.ConversationId);
        foreach (var side in new[] { slice.Peek<Conversation>(RowRef.Conversation(split.Part)), root })
        {
            foreach (var key in (side?.AllKeys() ?? []).Select(PeerKeys.Canonical))
                Key(key);
        }

        if (root is null)
            return;
        foreach (var sendId in root.Queue.Select(queued => queued.SendId).Concat(root.OnWire))
        {
            SendAndAll(sendId);
            if (slice.Peek<Send>(RowRef.Send(sendId)) is { } send)
                People(send.To);
        }
    }

    private void Key(string key)
    {
        if (!Want(RowRef.Peer(key)) || slice.Peek<PeerLink>(RowRef.Peer(key)) is not { } link)
            return;
        foreach (var id in link.Conversations())
            ConversationAndRoot(id);
    }

    private void Filed(string messageId)
    {
        MessageAndAll(messageId, withSend: true);
        if (slice.Peek<Message>(RowRef.Message(messageId)) is not { } message)
            return;
        People(message.Peer);
        if (message is { IsOnlyNamed: true, NamedBy: { } reply })
        {
            MessageAndAll(reply);
            if (slice.Peek<Message>(RowRef.Message(reply)) is { } named)
                People(named.Peer);
        }
    }

    private void SendAndAll(string sendId)
    {
        if (!Want(RowRef.Send(sendId)) || slice.Peek<Send>(RowRef.Send(sendId)) is not { } send)
            return;
        ConversationAndRoot(send.ConversationId);
        if (send.MessageId is { } messageId)
            MessageAndAll(messageId);
    }

    private void GapAndMessage(string id)
    {
        Want(RowRef.Rhythm); // a silence is remembered there
        if (Want(RowRef.Gap(id)) && slice.Peek<Gap>(RowRef.Gap(id)) is { MessageId: { } messageId })
            MessageAndAll(messageId);
    }

    private void Idempotency(RowRef row)
    {
        if (Want(row) && slice.Peek<IdempotencyLink>(row) is { } link)
            Want(RowRef.Send(link.SendId));
    }

    private void Timer(string name)
    {
        switch (name.Split('/', 2))
        {
            case ["hold" or "pair", var conversationId]:
                ConversationWithQueue(conversationId);
                break;
            case ["expire" or "unknown", var sendId]:
                SendAndAll(sendId);
                break;
            case ["sent" or "media" or "fetch", var messageId]:
                MessageAndAll(messageId);
                break;
            case [SilenceWatch.TimerName]:
                Want(RowRef.Rhythm);
                break;
        }
    }
}
