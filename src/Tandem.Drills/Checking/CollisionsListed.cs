using Tandem.Domain.Takeover;

namespace Tandem.Drills.Checking;

/// <summary>
/// P4, what is left of it: where a bot or a campaign and a human spoke within five seconds, the hub notes it.
/// </summary>
/// <remarks>
/// Of conversations that proved to be one, either voice may have been heard in another one: they are left out. That one
/// of two noted may prove to be no voice is for whoever reads the list.
/// </remarks>
internal static class CollisionsListed
{
    private const string Promise = "P4";
    private const long Near = 5;

    // A conversation remembers twenty voices of each side; those that went by between the two are counted generously.
    private const int Remembered = 15;

    public static void Check(Findings findings)
    {
        var listed = findings.Hub.Collisions.ToDictionary(one => (one.ProgramId, one.HumanId));
        foreach (var same in Voices(findings).GroupBy(voice => voice.Conversation))
        {
            if (findings.Hub.TookAnotherIn(same.Key))
                continue;

            var voices = same.OrderBy(voice => voice.Event).ToList();
            foreach (var program in voices.Where(voice => !voice.IsHuman))
            {
                foreach (var human in voices.Where(voice => voice.IsHuman && Math.Abs(voice.At - program.At) <= Near))
                {
                    var (first, last) = (Math.Min(program.Event, human.Event), Math.Max(program.Event, human.Event));
                    if (!listed.ContainsKey((program.Id, human.Id))
                        && voices.Count(voice => voice.Event >= first && voice.Event <= last) < Remembered)
                        findings.Broken(Promise,
                            $"{program.Id} and the human's {human.Id} were said within {Near} s, and none says so",
                            program.Id, human.Id);
                }
            }
        }
    }

    private static IEnumerable<Voice> Voices(Findings findings)
    {
        var left = findings.World.Witness.OnWire.ToLookup(release => release.SendId);
        foreach (var row in findings.Hub.Messages.Where(row => row.Conversation is not null))
        {
            if (row.SendId is { } id && findings.Hub.Sends[id] is { State: "Accepted" } send
                && left[id].LastOrDefault() is { } release)
            {
                if (send.Lane is "Bot" or "Campaign" or "Human")
                    yield return new Voice(
                        findings.Hub.RootOf(row.FiledIn), row.Id, send.ReleasedAt.ToUnixTimeSeconds(), release.Left,
                        send.Lane == "Human");
            }
            else if (row is { Origin: "App", Wamid: { } wamid } && findings.Told.Echoes.Contains(wamid)
                && findings.Told.Live.TryGetValue(wamid, out var told)
                && findings.World.Witness.PhoneWords.GetValueOrDefault(wamid) != PhoneWord.Automatic)
            {
                yield return new Voice(
                    findings.Hub.RootOf(row.FiledIn), row.Id, HubRecord.Number(row.Json, "said_at"), told.Event,
                    IsHuman: true);
            }
        }
    }

    private sealed record Voice(string Conversation, string Id, long At, long Event, bool IsHuman);
}
