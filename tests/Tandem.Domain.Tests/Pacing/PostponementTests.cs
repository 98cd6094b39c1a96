using Tandem.Domain.Deciding;
using Tandem.Domain.Pacing;
using Tandem.Domain.Sending;
using Tandem.Domain.Tests.Driving;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Tests.Pacing;

/// <summary>"Too fast" means "not now": it goes again in its place, as the same message, and says so.</summary>
public sealed class PostponementTests
{
    private readonly Desk _desk = new();

    [Theory]
    [InlineData(130429, 1)]
    [InlineData(131056, 6)]
    public void What_Meta_finds_too_fast_goes_again_by_itself_and_is_one_message(int code, int seconds)
    {
        var (first, second) = (Ask(), Ask());

        _desk.Feed(TooFast(first, code));

        var held = _desk.Send(first);
        Assert.Equal((SendState.Queued, Refusal.PutBack), (held.State, held.Refusal!.Code));
        Assert.Equal((Desk.Start.AddSeconds(seconds), code), (held.Refusal!.Until!.Value, held.Refusal!.MetaCode));
        Assert.Equal([first], _desk.Calls);

        _desk.Wait(TimeSpan.FromSeconds(seconds));
        Assert.Equal([first, first], _desk.Calls);
        _desk.Feed(Say.Accepted(first, "wamid.1"));
        _desk.Wait(TimeSpan.FromSeconds(seconds));

        Assert.Equal([first, first, second], _desk.Calls);
        Assert.Equal(SendState.Accepted, _desk.Send(first).State);
        Assert.Equal(2, _desk.All<Message>().Count());
        Assert.Equal(Desk.Start.AddSeconds(seconds).ToUnixTimeSeconds(), _desk.Message("wamid.1").At);
    }

    [Fact]
    public void The_number_pauses_longer_each_time_and_forgets_it_when_Meta_takes_one()
    {
        var send = Ask();
        foreach (var pause in (int[])[1, 2, 4])
        {
            _desk.Feed(TooFast(send, 130429));
            Assert.Equal(_desk.Now.AddSeconds(pause), _desk.Send(send).Refusal!.Until);
            _desk.Wait(TimeSpan.FromSeconds(pause));
        }

        _desk.Feed(Say.Accepted(send, "wamid.1"));
        Assert.Equal(0, _desk.Find<Pace>(RowRef.Pace)!.Refusals);
        var next = Ask();
        _desk.Feed(TooFast(next, 130429));
        Assert.Equal(_desk.Now.AddSeconds(1), _desk.Send(next).Refusal!.Until);
    }

    [Fact]
    public void Whoever_waits_on_an_open_connection_is_told_what_Meta_said()
    {
        var send = _desk.Feed(Say.Ask(waiter: new Waiter(_desk.Process, _desk.Now.AddSeconds(20)))).Subject!;

        _desk.Feed(TooFast(send, 130429));

        Assert.Equal((SendState.Rejected, 130429), (_desk.Send(send).State, _desk.Send(send).Refusal!.MetaCode));
    }

    [Fact]
    public void A_human_who_speaks_meanwhile_stops_it_and_its_message_failed()
    {
        var send = Ask();
        _desk.Feed(TooFast(send, 130429));
        _desk.Feed(Say.Echo("wamid.human"));

        _desk.Wait(TimeSpan.FromSeconds(10));

        Assert.Equal([send], _desk.Calls);
        Assert.Equal((SendState.Refused, "held_by_human"), (_desk.Send(send).State, _desk.Send(send).Refusal!.Code));
        var message = _desk.Find<Message>(RowRef.Message(_desk.Send(send).MessageId!))!;
        Assert.Equal((Stage.Failed, 130429), (message.Stage, message.Failure!.Code));
    }

    [Fact]
    public void It_expires_where_it_waits_again()
    {
        var send = _desk.Feed(Say.Ask(expires: Desk.Start.AddSeconds(3))).Subject!;
        _desk.Feed(TooFast(send, 131056));

        _desk.Wait(TimeSpan.FromMinutes(1));

        Assert.Equal((SendState.Withdrawn, "expired"), (_desk.Send(send).State, _desk.Send(send).Refusal!.Code));
        Assert.Equal([send], _desk.Calls);
        Assert.Empty(_desk.All<Deciding.Timer>());
    }

    [Fact]
    public void A_status_outweighs_what_Meta_answered()
    {
        var send = Ask();
        _desk.Feed(TooFast(send, 130429));

        _desk.Feed(Say.Status("wamid.1", Stage.Sent, sendId: send));
        _desk.Wait(TimeSpan.FromMinutes(1));

        Assert.Equal(SendState.Accepted, _desk.Send(send).State);
        Assert.Equal([send], _desk.Calls);
        Assert.Equal(Backlog.None, _desk.Number.Backlog);
    }

    [Fact]
    public void What_Meta_never_takes_ends_with_Metas_word()
    {
        var send = Ask();
        for (var round = 0; _desk.Send(send).State != SendState.Rejected; round++)
        {
            Assert.InRange(round, 0, Postponement.Most);
            _desk.Feed(TooFast(send, 131056));
            _desk.Wait(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(131056, _desk.Send(send).Refusal!.MetaCode);
        Assert.Equal(Postponement.Most + 1, _desk.Calls.Count);
    }

    private string Ask() => _desk.Feed(Say.Ask()).Subject!;

    private static Input.SendRejected TooFast(string send, int code) =>
        new(send, new Failure(code, "Too fast"), new WireAnswer(400, "{}"));
}
