using System.Text.Json;

namespace Tandem.Drills.Checking;

/// <summary>What the bot is told comes once, and within a conversation in the order it was decided in.</summary>
/// <remarks>
/// Told again is allowed until the bot's 200 is stored: a crash before that loses it. A process that has lost the
/// endpoint to another one, and has not noticed, may also tell once more: no commit goes before a post.
/// </remarks>
internal static class ToldInOrder
{
    private const string Promise = "P2";

    public static void Check(Findings findings)
    {
        var forwards = findings.World.Witness.Forwards;
        foreach (var (name, over, told) in forwards.Again)
            findings.Broken(Promise,
                $"the bot was told of {name} again at event {told}; that it had taken it was stored at {over}",
                WamidIn(name));

        var heard = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in forwards.Heard)
            heard.Add(name, heard.Count);
        var fed = new HashSet<string>(StringComparer.Ordinal);
        var latest = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in findings.World.Disk.Feed)
        {
            using var json = JsonDocument.Parse(item.Entry.Body);
            if (!json.RootElement.TryGetProperty("webhook", out var forwarded)
                || ForwardWitness.NameOf(forwarded) is not { } name)
                continue;

            if (!fed.Add(name))
                findings.Broken(Promise, $"{name} stands in the feed twice", WamidIn(name));
            if (!heard.TryGetValue(name, out var order) || item.Entry.Conversation is not { } conversation)
                continue;

            if (latest.TryGetValue(conversation, out var before) && heard[before] > order)
                findings.Broken(Promise, $"the bot heard {name} before {before}", WamidIn(name), WamidIn(before));
            else
                latest[conversation] = name;
        }
    }

    private static string WamidIn(string name) => name.Split(' ')[0];
}
