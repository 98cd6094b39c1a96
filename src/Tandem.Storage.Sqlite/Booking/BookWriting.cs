using Tandem.Engine.Storing;
using Tandem.Storage.Sqlite.Raw;

namespace Tandem.Storage.Sqlite.Booking;

/// <summary>What is done to the book's tables, inside the writer's transaction.</summary>
internal sealed class BookWriting(TimeProvider clock)
{
    private long _now;

    /// <summary>One instant for all feed items of a group: they become visible together.</summary>
    public void BeginGroup() => _now = Ticks.Of(clock.GetUtcNow());

    public static OwnerLease Claim(Connection db, Owner owner)
    {
        var (id, epoch, next) = FindOwner(db, owner) ?? AddOwner(db, owner);
        db.Use("UPDATE owners SET epoch = ? WHERE id = ?").Add(epoch + 1).Add(id).Run();
        return new OwnerLease(owner, epoch + 1, next);
    }

    public void Write(Connection db, Commit commit)
    {
        var owner = FindOwner(db, commit.Owner);
        if (commit.Epoch != 0 && owner?.Epoch != commit.Epoch)
            throw new StaleOwnerException(commit.Owner, commit.Epoch);

        foreach (var change in commit.Rows)
            RowWriting.Write(db, change);

        if (commit.Inputs.Count + commit.Done.Count > 0)
        {
            var known = owner ?? AddOwner(db, commit.Owner);
            WriteInputs(db, commit, known);
            WriteDone(db, commit.Done, known.Id);
        }

        foreach (var entry in commit.Feed)
        {
            db.Use("INSERT INTO feed (at, kind, number, conversation, body) VALUES (?, ?, ?, ?, ?)")
                .Add(_now).Add(entry.Kind).Add(entry.Number).Add(entry.Conversation).Add(entry.Body.Span).Run();
        }
    }

    /// <summary>Replaces marks of deliveries below a floor by the floor.</summary>
    public static void Drop(Connection db, PassedMarks passed)
    {
        foreach (var (value, lane, floor) in passed.Floors)
        {
            var owner = FindOwner(db, new Owner(value));
            if (floor > 0 && owner is not null)
            {
                db.Use("""
                    INSERT INTO floors (owner, lane, floor) VALUES (?, ?, ?)
                    ON CONFLICT (owner, lane) DO UPDATE SET floor = excluded.floor WHERE floor < excluded.floor
                    """).Add(owner.Id).Add(lane).Add(floor).Run();
            }
        }

        foreach (var delivery in passed.Deliveries)
            db.Use("DELETE FROM done WHERE delivery_id = ?").Add(delivery).Run();
    }

    private static void WriteInputs(Connection db, Commit commit, BookOwner owner)
    {
        var position = owner.NextPosition;
        foreach (var input in commit.Inputs)
        {
            if (input.Owner != commit.Owner || input.Position != position)
            {
                throw new InvalidOperationException(
                    $"Input {input.Position} of {input.Owner} does not continue {commit.Owner} at {position}.");
            }

            db.Use("""
                INSERT INTO inputs
                    (owner, position, at, kind, delivery_id, item_index, body, outcome, reason, subject)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .Add(owner.Id).Add(position++).Add(Ticks.Of(input.At)).Add(input.Kind).Add(input.DeliveryId)
                .Add(input.ItemIndex).Add(input.Body).Add(input.Outcome).Add(input.Reason).Add(input.Subject).Run();
        }

        if (commit.Inputs.Count > 0)
            db.Use("UPDATE owners SET next_position = ? WHERE id = ?").Add(position).Add(owner.Id).Run();
    }

    private static void WriteDone(Connection db, IReadOnlyList<DoneMark> marks, long ownerId)
    {
        foreach (var mark in marks)
        {
            db.Use("""
                INSERT INTO done (delivery_id, owner, next_item, complete) VALUES (?, ?, ?, ?)
                ON CONFLICT (delivery_id) DO UPDATE
                SET next_item = excluded.next_item, complete = max(complete, excluded.complete)
                """).Add(mark.DeliveryId).Add(ownerId).Add(mark.NextItem).Add(mark.IsComplete ? 1 : 0).Run();
        }
    }

    private static BookOwner? FindOwner(Connection db, Owner owner)
    {
        var row = db.Use("SELECT id, epoch, next_position FROM owners WHERE owner = ?").Add(owner.Value);
        if (!row.Step())
            return null;

        var found = new BookOwner(row.Int64(0), row.Int64(1), row.Int64(2));
        row.End();
        return found;
    }

    private static BookOwner AddOwner(Connection db, Owner owner)
    {
        db.Use("INSERT INTO owners (owner, epoch, next_position) VALUES (?, 0, 1)").Add(owner.Value).Run();
        return FindOwner(db, owner)!;
    }

    private sealed record BookOwner(long Id, long Epoch, long NextPosition);
}
