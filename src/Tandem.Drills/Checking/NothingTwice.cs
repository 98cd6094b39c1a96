namespace Tandem.Drills.Checking;

/// <summary>P2: each message once, none that never was, each in the right conversation, from the right end.</summary>
internal static class NothingTwice
{
    private const string Promise = "P2";

    public static void Check(Findings findings)
    {
        var rows = findings.Hub.Messages.Where(row => row.Wamid is not null).ToLookup(row => row.Wamid!);
        foreach (var same in rows.Where(same => same.Count() > 1))
        {
            var doubled = string.Join(", ", same.Select(row => row.Id));
            findings.Broken(Promise, $"{same.Key} has {same.Count()} rows: {doubled}", same.Key);
        }

        foreach (var message in findings.Truth.Messages.Values.Where(message => !message.IsChange))
            CheckMessage(findings, message, rows[message.Wamid].FirstOrDefault());
        foreach (var row in findings.Hub.Messages.Where(row => row.Conversation is not null))
            CheckRow(findings, row);
        Conversations(findings);
    }

    private static void CheckMessage(Findings findings, TrueMessage message, StoredMessage? row)
    {
        var told = findings.Told;
        var isSeen = told.Live.ContainsKey(message.Wamid) || told.History.Contains(message.Wamid);
        if (message.Author != Author.Api && !isSeen && !told.Statuses.ContainsKey(message.Wamid))
            return; // nothing was ever said about it
        if (findings.IsUnprovable(message))
            return; // it stands as a send that nobody knows of, and its echo as the phone's

        if (row?.Conversation is null)
        {
            findings.Broken(Promise, $"{message.Author} message {message.Wamid} is not on the timeline", message.Wamid);
            return;
        }

        var (direction, origin) = message.Author switch
        {
            Author.Customer => ("In", "Customer"),
            Author.Api => ("Out", "Api"),
            _ => ("Out", isSeen ? "App" : "OtherApi"),
        };
        if (row.Direction != direction || row.Origin != origin)
            findings.Broken(Promise,
                $"{message.Wamid} is {row.Direction}/{row.Origin} and should be {direction}/{origin}", message.Wamid);
    }

    private static void CheckRow(Findings findings, StoredMessage row)
    {
        if (row.Wamid is { } wamid)
        {
            if (!findings.Truth.Messages.TryGetValue(wamid, out var message))
                findings.Broken(Promise, $"{wamid} is on the timeline and never existed", wamid);
            else if (message.IsChange && !findings.Told.StandIns.Contains(wamid)) // of those nobody says what they are
                findings.Broken(Promise, $"{wamid} is a {message.Type} and stands as a message", wamid);
        }
        else if (row.SendId is not { } sendId || IsProven(findings, sendId))
        {
            findings.Broken(Promise, $"row {row.Id} of send {row.SendId} has no wamid", row.Id, row.SendId);
        }
    }

    private static bool IsProven(Findings findings, string sendId) =>
        findings.Truth.ByMark[SentOnce.MarkOf(sendId)].Any(message => !findings.IsUnprovable(message));

    // One conversation never holds two customers. One customer has one conversation, unless the number was hidden for
    // a time: then two may stand side by side until something the hub was given leads from one to the other.
    private static void Conversations(Findings findings)
    {
        var customers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var conversations = new SortedDictionary<string, (string Root, string Wamid)>(StringComparer.Ordinal);
        foreach (var row in findings.Hub.Messages)
        {
            if (row.Conversation is null || row.Wamid is null
                || !findings.Truth.Messages.TryGetValue(row.Wamid, out var message))
                continue;

            var root = findings.Hub.RootOf(row.Conversation);
            var customer = $"{message.Number}/{message.Customer}";
            if (!customers.TryAdd(root, customer) && customers[root] != customer)
                findings.Broken(Promise, $"conversation {root} mixes {customers[root]} and {customer}", root,
                    row.Wamid);
            if (conversations.TryAdd(customer, (root, row.Wamid)))
                continue;

            var (first, wamid) = conversations[customer];
            if (first != root && IsKnownAsOne(findings, message, wamid, row.Wamid))
                findings.Broken(Promise, $"{customer} has conversations {first} and {root}", row.Wamid, wamid);
        }
    }

    private static bool IsKnownAsOne(Findings findings, TrueMessage message, string one, string other) =>
        !findings.World.Witness.Hidden.Contains(message.Customer)
        || findings.Acquaintance.Since(Clue.Wamid(message.Number, one), Clue.Wamid(message.Number, other))
            != Acquaintance.Never;
}
