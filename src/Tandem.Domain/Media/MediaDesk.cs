using Tandem.Domain.Deciding;
using Tandem.Domain.Timeline;

namespace Tandem.Domain.Media;

/// <summary>
/// Gets the bytes of media while the platform has them. A message never waits for its bytes: it is on the timeline, and
/// its media has a state.
/// </summary>
/// <remarks>Why: docs/decisions/0014-media-is-fetched-at-once.md.</remarks>
internal static class MediaDesk
{
    /// <summary>How long a media id from a webhook lives.</summary>
    /// <remarks>Source: Meta, changelog of the Cloud API, 2025-10-09: 7 days; before that 30.</remarks>
    public static readonly TimeSpan IdLife = TimeSpan.FromDays(7);

    /// <summary>An answer comes within minutes, or its process has died; whoever follows it asks at once.</summary>
    public static readonly TimeSpan FetchPatience = TimeSpan.FromHours(6);

    // What the platform says of the media itself is believed when it says it this often.
    private const int MostTries = 3;

    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10),
        TimeSpan.FromHours(1), TimeSpan.FromHours(6),
    ];

    /// <summary>The name of the timer at which media is tried.</summary>
    public static string DueTimer(string messageId) => $"media/{messageId}";

    /// <summary>The name of the timer that says that media is being fetched.</summary>
    public static string FetchTimer(string messageId) => $"fetch/{messageId}";

    /// <summary>The message with the copy that its content asks for.</summary>
    /// <remarks>It follows from the row, whichever fold wrote it: order and repetition do not matter.</remarks>
    public static Message Brought(Message message, DateTimeOffset now)
    {
        var wanted = message is { SameAs: null, About: null } ? message.Content?.Media : null;
        var copy = message.Media;
        if (wanted is null)
            return copy is null ? message : message with { Media = null };
        if (copy?.MediaId == wanted.Id)
            return message;

        // The same message came with another id: the bytes are those that are here, unless its hash says otherwise.
        return copy is { State: MediaState.Kept } && (wanted.Sha256 ?? copy.Sha256) == copy.Sha256
            ? message with { Media = copy with { MediaId = wanted.Id } }
            : message with { Media = new MediaCopy(wanted.Id, MediaState.Waiting, now) { NextAt = now } };
    }

    /// <summary>Brings timers, the use of the file and the file itself in line with a message's copy.</summary>
    public static void Follow(Draft draft, Message after, MediaCopy? before)
    {
        if (before == after.Media)
            return;

        var dueAt = after.Media is { State: MediaState.Waiting } waiting ? waiting.NextAt : null;
        SetTimer(draft, DueTimer(after.Id), dueAt);
        SetTimer(draft, FetchTimer(after.Id),
            after.Media is { State: MediaState.Waiting, NextAt: null } ? draft.Now + FetchPatience : null);
        if (after.Media is { State: MediaState.Kept } kept)
            draft.Make(new MediaUse(after.Id, kept.Sha256!, kept.KeptAt!.Value));
        else if (before is { State: MediaState.Kept })
            draft.Delete(RowRef.MediaUse(after.Id));
        if (KeptHash(before) is { } sha256 && sha256 != KeptHash(after.Media))
            draft.Do(new Effect.DropMedia(sha256));
    }

    /// <summary>Media is due, or whoever fetched it has given no answer.</summary>
    public static void OnTimer(Draft draft, string messageId)
    {
        if (Find(draft, messageId) is not { Media: { State: MediaState.Waiting } copy } message)
            return;

        draft.Make(new Deciding.Timer(FetchTimer(messageId), draft.Now + FetchPatience));
        draft.Put(message with { Media = copy with { NextAt = null } });
        draft.Do(new Effect.FetchMedia(messageId, copy.MediaId));
    }

    /// <summary>The bytes are in their file.</summary>
    public static void Keep(Draft draft, Input.MediaKept kept)
    {
        if (Find(draft, kept.MessageId) is not { Media: { } copy } message
            || copy.MediaId != kept.MediaId || copy.State == MediaState.Kept)
        {
            Leave(draft);
            draft.Do(new Effect.DropMedia(kept.Sha256)); // nobody needs it: private meanwhile, or fetched twice
            return;
        }

        Put(draft, message, copy with
        {
            State = MediaState.Kept,
            Attempts = copy.Attempts + 1,
            Repeated = 0,
            Fault = null,
            NextAt = null,
            Sha256 = kept.Sha256,
            Size = kept.Size,
            Type = kept.Type,
            KeptAt = draft.Now,
        });
    }

    /// <summary>An attempt failed: another follows, as long as one can help.</summary>
    public static void Miss(Draft draft, Input.MediaMissed missed)
    {
        if (Find(draft, missed.MessageId) is not { Media: { State: MediaState.Waiting } copy } message
            || copy.MediaId != missed.MediaId)
        {
            Leave(draft);
            return;
        }

        var attempts = copy.Attempts + 1;
        var endsAt = copy.Since + IdLife;
        var isOver = draft.Now >= endsAt;
        var repeated = missed.Fault == copy.Fault ? copy.Repeated + 1 : 1;
        var isFinal = isOver || missed.Fault == MediaFault.TooLarge
            || (missed.Fault is MediaFault.Gone or MediaFault.HashMismatch && repeated >= MostTries);
        var next = draft.Now + Pauses[Math.Min(attempts, Pauses.Length) - 1];
        Put(draft, message, copy with
        {
            State = isFinal ? MediaState.Failed : MediaState.Waiting,
            Attempts = attempts,
            Repeated = repeated,
            Fault = isOver && missed.Fault is not (MediaFault.TooLarge or MediaFault.HashMismatch)
                ? MediaFault.Expired
                : missed.Fault,
            NextAt = isFinal ? null : next < endsAt ? next : endsAt,
        });
    }

    /// <summary>A person wants it tried again, or the file is not where it was kept.</summary>
    public static void Ask(Draft draft, Input.MediaAsked asked)
    {
        if (Find(draft, asked.MessageId) is not { Media: { } copy } message
            || (copy.State == MediaState.Kept && !asked.IsLost))
        {
            Leave(draft);
            return;
        }

        Put(draft, message, new MediaCopy(copy.MediaId, MediaState.Waiting, copy.Since) { NextAt = draft.Now });
    }

    /// <summary>It was kept as long as the operator keeps media.</summary>
    public static void Outdate(Draft draft, Input.MediaOutdated outdated)
    {
        foreach (var messageId in outdated.MessageIds)
        {
            if (Find(draft, messageId) is { Media: { State: MediaState.Kept } copy } message)
                Put(draft, message, copy with { State = MediaState.Failed, Fault = MediaFault.Outdated });
        }

        draft.Subject = outdated.MessageIds is [var only] ? only : null;
    }

    private static string? KeptHash(MediaCopy? copy) => copy is { State: MediaState.Kept } ? copy.Sha256 : null;

    private static void Put(Draft draft, Message message, MediaCopy copy)
    {
        draft.Put(message with { Media = copy });
        draft.Do(new Effect.TellMessage(message.Id, IsNew: false));
    }

    private static void SetTimer(Draft draft, string name, DateTimeOffset? due)
    {
        if (due is { } at)
            draft.Make(new Deciding.Timer(name, at));
        else
            draft.Delete(RowRef.Timer(name));
    }

    private static Message? Find(Draft draft, string messageId)
    {
        draft.Subject = messageId;
        if (draft.FindMessage(messageId) is not { } message)
            return null;

        draft.Root(message.ConversationId); // it is about that conversation: private or not
        return message;
    }

    private static void Leave(Draft draft)
    {
        draft.Outcome = Outcome.Duplicate;
        draft.Reason = "nothing waits for this";
    }
}
