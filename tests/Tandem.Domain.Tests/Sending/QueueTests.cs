using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Link;
using Tandem.Domain.Rules;
using Tandem.Domain.Sending;
using Tandem.Domain.Tests.Driving;

namespace Tandem.Domain.Tests.Sending;

/// <summary>Who goes when: one call per conversation, a bounded number per phone number, lanes, withdrawal.</summary>
public sealed class QueueTests
{
    // What is shown here is not the pace.
    private static readonly NumberRules Fast = new(true, NumberRules.DefaultEchoHold) { MessagesPerSecond = 1_000 };

    private readonly Desk _desk = new() { Rules = Fast };

    [Fact]
    public void A_conversation_has_one_call_at_a_time()
    {
        var (first, second) = (Ask(), Ask());
        Assert.Equal([first], _desk.Calls);

        _desk.Feed(Say.Accepted(first, "wamid.A"));

        Assert.Equal([first, second], _desk.Calls);
    }

    [Fact]
    public void A_refused_or_lost_call_lets_the_next_go_as_well()
    {
        var sends = new[] { Ask(), Ask(), Ask() };
        _desk.Feed(Say.Rejected(sends[0]));
        _desk.Feed(Say.Lost(sends[1]));

        Assert.Equal(sends, _desk.Calls);
    }

    [Fact]
    public void The_more_urgent_lane_goes_first_and_within_a_lane_the_earlier_request()
    {
        SendLane[] asked =
        [
            SendLane.Notification, SendLane.Campaign, SendLane.Notification,
            SendLane.Campaign, SendLane.Bot, SendLane.Bot,
        ];
        var sends = asked.Select(lane => Ask(lane)).ToArray();
        foreach (var (index, _) in asked.Index())
            _desk.Feed(Say.Accepted(_desk.Calls.Last(), $"wamid.{index}"));

        Assert.Equal([sends[0], sends[4], sends[5], sends[2], sends[1], sends[3]], _desk.Calls);
    }

    [Fact]
    public void Two_queues_that_become_one_keep_the_order_of_the_requests()
    {
        var user = new PeerKeys(null, "ES.7", null);
        _desk.Feed(Say.Customer("wamid.A", user));
        var (blocked, late, early) = (Ask(), "", "");
        var alsoBlocked = Ask(peer: user);
        early = Ask(peer: Say.Ana);
        late = Ask(peer: user);
        var last = Ask(peer: Say.Ana);
        _desk.Feed(Say.Customer("wamid.B", new PeerKeys(Say.Ana.WaId, user.UserId, null)));

        _desk.Feed(Say.Accepted(blocked, "wamid.1"));
        Assert.Equal(2, _desk.Calls.Count);
        _desk.Feed(Say.Accepted(alsoBlocked, "wamid.2", user));
        _desk.Feed(Say.Accepted(early, "wamid.3"));
        _desk.Feed(Say.Accepted(late, "wamid.4", user));

        Assert.Equal([blocked, alsoBlocked, early, late, last], _desk.Calls);
    }

    [Fact]
    public void A_number_has_at_most_32_calls_and_the_rest_take_turns()
    {
        var sends = Enumerable.Range(0, 40).Select(person => Ask(peer: Person(person))).ToArray();
        var again = Ask(peer: Person(0));
        Assert.Equal(sends[..NumberState.MostOnWire], _desk.Calls);

        _desk.Feed(Say.Accepted(sends[0], "wamid.0", Person(0)));
        Assert.Equal(sends[NumberState.MostOnWire], _desk.Calls.Last());

        foreach (var index in Enumerable.Range(1, 8))
            _desk.Feed(Say.Accepted(sends[index], $"wamid.{index}", Person(index)));

        Assert.Equal([.. sends, again], _desk.Calls);
        Assert.Equal(NumberState.MostOnWire, _desk.Number.OnWire);
    }

    [Fact]
    public void Room_that_a_withdrawn_send_waited_for_goes_to_the_next()
    {
        var sends = Enumerable.Range(0, 36).Select(person => Ask(peer: Person(person))).ToArray();
        foreach (var withdrawn in sends[32..35])
            _desk.Feed(new Input.SendWithdrawn(withdrawn, "caller_gone"));

        _desk.Feed(Say.Accepted(sends[0], "wamid.0", Person(0)));

        Assert.Equal(sends[35], _desk.Calls.Last());
        Assert.Equal(NumberState.MostOnWire, _desk.Number.OnWire);
    }

