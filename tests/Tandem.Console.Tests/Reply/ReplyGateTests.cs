using Tandem.Console.Reply;
using Tandem.Engine.Reading;

namespace Tandem.Console.Tests.Reply;

/// <summary>When the reply box takes words, and what it says otherwise.</summary>
public sealed class ReplyGateTests
{
    [Fact]
    public void An_agent_may_answer_while_the_window_is_open() =>
        Assert.True(ReplyGate.Of(Sample.Agent, Sample.Conversation(), Sample.Time()).IsOpen);

    [Fact]
    public void A_closed_window_is_explained()
    {
        var conversation = Sample.Conversation() with { Window = new WindowView(Sample.Noon.AddMinutes(-1)) };

        var gate = ReplyGate.Of(Sample.Agent, conversation, Sample.Time());

        Assert.False(gate.IsOpen);
        Assert.Contains("customer service window", gate.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bot")]
    [InlineData("notifier")]
    [InlineData("campaign")]
    public void A_programs_key_gains_no_human_voice_by_signing_in(string role) =>
        Assert.False(ReplyGate.Of(Sample.Agent with { Role = role }, Sample.Conversation(), Sample.Time()).IsOpen);

    [Fact]
    public void A_key_that_may_only_read_only_reads() =>
        Assert.False(
            ReplyGate.Of(Sample.Agent with { Scopes = ["read"] }, Sample.Conversation(), Sample.Time()).IsOpen);

    [Fact]
    public void A_reply_goes_in_the_human_lane_in_the_persons_name()
    {
        var reply = new PendingReply("k1", "Hi \"there\"", Sample.Noon, Sample.Message("1-7"));

        var draft = reply.ToDraft(Sample.Agent, Sample.Conversation());

        Assert.Equal(Tandem.Domain.Sending.SendLane.Human, draft.Lane);
        Assert.Equal(("Ana", "k1", "wamid.1-7"), (draft.Sender, draft.IdempotencyKey, draft.RepliesTo));
        Assert.Contains("\"to\":\"491701112233\"", draft.Body, StringComparison.Ordinal);
    }
}
