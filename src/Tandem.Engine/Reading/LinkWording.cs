using Tandem.Domain.Link;

namespace Tandem.Engine.Reading;

/// <summary>Makes what a number knows of its link into what is shown.</summary>
internal static class LinkWording
{
    public static LinkView Show(NumberState state, DateTimeOffset now) => new(
        Wording.Word(state.Link),
        Wording.Instant(state.LinkSince),
        state.LinkReason,
        Wording.Instant(state.OnboardedAt),
        state.Inquiry is { } inquiry ? Show(inquiry) : null,
        new SyncsView(Show(state, SyncKind.Contacts, now), Show(state, SyncKind.History, now)));

    private static MetaWordView Show(LinkInquiry inquiry) => new(
        inquiry.Cause,
        inquiry.AskedAt,
        inquiry.Verdict is { } verdict ? Wording.Word(verdict) : null,
        inquiry.Word is { } word and not LinkWord.None ? Wording.Word(word) : null,
        inquiry.AnsweredAt,
        inquiry.Code,
        inquiry.NextAt);

    private static SyncView Show(NumberState state, SyncKind what, DateTimeOffset now)
    {
        var mark = SyncRules.MarkOf(state, what);
        var shown = StateOf(state, what, now);
        var isPast = what == SyncKind.History;
        return new SyncView
        {
            State = shown,
            Until = SyncRules.Until(state),
            Forbidden = SyncRules.Forbids(state, what, now, isAgain: false),
            RequestedAt = mark?.AskedAt,
            RequestedBy = mark?.By,
            RequestId = mark?.RequestId,
            DoneAt = shown == "done" ? mark?.LastAt : null,
            Code = mark?.Code,
            Received = isPast ? null : mark?.Received,
            Progress = isPast ? mark?.Progress : null,
            Phase = isPast ? mark?.Phase : null,
            Declined = isPast ? mark?.State == SyncState.Declined : null,
        };
    }

    private static string StateOf(NumberState state, SyncKind what, DateTimeOffset now) =>
        SyncRules.MarkOf(state, what) switch
        {
            null => SyncRules.Until(state) <= now ? "over" : "open",
            { } contacts when what == SyncKind.Contacts && SyncRules.HaveCome(contacts, now) => "done",
            var mark => Wording.Word(mark.State),
        };
}
