using Tandem.Engine.Storing;

namespace Tandem.Engine.Watching;

/// <summary>Raises alarms and ends them. Several processes may watch: what is raised already stays as it was.</summary>
public sealed class AlarmBook(IBook book, TimeProvider clock)
{
    private static readonly Owner Watch = new("watch"); // no agent: its commits need no lease

    /// <summary>Raises an alarm, unless it lasts already.</summary>
    /// <returns>Whether it is new.</returns>
    public async Task<bool> RaiseAsync(string code, Owner owner, long received, long decided, CancellationToken ct)
    {
        var (last, version) = await FindAsync(code, owner, ct);
        return last is not { ClosedAt: null } && await TryWriteAsync(
            new Alarm(code, owner.Value, clock.GetUtcNow()) { Received = received, Decided = decided }, version, ct);
    }

    /// <summary>Ends an alarm, if it lasts.</summary>
    /// <returns>Whether it did.</returns>
    public async Task<bool> EndAsync(string code, Owner owner, CancellationToken ct)
    {
        var (last, version) = await FindAsync(code, owner, ct);
        return last is { ClosedAt: null } lasting
            && await TryWriteAsync(lasting with { ClosedAt = clock.GetUtcNow() }, version, ct);
    }

    /// <summary>Alarms that last, oldest first.</summary>
    public Task<IReadOnlyList<Alarm>> LastingAsync(CancellationToken ct) => ListAsync(Alarm.Open, ct);

    /// <summary>Alarms that are over, oldest first; the latest of each code and owner.</summary>
    public Task<IReadOnlyList<Alarm>> OverAsync(CancellationToken ct) => ListAsync(Alarm.Over, ct);

    private async Task<IReadOnlyList<Alarm>> ListAsync(string parent, CancellationToken ct)
    {
        var range = new RowRange(RowKinds.Alarm, [parent], null, null, Descending: false, Limit: 500);
        return [.. (await book.PageAsync(range, ct)).Select(Alarm.Read)];
    }

    private async Task<(Alarm? Alarm, long Version)> FindAsync(string code, Owner owner, CancellationToken ct) =>
        await book.ReadAsync([Alarm.KeyOf(code, owner)], ct) is [var row] ? (Alarm.Read(row), row.Version) : (null, 0);

    // Of two processes that write at once the first is right: the other has seen the same.
    private async Task<bool> TryWriteAsync(Alarm alarm, long version, CancellationToken ct)
    {
        try
        {
            var row = alarm.Write() with { ExpectedVersion = version };
            await book.CommitAsync(new Commit(Watch, Epoch: 0, [row], [], [], []), ct);
            return true;
        }
        catch (VersionConflictException)
        {
            return false;
        }
    }
}
