using Tandem.Domain.Deciding;
using Tandem.Domain.Rules;
using Tandem.Domain.Sending;
using Tandem.Domain.Takeover;
using Tandem.Domain.Tests.Driving;

namespace Tandem.Domain.Tests.Takeover;

/// <summary>Two voices at the same time are listed, whichever is heard of first; an observing number says what a
/// guarding one would have done.</summary>
public sealed class CollisionTests
{
    private readonly Desk _desk = new();

    [Theory]
    [InlineData(5, true)]
    [InlineData(-5, true)]
    [InlineData(6, false)]
    public void A_human_near_a_bots_message_collides_with_it(int seconds, bool collides)
    {
        _desk.Wait(TimeSpan.FromMinutes(1));
        var bot = Ask(SendLane.Bot);

        var human = _desk.Feed(Say.Echo("wamid.A", at: 60 + seconds)).Subject!;

        if (collides)
        {
            var collision = Assert.Single(_desk.All<Collision>());
            Assert.Equal((bot.MessageId, human), (collision.ProgramId, collision.HumanId));
            Assert.Equal(seconds, collision.HumanAt - collision.ProgramAt);
            Assert.Equal((Hold.Phone, _desk.Now), (collision.By, collision.NoticedAt));
        }
        else
            Assert.Empty(_desk.All<Collision>());
    }

    [Fact]
    public void What_a_human_said_before_a_bot_spoke_and_was_heard_of_after_it_collides_however_late()
    {
        _desk.Wait(TimeSpan.FromMinutes(10));
        Ask(SendLane.Bot);
        _desk.Wait(TimeSpan.FromHours(3));

        _desk.Feed(Say.Echo("wamid.A", at: 300)); // five minutes before the bot; the hold would have kept it

        Assert.Equal(300, Assert.Single(_desk.All<Collision>()).ProgramAt - Desk.Start.ToUnixTimeSeconds() - 300);
    }

    [Fact]
    public void An_agent_collides_as_well_and_a_notification_with_nobody()
    {
        Ask(SendLane.Notification);
        var bot = Ask(SendLane.Bot);
        Answer();
        Answer();
        var agent = Ask(SendLane.Human);
        Answer();

        var collision = Assert.Single(_desk.All<Collision>());
        Assert.Equal(
            (_desk.Send(bot.Id).MessageId, _desk.Send(agent.Id).MessageId), (collision.ProgramId, collision.HumanId));
    }

    [Fact]
    public void What_was_never_sent_collides_with_nobody()
    {
        var bot = Ask(SendLane.Bot);
        _desk.Feed(Say.Echo("wamid.A", at: 1));
        Assert.Single(_desk.All<Collision>());

        _desk.Feed(Say.Rejected(bot.Id));

        Assert.Empty(_desk.All<Collision>());
    }

    [Fact]
    public void Our_own_echo_collides_with_nobody()
    {
        var bot = Ask(SendLane.Bot);
        _desk.Feed(Say.Echo("wamid.A", at: 1));

        _desk.Feed(Say.Accepted(bot.Id, "wamid.A"));

        Assert.Empty(_desk.All<Collision>());
    }

    [Fact]
    public void What_the_app_says_by_itself_collides_with_nobody()
    {
        Ask(SendLane.Bot);
        var greeting = _desk.Feed(Say.Echo("wamid.A", at: 1)).Subject!;

        _desk.Feed(new Input.CalledAutomatic(greeting, "Olga"));

        Assert.Empty(_desk.All<Collision>());
    }

    [Fact]
    public void An_observing_number_lets_pass_and_notes_what_a_guarding_one_would_have_done()
    {
        var desk = new Desk(isGuarding: false);
        var human = desk.Feed(Say.Echo("wamid.A")).Subject!;

        var send = desk.Send(desk.Feed(Say.Ask()).Subject!);

        Assert.Equal(SendState.Released, send.State);
        Assert.Equal(
            new Refusal(Refusal.HeldByHuman, Hold.Phone, Desk.Start + NumberRules.DefaultEchoHold, human)
            {
                Since = Desk.Start,
            },
            send.Observed);
        Assert.Equal(1, desk.Number.Observed);
    }

    private Send Ask(SendLane lane) => _desk.Send(_desk.Feed(Say.Ask(lane)).Subject!);

    private void Answer() => _desk.Feed(Say.Accepted(_desk.Calls.Last(), $"wamid.own.{_desk.Calls.Count}"));
}
