using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Link;
using Tandem.Domain.Rules;
using Tandem.Domain.Sending;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Driving;

/// <summary>The least body the mind can have: rows in a dictionary, a clock set by hand, effects collected.</summary>
internal sealed class Desk
{
    /// <summary>When every test begins; the events of streams are dated around it.</summary>
    public static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_739_000_000);

    private readonly Dictionary<RowRef, IRow> _rows = [];

    public Desk(bool isGuarding = true) => Rules = new NumberRules(isGuarding, NumberRules.DefaultEchoHold);

    public NumberRules Rules { get; set; }

    public string Process { get; set; } = "hub-1";

    /// <summary>Since when the agent is there; always, unless a test says so.</summary>
    public DateTimeOffset Since { get; set; }

    public DateTimeOffset Now { get; private set; } = Start;

    public long Position { get; private set; }

    /// <summary>Every effect so far, but for those that are inputs again.</summary>
    public List<Effect> Effects { get; } = [];

    /// <summary>Items in the ledger's <c>waiting</c> that have not been settled by a later one.</summary>
    public int StillWaiting { get; private set; }

    public NumberState Number => Find<NumberState>(RowRef.NumberState) ?? new NumberState();

    public IEnumerable<Conversation> Conversations => All<Conversation>().Where(c => c.MergedInto is null);

    /// <summary>Sends given to the wire, in order, once for each time.</summary>
    public List<string> Calls { get; } = [];

    public IEnumerable<T> All<T>()
        where T : IRow => _rows.Values.OfType<T>();

    public T? Find<T>(RowRef row)
        where T : class, IRow => _rows.GetValueOrDefault(row) as T;

    public Send Send(string id) => Find<Send>(RowRef.Send(id))!;

    public Message Message(string wamid) =>
        Find<Message>(RowRef.Message(Find<WamidLink>(RowRef.Wamid(wamid))!.MessageId))!;

    public Conversation Conversation(PeerKeys peer) =>
        Root(Find<PeerLink>(RowRef.Peer(peer.All().First()))!.ConversationId);

    public Conversation Root(string id)
    {
        var found = Find<Conversation>(RowRef.Conversation(id))!;
        return found.MergedInto is { } into ? Root(into) : found;
    }

    /// <summary>Decides an input, and all that it says must be decided next.</summary>
    /// <returns>The decision of the input itself.</returns>
    public Decision Feed(Input input)
    {
        var first = DecideOne(input, out var next);
        while (next.TryDequeue(out var following))
        {
            DecideOne(following, out var more);
            foreach (var one in more)
                next.Enqueue(one);
        }

        return first;
    }

    /// <summary>Lets time pass; timers fire in order, each at its own time.</summary>
    public void Wait(TimeSpan time)
    {
        var until = Now + time;
        while (All<Deciding.Timer>().Where(t => t.Due <= until).OrderBy(t => t.Due).ThenBy(t => t.Name).FirstOrDefault()
            is { } timer)
        {
            Now = timer.Due > Now ? timer.Due : Now;
            Feed(new Input.TimerDue(timer.Name));
            if (timer.Equals(Find<Deciding.Timer>(timer.Ref)))
                throw new InvalidOperationException($"{timer} came due and is due again: it would never end.");
        }

        Now = until;
    }

    private Decision DecideOne(Input input, out Queue<Input> next)
    {
        Position++;
        if (input is Input.MessagesBrought brought) // as it is filed by then
            input = brought with { MessageIds = PieceOf(brought.ConversationId).MessageIds };
        var slice = new Slice();
        for (var wanted = Mind.Needs(input, slice); wanted.Count > 0; wanted = Mind.Needs(input, slice))
        {
            foreach (var row in wanted)
                slice.Put(row, _rows.GetValueOrDefault(row));
        }

        var around = new Surroundings(Now, Position, "1", Rules, Process) { Since = Since };
        var decision = Mind.Decide(slice, input, around);
        foreach (var row in decision.Rows)
            _rows[row.Ref] = row;
        foreach (var row in decision.Deleted)
            _rows.Remove(row);

        StillWaiting += (decision.Outcome == Outcome.Waiting ? 1 : 0) - decision.Settled;
        next = new(decision.Effects.OfType<Effect.DecideNext>().Select(effect => effect.Input));
        foreach (var sweep in decision.Effects.OfType<Effect.SweepContents>())
            next.Enqueue(PieceOf(sweep.ConversationId));
        foreach (var bring in decision.Effects.OfType<Effect.BringMessages>())
            next.Enqueue(new Input.MessagesBrought(bring.ConversationId, [], IsFirst: true, Next: null));
        Effects.AddRange(decision.Effects.Where(effect => effect is not Effect.DecideNext));
        Calls.AddRange(decision.Effects.OfType<Effect.CallGraph>().Select(call => call.SendId));
        return decision;
    }

    private Input.ContentsSwept PieceOf(string conversationId)
    {
        var root = Root(conversationId).Id;
        return new Input.ContentsSwept(
            root,
            [.. All<Conversation>().Where(c => c.MergedInto is not null && Root(c.Id).Id == root).Select(c => c.Id)],
            [.. All<Message>().Where(m => Root(m.ConversationId).Id == root).Select(m => m.Id)],
            Next: null);
    }
}
