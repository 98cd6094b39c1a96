using Tandem.Engine.Journal;
using Tandem.Storage.Sqlite.Raw;

namespace Tandem.Storage.Sqlite.Journaling;

/// <summary>Reads what the journal keeps in memory when its file is opened: one seek per owner and lane.</summary>
internal static class JournalLoad
{
    public static JournalOwners Owners(Connection db)
    {
        var owners = new JournalOwners();
        var stored = db.Use("SELECT id, owner, items FROM owners ORDER BY id");
        while (stored.Step())
        {
            var owner = new JournalOwner((int)stored.Int64(0), stored.Text(1)) { IsStored = true };
            var items = stored.Int64(2);
            foreach (var lane in Enum.GetValues<Lane>())
                owner.Load(items, lane, NewestIn(db, owner, lane));

            owners.Add(owner);
        }

        return owners;
    }

    public static long LastWebhookId(Connection db) => First(db.Use("SELECT max(id) FROM webhooks"));

    public static long LastDeliveryId(JournalOwners owners) => owners.All
        .SelectMany(owner => Enum.GetValues<Lane>(), (owner, lane) => owner.NewestIn(lane))
        .DefaultIfEmpty(0)
        .Max();

    private static long NewestIn(Connection db, JournalOwner owner, Lane lane) => First(
        db.Use("SELECT max(id) FROM deliveries WHERE owner = ? AND lane = ?").Add(owner.Id).Add((long)lane));

    private static long First(Statement statement)
    {
        var value = statement.Step() ? statement.Int64OrNull(0) ?? 0 : 0;
        statement.End();
        return value;
    }
}
