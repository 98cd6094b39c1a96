using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Link;
using Tandem.Domain.Sending;
using Tandem.Domain.Tests.Driving;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Sending;

/// <summary>A small world around the desk that knows the truth: what was called and taken, which human spoke.</summary>
/// <remarks>It checks after every act what must always hold, from its own notes and not from the mind's.</remarks>
internal sealed class SendModel(int people)
{
    private readonly Desk _desk = new();
    private readonly List<string> _called = [];
    private readonly List<string> _unanswered = [];
    private readonly List<string> _lost = [];
    private readonly Dictionary<string, int> _personOf = [];
    private readonly Dictionary<(int Person, string Name), List<DateTimeOffset>> _humanUntil = [];
    private readonly HashSet<int> _joined = [];
    private readonly List<Input> _webhooks = [];
    private int _acts;

    /// <summary>One act of the world; the numbers choose which, by whom, and how.</summary>
    public void Act(int what, int who, int how)
    {
        _acts++;
        switch (what)
        {
            case < 8:
                Ask(who % people, how);
                break;
            case < 12:
                Answer(who);
                break;
            case 12:
                Lose(who);
                break;
            case 13:
                AnswerLate(who);
                break;
            case 14:
                Report(who, how);
                break;
            case 15:
                EchoOurs(who, how);
                break;
            case 16:
                SpeakAsHuman(who % people, how);
                break;
            case 17:
                Hear(Say.Customer($"wamid.in.{_acts}", Naming(who % people, how)));
                break;
            case 18:
                _desk.Wait(TimeSpan.FromMinutes(how % 20));
                break;
            case 19:
                Command(who % people, how);
                break;
            case 20:
                Withdraw(who);
                break;
            case 21:
                Restart();
                break;
            default:
                if (_webhooks.Count > 0)
                    _desk.Feed(_webhooks[who % _webhooks.Count]);
                break;
        }

        Note();
        Check();
    }

    /// <summary>Every call is answered and every hold runs out: then nothing may be left waiting.</summary>
    public void End()
    {
        for (var round = 0; round < 2; round++)
        {
            while (_unanswered.Count > 0)
                Do(() => Answer(0));
            Do(() => _desk.Wait(TimeSpan.FromHours(3)));
        }

        while (_unanswered.Count > 0)
            Do(() => Answer(0));
        while (_lost.Count > 0)
            Do(() => AnswerLate(0));

        Assert.Empty(_desk.Number.Line);
        Assert.All(_desk.Conversations, c => Assert.Equal((0, 0), (c.Queue.Count, c.OnWire.Count)));
        Assert.DoesNotContain(
            _desk.All<Send>(), s => s.State is SendState.Queued or SendState.Released or SendState.Unknown);
        Assert.All(
            _desk.All<Message>().Where(m => m.Wamid?.StartsWith("wamid.own", StringComparison.Ordinal) == true),
            message => Assert.Equal((Origin.Api, false), (message.Origin, message.IsUnknown)));
        Assert.Equal(_called.Count, _desk.All<Message>().Count(message => message.SendId is not null));
        var wamids = _desk.All<Message>().Select(message => message.Wamid).OfType<string>().ToList();
        Assert.Equal(wamids.Count, wamids.Distinct().Count());
    }

    // Every third person is known by number, by user id, or by both in turns.
    private static PeerKeys Keys(int person, int how) => (person % 3, how % 3) switch
    {
        (0, _) or (2, 0) => new PeerKeys($"1555{person:0000}", null, null),
        (1, _) or (2, 1) => new PeerKeys(null, $"US.{person}", null),
        _ => new PeerKeys($"1555{person:0000}", $"US.{person}", null),
    };

    private static string Wamid(string send) => $"wamid.own.{send}";

    // Which sends Meta takes is settled from the start: every fifth it refuses.
    private static bool IsTaken(string send) => int.Parse(send.Split('-')[1]) % 5 != 0;

    private void Do(Action act)
    {
        act();
        Note();
        Check();
    }

    private void Ask(int person, int how)
    {
        var waiter = how % 4 == 1 ? new Waiter(_desk.Process, _desk.Now + TimeSpan.FromSeconds(20)) : null;
        DateTimeOffset? expires = how % 7 == 3 ? _desk.Now + TimeSpan.FromMinutes(how % 15) : null;
        var asked = _desk.Feed(Say.Ask((SendLane)(how % 4), Naming(person, how / 4), waiter, expires));
        _personOf[asked.Subject!] = person;
    }

    private void Answer(int who)
    {
        if (Take(_unanswered, who) is { } send)
            _desk.Feed(AnswerOf(send));
    }

    private void Lose(int who)
    {
        if (Take(_unanswered, who) is not { } send)
            return;
        _lost.Add(send);
        _desk.Feed(Say.Lost(send));
    }

    private void AnswerLate(int who)
    {
        if (Take(_lost, who) is { } send)
            _desk.Feed(AnswerOf(send));
    }

