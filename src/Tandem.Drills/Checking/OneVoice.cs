using Tandem.Domain.Takeover;
using Tandem.Drills.Worlds;

namespace Tandem.Drills.Checking;

/// <summary>
/// P4, the smallest gate: no bot message was released that began its release after the 200 of a human's echo, after an
/// agent's send or after a takeover, while that held.
/// </summary>
/// <remarks>
/// "This conversation" is what the hub could know: a speech that called the person by one name counts against a release
/// that used the other once something the hub had been given before the release began joins the two
/// (<see cref="Acquaintance"/>).
/// </remarks>
internal static class OneVoice
{
    public static void Check(Findings findings)
    {
        var world = findings.World;
        if (!world.Plan.IsGuarding)
            return;

        // A hold that was reckoned by a clock before it was set back ends earlier by as much.
        var setBack = world.Hub.Clock.FurthestBack;
        var calls = world.Callers.All.ToDictionary(call => call.Id);
        var acquaintance = findings.Acquaintance;
        var speeches = Speeches(findings, calls).ToLookup(speech => (speech.Number, speech.Customer));
        foreach (var release in world.Witness.OnWire)
        {
            var message = findings.Truth.ByMark[SentOnce.MarkOf(release.SendId)].FirstOrDefault();
            if (message?.CallId is not { } callId || calls[callId].Key.Role is not ("bot" or "campaign"))
                continue;

            var person = NameOf(message.Number, release);
            foreach (var speech in speeches[(message.Number, message.Customer)].Where(speech => !speech.HandsBack))
            {
                if (speech.Event < release.Began && release.CommittedAt + setBack < UntilFor(world, speech, release)
                    && !IsLookedAt(findings, speech, speeches[(message.Number, message.Customer)], release)
                    && !IsHandedBack(findings, speech, speeches[(message.Number, message.Customer)], release)
                    && acquaintance.Since(speech.Person, person) < release.Began)
                    findings.Broken("P4",
                        $"{callId} ({release.SendId}, {message.Wamid}) was released in a turn that began at event "
                        + $"{release.Began}, though {speech.What} held from event {speech.Event} "
                        + $"until {speech.Until:HH:mm:ss}",
                        message.Wamid, release.SendId, callId, speech.Id);
            }
        }
    }

    private static IEnumerable<Speech> Speeches(Findings findings, Dictionary<string, Call> calls)
    {
        var hold = findings.World.Plan.Hold;
        // The hold runs from the decision, which comes after the first arrival; the 200 may be that of a later attempt.
        var arrivals = Told.Read(findings.World.Disk.Received
            .Select(webhook => new Acknowledgement(webhook.Id, webhook.ArrivedAt, webhook.Body))).Live;
        foreach (var message in findings.Truth.Messages.Values)
        {
            if (message is { Author: Author.Phone, IsChange: false } && findings.Told.Echoes.Contains(message.Wamid))
            {
                var meaning = findings.World.Witness.PhoneWords.GetValueOrDefault(message.Wamid);
                if (meaning == PhoneWord.Automatic)
                    continue;

                var heard = findings.Told.Live[message.Wamid].Event;
                var until = meaning == PhoneWord.TakeOver
                    ? DateTimeOffset.MaxValue : arrivals[message.Wamid].At + hold;
                yield return new Speech(
                    message.Number, message.Customer, Clue.Wamid(message.Number, message.Wamid),
                    $"the echo of {message.Wamid}", message.Wamid, heard, until)
                {
                    KeptAt = arrivals[message.Wamid].At,
                    SaidAt = message.At,
                    HandsBack = meaning == PhoneWord.HandBack,
                };
            }
        }

        foreach (var release in findings.World.Witness.OnWire)
        {
            var message = findings.Truth.ByMark[SentOnce.MarkOf(release.SendId)].FirstOrDefault();
            if (message?.CallId is { } callId && calls[callId].Key.Role == "agent")
            {
                yield return new Speech(
                    message.Number, message.Customer, NameOf(message.Number, release), $"the agent's {callId}",
                    release.SendId, release.Left, release.BeganAt + hold)
                {
                    SaidAt = release.BeganAt - findings.World.Hub.Clock.FurthestBack,
                };
            }
        }

        foreach (var echo in findings.World.Witness.Unreadable)
        {
            yield return new Speech(
                echo.Number, echo.Customer, Clue.Phone(echo.Number, echo.Customer), "an echo nobody can read",
                echo.Customer, echo.Told, DateTimeOffset.MaxValue)
            {
                LookedAtSince = echo.Posted,
            };
        }

        foreach (var command in findings.World.Witness.Commands.Where(command => command.HoldsUntil is not null))
        {
            yield return new Speech(
                command.Number, command.Customer, Clue.Phone(command.Number, command.Customer), "a takeover",
                command.Customer, command.Done, command.HoldsUntil!.Value)
            {
                SaidAt = command.AskedAt,
            };
        }
    }

