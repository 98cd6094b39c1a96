using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Pacing;
using Tandem.Domain.Sending;
using Tandem.Domain.Tests.Driving;

namespace Tandem.Domain.Tests.Pacing;

/// <summary>Nothing goes faster than Meta takes it; the more urgent goes first; nothing starves; all is said.</summary>
public sealed class PaceTests
{
    private readonly Desk _desk = new();

    [Fact]
    public void What_does_not_fit_waits_and_says_which_limit_holds_it_and_until_when()
    {
        var sends = Enumerable.Range(0, 20).Select(person => Ask(SendLane.Campaign, Person(person))).ToArray();

        Assert.Equal(sends[..14], _desk.Calls); // a campaign leaves six for those more urgent
        var held = _desk.Send(sends[14]).Refusal!;
        Assert.Equal((Refusal.NumberPace, Refusal.ByPace), (held.Code, held.By));
        Assert.Equal(Desk.Start.AddMilliseconds(50), held.Until);
        Assert.Equal(new Backlog(0, 0, 0, 6), _desk.Number.Backlog);

        _desk.Wait(TimeSpan.FromMilliseconds(49));
        Assert.Equal(14, _desk.Calls.Count);
        _desk.Wait(TimeSpan.FromMilliseconds(1));
        Assert.Equal(15, _desk.Calls.Count);
        _desk.Wait(TimeSpan.FromMilliseconds(250));
        Assert.Equal(sends, _desk.Calls);
        Assert.Equal(Backlog.None, _desk.Number.Backlog);
        Assert.Null(_desk.Send(sends[14]).Refusal);
    }

    [Fact]
    public void A_person_finds_room_that_programs_left_and_goes_before_all_that_waits()
    {
        foreach (var person in Enumerable.Range(0, 30))
            Ask(SendLane.Campaign, Person(person));

        var human = Ask(SendLane.Human, Person(99));

        Assert.Equal(human, _desk.Calls.Last());
    }

    [Fact]
    public void The_more_urgent_lane_is_called_first_and_no_lane_starves()
    {
        foreach (var person in Enumerable.Range(0, 40))
            Ask(SendLane.Campaign, Person(person));
        var campaigns = _desk.Calls.Count;
        foreach (var person in Enumerable.Range(100, 60))
            Ask(SendLane.Notification, Person(person));

        Spend(TimeSpan.FromSeconds(1));

        var called = _desk.Calls.Skip(campaigns).Select(id => _desk.Send(id).Lane).ToList();
        Assert.InRange(called.Count(lane => lane == SendLane.Campaign), 2, 3); // every eighth
        Assert.InRange(called.Count, 19, 24);
    }

    [Fact]
    public void Phone_and_customers_spend_the_same_budget()
    {
        foreach (var one in Enumerable.Range(0, 8))
            _desk.Feed(Say.Customer($"wamid.in.{one}", Person(one)));
        foreach (var one in Enumerable.Range(0, 4))
            _desk.Feed(Say.Echo($"wamid.phone.{one}", Person(50 + one)));

        foreach (var person in Enumerable.Range(100, 20))
            Ask(SendLane.Campaign, Person(person));

        Assert.Equal(2, _desk.Calls.Count); // 20 - 12 - 6
        Spend(TimeSpan.FromMinutes(1));
        var last = _desk.Find<Pace>(RowRef.Pace)!.LastMinute(_desk.Now);
        Assert.Equal((20, 4, 8), (last.Ours, last.Phone, last.Customers));
    }

    [Fact]
    public void What_is_heard_of_late_or_again_is_not_spent()
    {
        foreach (var one in Enumerable.Range(0, 20))
            _desk.Feed(Say.Customer($"wamid.{one}", Person(one), at: -60));
        foreach (var _ in Enumerable.Range(0, 20))
            _desk.Feed(Say.Customer("wamid.again", Person(30)));

        Assert.Equal(19, Paces.RoomAt(_desk.Find<Pace>(RowRef.Pace)!, _desk.Rules, _desk.Now));
    }