    private Input AnswerOf(string send) => IsTaken(send)
        ? Say.Accepted(send, Wamid(send), _desk.Send(send).To)
        : Say.Rejected(send);

    private void Report(int who, int how)
    {
        if (Taken(who) is { } send)
            Hear(Say.Status(
                Wamid(send), (Stage)(1 + (how % 5)), _desk.Send(send).To, how, sendId: how % 2 == 0 ? send : null));
    }

    private void EchoOurs(int who, int how)
    {
        if (Taken(who) is { } send)
            Hear(Say.Echo(Wamid(send), _desk.Send(send).To, via: how % 5 == 0 ? Via.History : Via.Live));
    }

    private void SpeakAsHuman(int person, int how)
    {
        var keys = Naming(person, how);
        Hear(Say.Echo($"wamid.human.{_acts}", keys));
        Humans(person, keys).Add(_desk.Now + _desk.Rules.EchoHold);
    }

    private void Command(int person, int how)
    {
        var keys = Keys(person, how % 2); // by one name only: a command proves nothing
        if (_desk.Find<PeerLink>(RowRef.Peer(keys.All().First())) is not { } known)
            return;

        var until = _desk.Now + TimeSpan.FromMinutes(10 + how);
        _desk.Feed(how % 2 == 0
            ? new Input.TakenOver(known.ConversationId, "Olga", until)
            : new Input.HandedBack(known.ConversationId, "Olga"));
        Humans(person, keys).Clear();
        if (how % 2 == 0)
            Humans(person, keys).Add(until);
    }

    private void Withdraw(int who)
    {
        var sends = _desk.All<Send>().OrderBy(send => send.Made).ToList();
        if (sends.Count > 0)
            _desk.Feed(new Input.SendWithdrawn(sends[who % sends.Count].Id, "caller_gone"));
    }

    private void Restart()
    {
        _desk.Process = $"hub-{_acts}";
        foreach (var send in _unanswered.ToList())
        {
            _unanswered.Remove(send);
            _lost.Add(send);
            _desk.Feed(Say.Lost(send));
            Note();
        }
    }

    private void Hear(Input webhook)
    {
        _webhooks.Add(webhook);
        // A status with our mark stands for the answer; the answer itself may still come, late.
        if (webhook is Input.StatusSeen { SendId: { } settled } && _unanswered.Remove(settled))
            _lost.Add(settled);
        _desk.Feed(webhook);
    }

    private string? Taken(int who)
    {
        var taken = _called.Where(IsTaken).ToList();
        return taken.Count > 0 ? taken[who % taken.Count] : null;
    }

    private static string? Take(List<string> sends, int who)
    {
        if (sends.Count == 0)
            return null;
        var send = sends[who % sends.Count];
        sends.Remove(send);
        return send;
    }

    // A person of two names is two people until an event or a request names both.
    private List<DateTimeOffset> Humans(int person, PeerKeys named)
    {
        var key = person % 3 != 2 || _joined.Contains(person) ? "" : named.WaId is not null ? "number" : "user";
        return _humanUntil.TryGetValue((person, key), out var until) ? until : _humanUntil[(person, key)] = [];
    }

    private PeerKeys Naming(int person, int how)
    {
        var keys = Keys(person, how);
        if (keys is { WaId: not null, UserId: not null } && _joined.Add(person))
        {
            _humanUntil[(person, "")] =
                [.. _humanUntil.Where(pair => pair.Key.Person == person).SelectMany(pair => pair.Value)];
        }
        return keys;
    }

    // P4 and P5, by our own notes: nothing leaves twice, and no bot speaks while a human does.
    private void Note()
    {
        foreach (var id in _desk.Calls[_called.Count..])
        {
            Assert.DoesNotContain(id, _called);
            _called.Add(id);
            _unanswered.Add(id);

            var send = _desk.Send(id);
            var humans = Humans(_personOf[id], send.To);
            if (send.Lane is SendLane.Bot or SendLane.Campaign)
                Assert.DoesNotContain(humans, until => until > send.ReleasedAt);
            if (send.Lane == SendLane.Human)
                humans.Add(send.ReleasedAt!.Value + _desk.Rules.EchoHold);
            Assert.Equal([id], _desk.Root(send.ConversationId).OnWire);
        }
    }

    private void Check()
    {
        Assert.Equal(_unanswered.Count, _desk.Number.OnWire);
        Assert.InRange(_unanswered.Count, 0, NumberState.MostOnWire);
        var byConversation = _unanswered.ToLookup(id => _desk.Root(_desk.Send(id).ConversationId).Id);
        foreach (var conversation in _desk.All<Conversation>())
        {
            Assert.Equal(
                byConversation[conversation.Id].Order(StringComparer.Ordinal),
                conversation.OnWire.Order(StringComparer.Ordinal));
            Assert.All(conversation.Queue, queued => Assert.Equal(SendState.Queued, _desk.Send(queued.SendId).State));
        }
    }
}
