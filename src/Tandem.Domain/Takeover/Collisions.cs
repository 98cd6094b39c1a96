using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;

namespace Tandem.Domain.Takeover;

/// <summary>Notes where a program and a human spoke at the same time, whichever of the two is heard of first.</summary>
/// <remarks>Why: docs/decisions/0026-collisions-are-listed.md.</remarks>
internal static class Collisions
{
    /// <summary>Closer than this, in seconds, either could not have heard the other.</summary>
    public const long Near = 5;

    /// <summary>A bot or a campaign speaks.</summary>
    public static Conversation ProgramSpoke(
        Draft draft, Conversation conversation, string messageId, string sender, long second)
    {
        var program = new Voice(messageId, second, sender);
        foreach (var human in conversation.Humans.Where(human => Math.Abs(second - human.At) <= Near))
            Note(draft, conversation, program, human);
        return conversation with { Programs = Voice.Latest(conversation.Programs, new(program)) };
    }

    /// <summary>A human is heard of: programs that spoke near it, or after it and before it was heard of, collided.
    /// </summary>
    public static Conversation HumanSpoke(
        Draft draft, Conversation conversation, string messageId, string by, long second)
    {
        var human = new Voice(messageId, second, by);
        var hold = (long)draft.Around.Rules.EchoHold.TotalSeconds;
        foreach (var program in conversation.Programs.Where(program =>
            Math.Abs(program.At - second) <= Near || (program.At > second && program.At - second <= hold)))
            Note(draft, conversation, program, human);
        return conversation with { Humans = Voice.Latest(conversation.Humans, new(human)) };
    }

    /// <summary>No human spoke by this message: it was our own, or the app's.</summary>
    public static void NoHuman(Draft draft, Conversation conversation, string messageId)
    {
        foreach (var program in conversation.Programs)
            draft.Delete(RowRef.Collision(program.MessageId, messageId));
        draft.Put(conversation with { Humans = conversation.Humans.Without(one => one.MessageId == messageId) });
    }

    /// <summary>A program's message was never sent.</summary>
    public static void NoProgram(Draft draft, Conversation conversation, string messageId)
    {
        foreach (var human in conversation.Humans)
            draft.Delete(RowRef.Collision(messageId, human.MessageId));
        draft.Put(conversation with { Programs = conversation.Programs.Without(one => one.MessageId == messageId) });
    }

    /// <summary>Whether a message is one of a program's that may collide.</summary>
    public static bool IsProgram(Sending.SendLane lane) => lane is Sending.SendLane.Bot or Sending.SendLane.Campaign;

    private static void Note(Draft draft, Conversation conversation, Voice program, Voice human) =>
        draft.Make(new Collision(program.MessageId, human.MessageId, conversation.Id, draft.Now)
        {
            ProgramAt = program.At,
            HumanAt = human.At,
            By = human.By,
        });
}
