namespace Tandem.Drills.Checking;

/// <summary>After the storm everything comes to rest: nothing waits, nothing hangs, nothing was given up.</summary>
internal static class Liveness
{
    public static void Check(Findings findings, bool becameQuiet)
    {
        var world = findings.World;
        if (!becameQuiet)
            findings.Broken("liveness", $"not quiet {Worlds.World.Patience.TotalDays} days after the storm");
        foreach (var thrown in world.Witness.Thrown)
            findings.Broken("liveness", thrown);
        if (world.Disk.UndoneDeliveries > 0)
            findings.Broken("liveness", $"{world.Disk.UndoneDeliveries} deliveries are not applied");
        foreach (var send in findings.Hub.Sends.Values.Where(send => send.State is "Queued" or "Released"))
            findings.Broken("liveness", $"send {send.Id} ({send.CallId}) is still {send.State}", send.Id, send.CallId);
        foreach (var wamid in findings.Truth.Dropped)
            findings.Broken("liveness", $"the platform gave up telling the hub about {wamid}", wamid);
        foreach (var call in world.Callers.All.Where(call => !call.IsOver))
            findings.Broken("liveness", $"caller {call.Id} still waits for an answer", call.Id);
    }
}
