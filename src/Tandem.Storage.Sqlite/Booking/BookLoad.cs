using Tandem.Engine.Journal;
using Tandem.Engine.Storing;
using Tandem.Storage.Sqlite.Raw;

namespace Tandem.Storage.Sqlite.Booking;

/// <summary>Reads the done marks into memory when the book is opened: only those above the floors are in it.</summary>
internal static class BookLoad
{
    public static DoneMarks Marks(Connection db)
    {
        var done = new DoneMarks();
        var floors = db.Use("SELECT o.owner, f.lane, f.floor FROM floors f JOIN owners o ON o.id = f.owner");
        while (floors.Step())
            done.LoadFloor(floors.Text(0), (Lane)floors.Int64(1), floors.Int64(2));

        var marks = db.Use("""
            SELECT o.owner, d.delivery_id, d.next_item, d.complete FROM done d JOIN owners o ON o.id = d.owner
            """);
        while (marks.Step())
            done.Apply(marks.Text(0), [new DoneMark(marks.Int64(1), (int)marks.Int64(2), marks.Int64(3) != 0)]);

        return done;
    }

    /// <summary>The highest delivery id the book has ever heard of.</summary>
    public static long LastDeliveryId(Connection db)
    {
        var known = db.Use("""
            SELECT max(ifnull((SELECT max(delivery_id) FROM done), 0), ifnull((SELECT max(floor) - 1 FROM floors), 0))
            """);
        known.Step();
        var last = known.Int64(0);
        known.End();
        return last;
    }
}
