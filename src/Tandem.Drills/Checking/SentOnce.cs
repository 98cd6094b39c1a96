using Tandem.Drills.Worlds;

namespace Tandem.Drills.Checking;

/// <summary>
/// P5: no send leaves twice, none reaches the customer twice, what is uncertain is settled or asked about.
/// </summary>
internal static class SentOnce
{
    private const string Promise = "P5";

    /// <summary>The mark of a send, as the platform sees it.</summary>
    public static string MarkOf(string sendId) => $"td1:{Numbering.Installation}:{sendId}";

    public static void Check(Findings findings)
    {
        var witness = findings.World.Witness;
        // Once more only when Meta has said of each time before that it did not take it.
        foreach (var same in witness.OnWire.GroupBy(release => release.SendId)
            .Where(same => same.Count() > 1 + witness.TooFast.GetValueOrDefault(MarkOf(same.Key))))
            findings.Broken(Promise, $"send {same.Key} was put on the wire {same.Count()} times", same.Key);
        foreach (var same in witness.Arrived.Where(call => call.CallId is not null).GroupBy(call => call.CallId!)
            .Where(same => same.Count() > 1))
        {
            var accepted = findings.Truth.ByCall[same.Key].Count();
            if (accepted > 1)
                findings.Broken(Promise, $"the customer got {same.Key} {accepted} times", same.Key);
        }

        foreach (var send in findings.Hub.Sends.Values)
        {
            var message = findings.Truth.ByMark[MarkOf(send.Id)].FirstOrDefault();
            if (message is not null && findings.IsUnprovable(message))
            {
                if (send.State != "Unknown")
                    findings.Broken(Promise, $"of send {send.Id} nobody told whether it left, and it is {send.State}",
                        send.Id);
            }
            else if (message is not null && (send.State != "Accepted" || send.Wamid != message.Wamid))
                findings.Broken(Promise,
                    $"send {send.Id} became {message.Wamid}, here it is {send.State} {send.Wamid}", send.Id,
                        message.Wamid);
            else if (message is null && send.State == "Accepted")
                findings.Broken(Promise, $"send {send.Id} is accepted here, and the platform knows nothing of it",
                    send.Id);
        }

        foreach (var send in findings.Hub.Sends.Values.Where(send => send.State == "Unknown"))
            CheckAsked(findings, send);
    }

    // At rest nothing will settle it but a person's word. Whose silence still runs has its timer.
    private static void CheckAsked(Findings findings, StoredSend send)
    {
        if (findings.Hub.Timers.Any(timer => timer.EndsWith($"/unknown/{send.Id}", StringComparison.Ordinal)))
            return;

        if (!send.IsAskedAbout)
            findings.Broken(Promise, $"nobody knows of send {send.Id} whether it left, and nobody is asked", send.Id);
        if (findings.Hub.Follow(send.MessageId) is not { } row
            || findings.Hub.OpenGaps.GetValueOrDefault(row.Id) != "SendUnknown")
            findings.Broken(Promise,
                $"nobody knows of send {send.Id} whether it left, and no gap says so", send.Id, send.MessageId);
    }
}
