using Tandem.Domain.Deciding;
using Tandem.Domain.Rules;
using Tandem.Domain.Sending;
using Tandem.Domain.Takeover;
using Tandem.Domain.Tests.Driving;

namespace Tandem.Domain.Tests.Takeover;

/// <summary>What is typed on the phone itself hands back or takes over; what the app says by itself does neither.
/// </summary>
public sealed class PhoneWordsTests
{
    private readonly Desk _desk = new()
    {
        Rules = new NumberRules(true, NumberRules.DefaultEchoHold)
        {
            HandBackWords = new("#bot"),
            TakeOverWords = new("#mine"),
            AutomaticTexts = new("Thanks for your message! We are back at nine."),
            AgentHold = TimeSpan.FromMinutes(5),
        },
    };

    [Theory]
    [InlineData("#bot")]
    [InlineData("  #BOT \n")]
    [InlineData("＃ｂｏｔ")]
    public void A_word_hands_back_however_it_is_written(string typed)
    {
        Hear("wamid.A", "I am on it", at: 0);
        Assert.Equal(SendState.Refused, Ask().State);

        Hear("wamid.B", typed, at: 5);

        Assert.Null(_desk.Conversation(Say.Ana).Hold);
        Assert.Equal(SendState.Released, Ask().State);
        Assert.True(_desk.Message("wamid.B").IsOnTimeline); // the customer saw it
    }

    [Theory]
    [InlineData("please ask the #bot")]
    [InlineData("#bots")]
    [InlineData("")]
    public void Only_the_whole_message_is_a_word(string typed)
    {
        Hear("wamid.A", typed, at: 0);

        Assert.Equal(Hold.Phone, _desk.Conversation(Say.Ana).Hold!.By);
    }

    [Fact]
    public void What_was_said_before_the_word_takes_over_no_more_however_late_it_comes()
    {
        Hear("wamid.B", "#bot", at: 5);
        Hear("wamid.A", "I am on it", at: 3);

        Assert.Null(_desk.Conversation(Say.Ana).Hold);
    }

    [Fact]
    public void A_word_typed_before_the_latest_human_message_ends_nothing_however_late_it_comes()
    {
        Hear("wamid.B", "I am on it again", at: 7);
        Hear("wamid.A", "#bot", at: 5);

        Assert.Equal(Hold.Phone, _desk.Conversation(Say.Ana).Hold!.By);
    }

    [Fact]
    public void A_word_typed_before_a_takeover_by_command_ends_nothing()
    {
        _desk.Feed(Say.Customer("wamid.0"));
        _desk.Wait(TimeSpan.FromSeconds(30));
        _desk.Feed(new Input.TakenOver(_desk.Conversation(Say.Ana).Id, "Olga", _desk.Now.AddHours(1)));

        Hear("wamid.A", "#bot", at: 20);
        Assert.Equal("Olga", _desk.Conversation(Say.Ana).Hold!.By);

        Hear("wamid.B", "#bot", at: 40);
        Assert.Null(_desk.Conversation(Say.Ana).Hold);
    }

    [Fact]
    public void A_word_hands_back_once()
    {
        Hear("wamid.B", "#bot", at: 5);
        Hear("wamid.C", "wait, one more thing", at: 8);
        Hear("wamid.B", "#bot", at: 5);

        Assert.Equal(Hold.Phone, _desk.Conversation(Say.Ana).Hold!.By);
    }

    [Fact]
    public void A_word_ends_no_review()
    {
        _desk.Feed(new Input.ItemUnreadable(Say.Ana) { Item = "7/0" });
        Hear("wamid.A", "#bot", at: 5);

        Assert.Equal(Hold.Review, _desk.Conversation(Say.Ana).Hold!.By);
    }

    [Fact]
    public void A_word_that_may_be_the_echo_of_our_own_send_holds()
    {
        Assert.Equal(SendState.Released, Ask().State);
        Hear("wamid.A", "#bot", at: 5);

        Assert.Equal(Hold.Phone, _desk.Conversation(Say.Ana).Hold!.By);
    }

    [Fact]
    public void A_word_takes_over_until_somebody_hands_back()
    {
        Hear("wamid.A", "#mine", at: 0);
        Hear("wamid.B", "and this", at: 2); // does not shorten it
        _desk.Wait(TimeSpan.FromDays(30));

        Assert.Null(_desk.Conversation(Say.Ana).Hold!.End);
        Assert.Equal(SendState.Refused, Ask().State);
        Hear("wamid.C", "#bot", at: 30 * 86_400);
        Assert.Equal(SendState.Released, Ask().State);
    }

    [Fact]
    public void What_the_app_says_by_itself_holds_nobody()
    {
        Hear("wamid.A", "Thanks for your  message! We are back at nine.", at: 0);

        Assert.Null(_desk.Conversation(Say.Ana).Hold);
        Assert.True(_desk.Message("wamid.A").IsAutomatic);
        Assert.Equal(SendState.Released, Ask().State);
    }

    [Fact]
    public void What_is_called_automatic_later_is_lifted_and_what_held_before_holds_again()
    {
        Hear("wamid.A", "I am on it", at: 0);
        _desk.Wait(TimeSpan.FromMinutes(10));
        var greeting = _desk.Feed(Echo("wamid.B", "Welcome!", at: 600)).Subject!;
        Assert.Equal(_desk.Now + NumberRules.DefaultEchoHold, _desk.Conversation(Say.Ana).Hold!.Until);

        var called = _desk.Feed(new Input.CalledAutomatic(greeting, "Olga"));

        Assert.Equal(Outcome.Applied, called.Outcome);
        Assert.Equal(Desk.Start + NumberRules.DefaultEchoHold, _desk.Conversation(Say.Ana).Hold!.Until);
        Assert.Equal(Outcome.Duplicate, _desk.Feed(new Input.CalledAutomatic(greeting, "Olga")).Outcome);
    }

    [Fact]
    public void Only_a_message_of_the_phone_is_called_automatic()
    {
        var theirs = _desk.Feed(Say.Customer("wamid.A")).Subject!;

        Assert.Equal(Outcome.SetAside, _desk.Feed(new Input.CalledAutomatic(theirs, "Olga")).Outcome);
    }

    [Fact]
    public void An_agents_message_holds_for_a_time_of_its_own()
    {
        _desk.Feed(Say.Ask(SendLane.Human));

        Assert.Equal(Desk.Start.AddMinutes(5), _desk.Conversation(Say.Ana).Hold!.Until);
    }

    private void Hear(string wamid, string words, long at) => _desk.Feed(Echo(wamid, words, at));

    private static Input.MessageSeen Echo(string wamid, string words, long at) =>
        Say.Echo(wamid, at: at) with { Words = words };

    private Send Ask() => _desk.Send(_desk.Feed(Say.Ask()).Subject!);
}