    [Fact]
    public void One_person_is_sent_no_more_than_the_pair_limit_and_others_go_on()
    {
        _desk.Rules = _desk.Rules with { MessagesPerSecond = 1_000 };
        foreach (var number in Enumerable.Range(0, 44))
            _desk.Feed(Say.Accepted(Ask(SendLane.Bot), $"wamid.{number}"));
        var late = Ask(SendLane.Bot);
        var other = Ask(SendLane.Campaign, Person(1));

        Assert.Equal((Refusal.PairPace, Desk.Start.AddSeconds(6)),
            (_desk.Send(late).Refusal!.Code, _desk.Send(late).Refusal!.Until));
        Assert.Equal(other, _desk.Calls.Last());
        _desk.Wait(TimeSpan.FromSeconds(6));
        Assert.Equal(late, _desk.Calls.Last());
    }

    [Fact]
    public void Who_waits_for_the_pace_is_judged_again_when_called()
    {
        foreach (var person in Enumerable.Range(0, 30))
            Ask(SendLane.Campaign, Person(person));
        Ask(SendLane.Bot, Person(200));
        Ask(SendLane.Bot, Person(201)); // that was the room for bots
        var bot = Ask(SendLane.Bot, Person(29));
        Assert.Equal(Refusal.NumberPace, _desk.Send(bot).Refusal!.Code);
        _desk.Feed(Say.Echo("wamid.human", Person(29)));

        Spend(TimeSpan.FromSeconds(5));

        Assert.Equal((SendState.Refused, "held_by_human"), (_desk.Send(bot).State, _desk.Send(bot).Refusal!.Code));
    }

    [Fact]
    public void A_full_queue_says_when_there_may_be_room()
    {
        _desk.Feed(Say.Echo("wamid.human"));
        foreach (var _ in Enumerable.Range(0, Conversation.MostQueued))
            Ask(SendLane.Campaign);

        var refused = _desk.Send(Ask(SendLane.Campaign));

        Assert.Equal((SendState.Refused, Refusal.QueueFull), (refused.State, refused.Refusal!.Code));
        Assert.Equal(Desk.Start.AddSeconds(5), refused.Refusal!.Until); // 100 at 20 a second
    }

    [Fact]
    public void The_backlog_follows_every_way_out_of_a_queue()
    {
        _desk.Feed(Say.Echo("wamid.human"));
        var (withdrawn, expired) = (Ask(SendLane.Campaign), _desk.Feed(
            Say.Ask(SendLane.Campaign, expires: Desk.Start.AddMinutes(1))).Subject!);
        Ask(SendLane.Campaign);
        Assert.Equal(3, _desk.Number.Backlog.Campaign);

        _desk.Feed(new Input.SendWithdrawn(withdrawn, "caller_gone"));
        _desk.Wait(TimeSpan.FromMinutes(1));
        Assert.Equal(1, _desk.Number.Backlog.Campaign);
        Assert.Equal(SendState.Withdrawn, _desk.Send(expired).State);

        _desk.Feed(new Input.HandedBack(_desk.Conversation(Say.Ana).Id, "Olga"));
        Assert.Equal(Backlog.None, _desk.Number.Backlog);
    }

    // Time passes, and whatever left is answered at once.
    private void Spend(TimeSpan time)
    {
        var answered = 0;
        for (var until = _desk.Now + time; _desk.Now < until;)
        {
            foreach (var call in _desk.Calls.Skip(answered).ToList())
                _desk.Feed(Say.Accepted(call, $"wamid.own.{answered++}", _desk.Send(call).To));
            _desk.Wait(TimeSpan.FromMilliseconds(50));
        }
    }

    private string Ask(SendLane lane, PeerKeys? peer = null) => _desk.Feed(Say.Ask(lane, peer)).Subject!;

    private static PeerKeys Person(int index) => new($"3460000{index:0000}", null, null);
}
