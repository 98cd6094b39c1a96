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
        if (await FindAsync(code, owner, ct) is { ClosedAt: null })
            return false;

        await WriteAsync(
            new Alarm(code, owner.Value, clock.GetUtcNow()) { Received = received, Decided = decided }, ct);
        return true;
    }

    /// <summary>Ends an alarm, if it lasts.</summary>
    /// <returns>Whether it did.</returns>
    public async Task<bool> EndAsync(string code, Owner owner, CancellationToken ct)
    {
        if (await FindAsync(code, owner, ct) is not { ClosedAt: null } lasting)
            return false;

        await WriteAsync(lasting with { ClosedAt = clock.GetUtcNow() }, ct);
        return true;
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

    private async Task<Alarm?> FindAsync(string code, Owner owner, CancellationToken ct) =>
        await book.ReadAsync([Alarm.KeyOf(code, owner)], ct) is [var row] ? Alarm.Read(row) : null;

    private Task WriteAsync(Alarm alarm, CancellationToken ct) =>
        book.CommitAsync(new Commit(Watch, Epoch: 0, [alarm.Write()], [], [], []), ct);
}
