using Tandem.Platform.Accounts;
using Tandem.Platform.Features;
using Tandem.Platform.Media;
using Tandem.Platform.People;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform.Link;

/// <summary>What a phone tells of its past, in which chunks (Meta, "history" webhook).</summary>
internal static class HistoryPlan
{
    /// <summary>Ages, seen from onboarding, at which the phases end; what is older is not told.</summary>
    private static readonly TimeSpan[] PhaseEnds =
        [TimeSpan.FromDays(1), TimeSpan.FromDays(90), TimeSpan.FromDays(180)];

    /// <summary>Only media of the last two weeks before onboarding follow.</summary>
    private static readonly TimeSpan MediaAge = TimeSpan.FromDays(14);

    /// <summary>What a message takes beside its content, with a thread of its own: ids, names, times (ours, rather too
    /// much).</summary>
    private const int FrameBytes = 600;

    /// <summary>All steps: phase by phase, then the media. Phases without a message have none.</summary>
    public static List<SyncStep> Of(World world, BusinessNumber number)
    {
        var day0 = number.Link.OnboardedAt;
        var past = world.Chats.Ordered
            .Where(chat => chat.Number == number)
            .SelectMany(chat => chat.Lines)
            .Where(message => IsTold(message, day0))
            .ToList();
        var steps = new List<SyncStep>();
        var told = 0;
        for (var phase = 0; phase < PhaseEnds.Length; phase++)
        {
            var order = 0;
            foreach (var chunk in ChunksOf(
                past.Where(message => PhaseOf(message, day0) == phase), world.Options.HistoryMessagesPerChunk))
            {
                told += chunk.Count;
                steps.Add(new SyncStep.HistoryChunk(phase, ++order, (int)(100L * told / past.Count), chunk));
            }
        }

        steps.AddRange(past
            .Where(message => message.File is not null && MediaRules.IsMedia(message.Type)
                && day0 - message.SentAt <= MediaAge)
            .Select(message => new SyncStep.HistoryMedia(message)));
        return steps;
    }

    /// <summary>A chunk is one update, which no webhook can split, so it keeps within the bytes of one.</summary>
    private static IEnumerable<List<Message>> ChunksOf(IEnumerable<Message> messages, int most)
    {
        var chunk = new List<Message>();
        var bytes = 0;
        foreach (var message in messages)
        {
            var size = FrameBytes + message.Content.Length + (message.Context?.Length ?? 0);
            if (chunk.Count > 0 && (chunk.Count >= most || bytes + size > Gathering.MostBytes))
            {
                yield return chunk;
                chunk = [];
                bytes = 0;
            }

            chunk.Add(message);
            bytes += size;
        }

        if (chunk.Count > 0)
            yield return chunk;
    }

    private static bool IsTold(Message message, DateTimeOffset day0) =>
        message.SentAt < day0 && day0 - message.SentAt <= PhaseEnds[^1]
        && message is { OnPhone: true, Withheld: false, Revoked: false }
        && FeatureTable.Find(Sides.App, message.Type) is not { IsSwitchedOff: true };

    private static int PhaseOf(Message message, DateTimeOffset day0)
    {
        var phase = 0;
        while (day0 - message.SentAt > PhaseEnds[phase])
            phase++;
        return phase;
    }
}
