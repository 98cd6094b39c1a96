using Tandem.Domain.Deciding;
using Tandem.Domain.Gaps;
using Tandem.Domain.Pacing;

namespace Tandem.Domain.Link;

/// <summary>Asks Meta how a number stands: webhooks about a link may be late, about another number, or never come.
/// </summary>
internal static class LinkInquiries
{
    /// <summary>The name of the timer that asks again.</summary>
    public const string TimerName = "link";

    /// <summary>The reason of a disconnection that no webhook told.</summary>
    public const string SaidByMeta = "said_by_meta";

    /// <summary>How long Meta may keep us waiting: longer than any call lasts, so a crash is known by it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Meta must say twice, so far apart, that a disconnection is none: its node may lag.</summary>
    public static readonly TimeSpan SecondLook = TimeSpan.FromMinutes(1);

    // A phone that registers anew is back within minutes; a link that is gone stays so until a person acts.
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(24),
    ];

    /// <summary>No phone registers anew in less: who is joined so soon after a parting was not parted.</summary>
    private static readonly TimeSpan ShortestParting = TimeSpan.FromSeconds(45);

    /// <summary>Without a cause to worry, silence of Meta ends the asking.</summary>
    private const int MostWithoutCause = 5;

    /// <summary>The hub or a person asks.</summary>
    public static void Ask(Draft draft, string cause)
    {
        if (draft.Number.Inquiry is { IsOpen: true })
            draft.Outcome = Outcome.Duplicate; // the answer to that will do
        else
            Begin(draft, cause, isGuess: false);
    }

    /// <summary>Asks anew; what was asked before is answered by this.</summary>
    public static void Begin(Draft draft, string cause, bool isGuess) =>
        Put(draft, new LinkInquiry(draft.Around.Id, cause, draft.Now) { IsGuess = isGuess });

    /// <summary>Some number of the account is joined: asks anew whether it is this one.</summary>
    /// <param name="draft">The decision in the making.</param>
    /// <param name="at">Since when that number is, by Meta's clock, Unix seconds.</param>
    public static void Wonder(Draft draft, long at)
    {
        var before = draft.Number.Inquiry;
        Put(draft, new LinkInquiry(draft.Around.Id, LinkInquiry.Joined, draft.Now)
        {
            HeardAt = at,
            IsGuess = before?.IsGuess == true,
            IsAlibi = before?.IsAlibi == true,
        });
    }

    /// <summary>A refusal of Meta's speaks of the number: it is asked, unless it was a moment ago.</summary>
    public static void Doubt(Draft draft)
    {
        var number = draft.Number;
        if (number.Link == LinkState.Connected && number.Inquiry is not { IsOpen: true }
            && !(draft.Now - number.Inquiry?.AskedAt < SecondLook))
            Begin(draft, LinkInquiry.Refused, isGuess: false);
    }

    /// <summary>A newer word about the link came: an answer about what was before counts no more.</summary>
    public static void Forget(Draft draft, NumberState number)
    {
        draft.Put(number with { Inquiry = null });
        if (number.Inquiry is not null)
            draft.Delete(RowRef.Timer(TimerName));
        PaceDesk.PassOn(draft); // whoever waited for the link goes on
    }

    public static void Answer(Draft draft, Input.LinkAnswered answered)
    {
        var number = draft.Number;
        if (number.Inquiry is not { IsOpen: true } open || open.Id != answered.AskId)
        {
            draft.Outcome = Outcome.Duplicate;
            draft.Reason = "an answer to an earlier question";
            return;
        }

        var word = answered is { Code: 100, Subcode: 33 } ? LinkWord.Unknown : answered.Node?.Word ?? LinkWord.None;
        if (answered.Node?.OnboardedAt is { } onboardedAt && Connections.Begin(draft, onboardedAt))
            number = Onboarded(draft, draft.Number, word, onboardedAt);

        var after = open with
        {
            IsOpen = false,
            IsGuess = open.IsGuess && word is not (LinkWord.Parted or LinkWord.Unknown),
            IsAlibi = open.IsAlibi || (word == LinkWord.Joined && IsTooSoon(number.Parted, draft.Now)),
            Word = word,
            IsOnBizApp = answered.Node?.IsOnBizApp ?? open.IsOnBizApp,
            Verdict = VerdictOf(word, open, number),
            AnsweredAt = draft.Now,
            Code = answered.Code,
        };
        Conclude(draft, number, open, after);
        draft.Do(new Effect.TellNumber());
    }

    /// <summary>It is time to ask again; a question without an answer by now has none.</summary>
    public static void OnTimer(Draft draft)
    {
        if (draft.Number.Inquiry is not { } inquiry)
            return;

        var known = inquiry.IsOpen ? Unanswered(inquiry, draft.Now) : inquiry;
        if (IsHopeless(draft.Number, known))
            draft.Put(draft.Number with { Inquiry = known with { NextAt = null } });
        else
            Put(draft, known with { Id = draft.Around.Id, AskedAt = draft.Now, Tries = known.Tries + 1 });
        PaceDesk.PassOn(draft); // the rules may have changed: what waits must not wait for ever
    }

    private static LinkInquiry Unanswered(LinkInquiry open, DateTimeOffset now) => open with
    {
        IsOpen = false,
        Word = LinkWord.None,
        Verdict = LinkVerdict.Unreachable,
        AnsweredAt = now,
        Code = null,
    };

    // Whoever was onboarded after the parting is joined since then, whichever of the two was heard of first.
    private static NumberState Onboarded(Draft draft, NumberState number, LinkWord word, long at)
    {
        if (word != LinkWord.Joined || number.Link == LinkState.Connected || number.LinkSince >= at)
            return number;

        draft.Put(NumberGaps.Join(draft, LinkFold.JoinedAt(number, at), at));
        return draft.Number;
    }

    private static void Conclude(Draft draft, NumberState number, LinkInquiry open, LinkInquiry after)
    {
        var asked = open.AskedAt.ToUnixTimeSeconds();
        var second = Math.Max(asked, Math.Max(number.LinkSince ?? 0, open.HeardAt ?? 0));
        var isParted = after.Word is LinkWord.Parted or LinkWord.Unknown;
        if (number.Link == LinkState.Connected && isParted)
            draft.Put(NumberGaps.Part(draft, PartedBy(number, after.Word!.Value, second), second, SaidByMeta));
        else if (number.Link == LinkState.Offboarded && after.Word == LinkWord.Unknown)
            draft.Put(number with { Link = LinkState.Removed, LinkSince = second }); // it does not come back by itself
        else if (number.Link != LinkState.Connected && after.Word == LinkWord.Joined && IsSaidTwice(open, draft.Now))
        {
            var joined = LinkFold.JoinedAt(number, second);
            draft.Put(after is { IsGuess: true, IsAlibi: true } // or it was parted, and came back before Meta answered
                ? NumberGaps.Withdraw(draft, joined)
                : NumberGaps.Join(draft, joined, second));
            SyncWatch.Renew(draft);
        }
        else
            draft.Put(number);
        if (draft.Number.Link == LinkState.Removed && isParted)
            LinkFold.End(draft);

        var next = NextOf(draft.Number, after, draft.Now);
        draft.Put(draft.Number with { Inquiry = after with { NextAt = next } });
        if (next is { } due)
            draft.Make(new Deciding.Timer(TimerName, due));
        else
            draft.Delete(RowRef.Timer(TimerName));
        PaceDesk.PassOn(draft);
    }

    private static NumberState PartedBy(NumberState number, LinkWord word, long second) => number with
    {
        Link = word == LinkWord.Unknown ? LinkState.Removed : LinkState.Offboarded,
        LinkSince = second,
        LinkReason = SaidByMeta,
    };

    private static LinkVerdict VerdictOf(LinkWord word, LinkInquiry open, NumberState number)
    {
        if (word == LinkWord.None)
            return LinkVerdict.Unreachable;

        var believesJoined = number.Link == LinkState.Connected && open.Cause != LinkInquiry.Refused;
        return believesJoined == (word == LinkWord.Joined) ? LinkVerdict.Confirmed : LinkVerdict.Denied;
    }

    private static bool IsTooSoon(PartedGap? parted, DateTimeOffset now) =>
        parted is { From: var from } && now < DateTimeOffset.FromUnixTimeSeconds(from) + ShortestParting;

    private static bool IsSaidTwice(LinkInquiry open, DateTimeOffset now) =>
        open is { Word: LinkWord.Joined, AnsweredAt: { } first } && now - first >= SecondLook;

    // Of a number that was just registered nobody else says when it was onboarded.
    private static bool IsHopeless(NumberState number, LinkInquiry inquiry) =>
        number.Link == LinkState.Connected && inquiry.Tries >= MostWithoutCause
        && inquiry.Cause != LinkInquiry.Registered;

    private static DateTimeOffset? NextOf(NumberState number, LinkInquiry after, DateTimeOffset now)
    {
        if (number.Link == LinkState.Connected && (after.Word == LinkWord.Joined || IsHopeless(number, after)))
            return null;

        return after.Word == LinkWord.Joined
            ? now + SecondLook
            : now + Pauses[Math.Min(after.Tries, Pauses.Length) - 1];
    }

    private static void Put(Draft draft, LinkInquiry inquiry)
    {
        draft.Put(draft.Number with { Inquiry = inquiry with { IsOpen = true, NextAt = null } });
        draft.Make(new Deciding.Timer(TimerName, draft.Now + Patience));
        draft.Do(new Effect.AskLink(inquiry.Id));
    }
}