    // Whom a send reaches, before anything is told of it: whoever its caller named.
    private static string NameOf(string number, Release release) =>
        Clue.Mark(number, SentOnce.MarkOf(release.SendId));

    // What nobody can read holds until a person speaks or decides; whoever did so behind its post may have ended it:
    // the phone also with what was kept and not answered for, an agent with what never arrived. So may an echo of what
    // this hub sent, until the hub knows it for its own.
    private static bool IsLookedAt(Findings findings, Speech speech, IEnumerable<Speech> others, Release release) =>
        speech.LookedAtSince is { } since
        && (others.Any(other =>
                other.LookedAtSince is null && other.Event > since && IsBefore(other, findings, release))
            || IsTakenForThePhone(findings, speech, since, release)
            || findings.World.Witness.Released.Any(sent => sent.Event > since && sent.Event < release.Left
                && findings.World.Callers.All.Any(call =>
                    call.Key.Role == "agent" && call.Number == speech.Number && call.Body.To == speech.Customer
                    && call.Id == findings.Hub.Sends.GetValueOrDefault(sent.SendId)?.CallId)));

    // A word typed on the phone ends what people began before it was typed, however late it is heard; not a review.
    private static bool IsHandedBack(Findings findings, Speech speech, IEnumerable<Speech> others, Release release) =>
        speech.LookedAtSince is null
        && others.Any(other => other.HandsBack && other.SaidAt.ToUnixTimeSeconds() >= speech.SaidAt.ToUnixTimeSeconds()
            && IsBefore(other, findings, release));

    private static bool IsTakenForThePhone(Findings findings, Speech speech, long since, Release release) =>
        findings.Truth.Messages.Values.Any(message =>
            message is { Author: Author.Api, Mark: { } mark }
            && message.Number == speech.Number && message.Customer == speech.Customer
            && findings.Told.Echoes.Contains(message.Wamid)
            && findings.Told.Live[message.Wamid].Event > since
            && !(findings.World.Witness.Settled.TryGetValue(mark, out var known) && known < release.Began));

    private static bool IsBefore(Speech speech, Findings findings, Release release) =>
        speech.Event < release.Left
        || speech.KeptAt - findings.World.Hub.Clock.FurthestBack <= release.CommittedAt;

    // A hand-back ends it; a takeover by command sets a new end, which may be earlier. Either counts if it may have
    // been decided between the speech and the release. What was kept and not answered for was decided before its 200.
    private static DateTimeOffset UntilFor(World world, Speech speech, Release release)
    {
        var until = speech.Until;
        foreach (var command in world.Witness.Commands)
        {
            var isBefore = command.Done <= speech.Event
                && !(speech.KeptAt is { } kept && command.DoneAt >= kept - world.Hub.Clock.FurthestBack);
            if (command.Number != speech.Number || command.Customer != speech.Customer
                || isBefore || command.Asked >= release.Left)
                continue;
            var end = command.HoldsUntil ?? DateTimeOffset.MinValue;
            until = end < until ? end : until;
        }

        return until;
    }

    /// <param name="Number">Phone number id.</param>
    /// <param name="Customer">Whom it truly reached.</param>
    /// <param name="Person">By which name the hub was told of that person.</param>
    /// <param name="What">In words.</param>
    /// <param name="Id">What the story of it names.</param>
    /// <param name="Event">Since when the hub has it.</param>
    /// <param name="Until">How long it holds.</param>
    private sealed record Speech(
        string Number, string Customer, string Person, string What, string Id, long Event, DateTimeOffset Until)
    {
        /// <summary>When the hub first kept it, by its clock, where that may be long before its 200.</summary>
        public DateTimeOffset? KeptAt { get; init; }

        /// <summary>When it was said, by the platform's clock; as early as it may have been, where only ours tells.
        /// </summary>
        public DateTimeOffset SaidAt { get; init; }

        /// <summary>It is a word that hands back.</summary>
        public bool HandsBack { get; init; }

        /// <summary>Not null: only a person ends it, who speaks after this event.</summary>
        public long? LookedAtSince { get; init; }
    }
}
