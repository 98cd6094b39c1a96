using System.Text.Json;
using Tandem.Engine.Storing;

namespace Tandem.Drills.Checking;

/// <summary>After the storm everything comes to rest: nothing waits, nothing hangs, nothing was given up.</summary>
internal static class Liveness
{
    public static void Check(Findings findings, bool becameQuiet)
    {
        var world = findings.World;
        if (!becameQuiet)
            findings.Broken(
                "liveness", $"not quiet {Worlds.World.Patience.TotalDays} days after the storm, or busy without end");
        foreach (var thrown in world.Witness.Thrown)
            findings.Broken("liveness", thrown);
        if (world.Disk.UndoneDeliveries > 0)
            findings.Broken("liveness", $"{world.Disk.UndoneDeliveries} deliveries are not applied");
        foreach (var send in findings.Hub.Sends.Values.Where(send => send.State is "Queued" or "Released"))
            findings.Broken("liveness", $"send {send.Id} ({send.CallId}) is still {send.State}", send.Id, send.CallId);
        AtRest(findings);
        foreach (var wamid in findings.Truth.Dropped)
            findings.Broken("liveness", $"the platform gave up telling the hub about {wamid}", wamid);
        foreach (var call in world.Callers.All.Where(call => !call.IsOver))
            findings.Broken("liveness", $"caller {call.Id} still waits for an answer", call.Id);
    }

    // What is left over would come due, be told or take room for ever.
    private static void AtRest(Findings findings)
    {
        string[] transient = [RowKinds.Timer, RowKinds.Inbox, RowKinds.Forward];
        foreach (var row in findings.World.Disk.Rows.Where(row => transient.Contains(row.Key.Kind)))
            findings.Broken("liveness", $"a row of kind {row.Key.Kind} is left: {row.Key.Key}", row.Key.Key);
        foreach (var (id, conversation) in findings.Hub.Conversations)
        {
            foreach (var member in new[] { "hold", "queue", "on_wire" })
            {
                if (conversation.TryGetProperty(member, out var left) && left.ValueKind is not JsonValueKind.Null
                    && !(left.ValueKind == JsonValueKind.Array && left.GetArrayLength() == 0))
                    findings.Broken("liveness", $"conversation {id} still has {member} {left.GetRawText()}", id);
            }
        }

        foreach (var row in findings.World.Disk.Rows.Where(row => row.Key.Kind == RowKinds.NumberState))
        {
            using var state = JsonDocument.Parse(row.Body);
            if (HubRecord.Number(state.RootElement, "on_wire") is var count and not 0)
                findings.Broken("liveness", $"number {row.Key.Key} counts {count} calls without an answer");
            foreach (var member in (string[])["line", "backlog"])
            {
                if (state.RootElement.TryGetProperty(member, out var left) && left.ToString() is not ("[]" or "{}"))
                    findings.Broken("liveness", $"number {row.Key.Key} still has {member} {left.GetRawText()}");
            }
        }
    }
}
