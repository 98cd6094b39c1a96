using System.Security.Cryptography;
using Tandem.Engine.Storing;
using Tandem.Storage.Sqlite.Booking;
using Tandem.Storage.Sqlite.Raw;

namespace Tandem.Storage.Sqlite;

/// <summary>Journal and book belong together: marks of one name deliveries of the other.</summary>
/// <remarks>A journal that lost deliveries would give their ids to new ones, and old marks would hide those.</remarks>
internal static class PairedFiles
{
    public static void Check(Connection journal, Connection book, long lastDelivery)
    {
        var (inJournal, inBook) = (PairOf(journal), PairOf(book));
        var lastMarked = BookLoad.LastDeliveryId(book);
        if (inJournal is not null && inBook != inJournal)
            throw Refusal("book.db is missing or belongs to another journal.db");

        if (lastMarked > lastDelivery)
            throw Refusal("journal.db is missing, or older than book.db");

        if (inBook is not null && inJournal is null && lastMarked > 0)
            throw Refusal("journal.db is missing");

        if (inJournal is not null)
            return;

        // The book is named first: a crash in between leaves an empty journal, which is named at the next start.
        var pair = inBook ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        if (inBook is null)
            Name(book, pair);

        Name(journal, pair);
    }

    private static string? PairOf(Connection db) => db.Ask("SELECT value FROM meta WHERE name = 'pair'");

    private static void Name(Connection db, string pair) =>
        db.Use("INSERT INTO meta (name, value) VALUES ('pair', ?)").Add(pair).Run();

    private static StorageRefusedException Refusal(string what) => new(
        $"The data folder is not whole: {what}. Put back both files of one backup, the journal taken after the book.");
}