    [Fact]
    public void Held_conversations_do_not_keep_room_from_the_others()
    {
        var busy = Enumerable.Range(0, 32).Select(person => Ask(peer: Person(person))).ToArray();
        var held = Enumerable.Range(32, 40).Select(person => Ask(SendLane.Campaign, Person(person))).ToArray();
        foreach (var (index, _) in held.Index())
            _desk.Feed(Say.Echo($"wamid.human.{index}", Person(32 + index)));
        var last = Ask(peer: Person(99));

        foreach (var (index, send) in busy.Index())
            _desk.Feed(Say.Accepted(send, $"wamid.{index}", Person(index)));

        Assert.Equal([.. busy, last], _desk.Calls);
        Assert.Empty(_desk.Number.Line);
    }

    [Fact]
    public void A_send_can_be_taken_back_before_it_left()
    {
        var (first, second) = (Ask(), Ask());

        _desk.Feed(new Input.SendWithdrawn(second, "caller_gone"));
        _desk.Feed(Say.Accepted(first, "wamid.A"));

        AssertWithdrawn("caller_gone", second);
        Assert.Equal([first], _desk.Calls);
    }

    [Fact]
    public void A_send_that_left_cannot_be_taken_back()
    {
        var send = Ask();

        var decision = _desk.Feed(new Input.SendWithdrawn(send, "caller_gone"));

        Assert.Equal(Outcome.Duplicate, decision.Outcome);
        Assert.Equal(SendState.Released, _desk.Send(send).State);
    }

    [Fact]
    public void A_send_whose_caller_waits_at_another_process_is_taken_back_at_its_turn()
    {
        var first = Ask();
        var second = Ask(waiter: new Waiter(_desk.Process, _desk.Now + TimeSpan.FromSeconds(20)));
        _desk.Process = "hub-2";

        _desk.Feed(Say.Lost(first));

        AssertWithdrawn("restarted", second);
    }

    [Fact]
    public void A_send_whose_caller_waited_long_enough_is_taken_back_at_its_turn_and_the_next_goes()
    {
        var first = Ask();
        var second = Ask(waiter: new Waiter(_desk.Process, _desk.Now + TimeSpan.FromSeconds(20)));
        var third = Ask();
        _desk.Wait(TimeSpan.FromSeconds(20));

        _desk.Feed(Say.Accepted(first, "wamid.A"));

        AssertWithdrawn("wait_over", second);
        Assert.Equal([first, third], _desk.Calls);
    }

    [Fact]
    public void A_send_expires_where_it_waits()
    {
        _desk.Feed(Say.Echo("wamid.A"));
        var campaign = Ask(SendLane.Campaign, expires: _desk.Now + TimeSpan.FromMinutes(5));

        _desk.Wait(TimeSpan.FromMinutes(5));

        AssertWithdrawn("expired", campaign);
        _desk.Wait(TimeSpan.FromHours(1));
        Assert.Empty(_desk.Calls);
        Assert.Empty(_desk.All<Deciding.Timer>());
    }

    [Fact]
    public void A_send_that_left_in_time_does_not_expire()
    {
        var send = Ask(expires: _desk.Now + TimeSpan.FromMinutes(5));

        _desk.Wait(TimeSpan.FromMinutes(6));

        Assert.Equal(SendState.Released, _desk.Send(send).State);
    }

    private void AssertWithdrawn(string code, string send) =>
        Assert.Equal((SendState.Withdrawn, code), (_desk.Send(send).State, _desk.Send(send).Refusal!.Code));

    private string Ask(
        SendLane lane = SendLane.Bot, PeerKeys? peer = null, Waiter? waiter = null, DateTimeOffset? expires = null) =>
        _desk.Feed(Say.Ask(lane, peer, waiter, expires)).Subject!;

    private static PeerKeys Person(int index) => new($"3460000{index:0000}", null, null);
}
