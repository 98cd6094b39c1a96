using Tandem.Domain.Takeover;

namespace Tandem.Drills.Checking;

/// <summary>
/// P4, the other side: a bot is refused only because of a human; and a send leaves only while somebody waits for it.
/// </summary>
internal static class HeldForAReason
{
    public static void Check(Findings findings)
    {
        var calls = findings.World.Callers.All.ToDictionary(call => call.Id);
        foreach (var send in findings.Hub.Sends.Values.Where(send => send.State == "Refused"))
        {
            if (send.Refusal is not { Code: "held_by_human", MessageId: { } cause })
                continue;

            var row = findings.Hub.Follow(cause);
            var isHuman = row switch
            {
                { Origin: "App", Wamid: { } wamid } => findings.Told.Echoes.Contains(wamid)
                    && findings.World.Witness.PhoneWords.GetValueOrDefault(wamid) != PhoneWord.Automatic,
                { Origin: "Api", SendId: { } own } => findings.Hub.Sends[own].CallId is { } call
                    && calls[call].Key.Role == "agent" || send.Made < KnownAsOurs(findings, own, row.Id),
                _ => false,
            };
            if (!isHuman)
                findings.Broken("P4", $"send {send.Id} was refused for {cause}, which no human said live",
                    send.Id, cause, row?.Wamid);
        }

        var setBack = findings.World.Hub.Clock.FurthestBack;
        foreach (var release in findings.World.Witness.OnWire)
        {
            if (findings.Hub.Sends.GetValueOrDefault(release.SendId)?.Waiter is not { } waiter)
                continue;
            if (waiter.Process != release.Process || waiter.Until <= release.BeganAt - setBack)
                findings.Broken("P5",
                    $"{release.SendId} left {release.Process} when its caller, who waited at {waiter.Process} until "
                    + $"{waiter.Until:HH:mm:ss}, was gone", release.SendId);
        }
    }

    // An echo may come before the answer that shows it to be our own; until then it holds. By position.
    private static long KnownAsOurs(Findings findings, string sendId, string messageId) =>
        findings.World.Disk.Inputs
            .Where(input => (input.Kind == "accepted" && input.Subject == sendId && input.Outcome == "applied")
                || (input.Kind == "status" && input.Subject == messageId))
            .Select(input => input.Position)
            .DefaultIfEmpty(long.MaxValue)
            .Min();
}
