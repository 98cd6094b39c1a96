using System.Text.Json;
using Tandem.Platform;

namespace Tandem.Drills.Checking;

/// <summary>P2, the content: words, edits, deletions and reactions as on the phone; statuses as last told.</summary>
internal static class SameWords
{
    private const string Promise = "P2";

    private static readonly string[] Stages = ["accepted", "sent", "failed", "delivered", "read", "played"];

    public static void Check(Findings findings)
    {
        var rows = new Dictionary<string, StoredMessage>(StringComparer.Ordinal);
        foreach (var row in findings.Hub.Messages.Where(row => row is { Wamid: not null, Conversation: not null }))
            rows[row.Wamid!] = row;
        foreach (var message in findings.Truth.Messages.Values.Where(message => message.Author == Author.Api))
        {
            if (rows.TryGetValue(message.Wamid, out var row) && !findings.IsUnprovable(message))
                CheckStatus(findings, message, row);
        }

        var changed = ChangedUnseen(findings);
        foreach (var number in findings.World.Plan.Numbers.Select(number => number.PhoneNumberId))
        {
            var mind = findings.World.Platform.Mind;
            foreach (var line in (mind.ChatsOf(number) ?? [])
                .SelectMany(chat => mind.Chat(Screen.Phone, number, chat.Customer) ?? []))
            {
                if (rows.TryGetValue(line.Wamid, out var row) && !changed.Contains(line.Wamid))
                    CheckLine(findings, line, row);
            }
        }
    }

    // Lines whose latest change nobody told the hub of: there the phone knows more.
    private static HashSet<string> ChangedUnseen(Findings findings) =>
        findings.Truth.Messages.Values
            .Where(message => message is { IsChange: true, Target: not null }
                && (!message.IsToldLive || findings.Told.StandIns.Contains(message.Wamid)))
            .Select(message => message.Target!)
            .ToHashSet(StringComparer.Ordinal);

    private static void CheckStatus(Findings findings, TrueMessage message, StoredMessage row)
    {
        var told = findings.Told.Statuses.GetValueOrDefault(message.Wamid) ?? [];
        var expected = told.Append("accepted").MaxBy(status => Array.IndexOf(Stages, status))!;
        if (!row.Stage.Equals(expected, StringComparison.OrdinalIgnoreCase))
            findings.Broken(Promise,
                $"{message.Wamid} is {row.Stage}; told were {string.Join(", ", told)}", message.Wamid);
    }

    private static void CheckLine(Findings findings, ChatLine line, StoredMessage row)
    {
        if (row.IsRevoked != (line.Status == "revoked"))
            findings.Broken(Promise, $"{line.Wamid} is {line.Status} on the phone, here revoked: {row.IsRevoked}",
                line.Wamid);
        if (findings.Told.Live.ContainsKey(line.Wamid) && !findings.Told.StandIns.Contains(line.Wamid)
            && line.Status != "revoked")
        {
            using var content = JsonDocument.Parse(line.Content);
            var words = StoredMessage.WordsIn(content.RootElement);
            if (words != row.Words)
                findings.Broken(Promise, $"{line.Wamid} says '{words}' on the phone, here '{row.Words}'", line.Wamid);
        }

        Reaction("customer", "customer");
        if (findings.World.Plan.Platform.EchoUndocumentedKinds)
            Reaction("phone", "business");

        void Reaction(string author, string party)
        {
            var expected = line.Reactions.FirstOrDefault(reaction => reaction.Author == author)?.Emoji;
            if (row.ReactionOf(party) != expected)
                findings.Broken(Promise,
                    $"{party} put '{expected}' on {line.Wamid}, here it is '{row.ReactionOf(party)}'", line.Wamid);
        }
    }
}
