using Tandem.Engine.Storing;
using Tandem.Storage.Sqlite.Raw;
using Tandem.Storage.Sqlite.Writing;

namespace Tandem.Storage.Sqlite.Booking;

/// <summary>Puts the work of many owners into one transaction; a refusal rolls back its own savepoint only.</summary>
internal sealed class BookGroup(DoneMarks done, BookWriting writing) : IGroup<BookWork>
{
    private const int WorthAVisit = 256;

    private PassedMarks? _passed;

    public void Write(Connection db, List<BookWork> items)
    {
        writing.BeginGroup();
        foreach (var item in items)
            WriteAlone(db, item);

        _passed = done.TakePassed(WorthAVisit);
        if (_passed is not null)
            BookWriting.Drop(db, _passed);
    }

    public void Publish(List<BookWork> items)
    {
        _passed = null;
        foreach (var item in items)
        {
            if (item.Refusal is { } refusal)
                item.Fail(refusal);
            else
                item.Complete(done);
        }
    }

    public void Forget()
    {
        if (_passed is not null)
            done.Return(_passed);

        _passed = null;
    }

    private void WriteAlone(Connection db, BookWork item)
    {
        db.Use("SAVEPOINT work").Run();
        try
        {
            item.Write(db, writing);
        }
        catch (Exception refusal) when (IsOfThisWork(refusal))
        {
            item.Refusal = refusal is SqliteError error ? error.ToRefusal() : refusal;
            db.Use("ROLLBACK TO work").Run();
        }

        db.Use("RELEASE work").Run();
    }

    private static bool IsOfThisWork(Exception refusal) => refusal
        is StaleOwnerException or VersionConflictException or InvalidOperationException
        or SqliteError { IsOfTheContent: true };
}
