using Tandem.Engine.Journal;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Watching;

/// <summary>
/// Looks again and again whether what is acknowledged is applied, and whether every ledger adds up. Neither may be left
/// to the code that applies: what does not run raises no alarm.
/// </summary>
/// <remarks>It looks at owners with something undone, and at those that had until just now: an idle one cannot stall.
/// </remarks>
public sealed class LedgerWatch(
    IJournal journal, RegistrationBook registry, NumberReader ledgers, AlarmBook alarms, TimeProvider clock)
{
    /// <summary>How often to look: an alarm is raised within a minute.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Lane[] Lanes = [Lane.Live, Lane.Statuses, Lane.Bulk];

    private readonly Dictionary<Owner, Head> _heads = [];
    private readonly Dictionary<Owner, long> _off = []; // by how much ledgers did not add up at the last look
    private readonly HashSet<Owner> _toBalance = [];
    private bool _hasBegun;

    /// <summary>Looks once.</summary>
    /// <returns>Alarms that were raised now.</returns>
    public async Task<IReadOnlyList<(string Code, Owner Owner)>> LookAsync(CancellationToken ct)
    {
        var raised = new List<(string, Owner)>();
        await TakeUpAsync(ct);
        var numbers = await registry.NumbersAsync(ct);
        var busy = (await journal.ReadBusyOwnersAsync(ct)).Where(owner => IsApplied(owner, numbers)).ToHashSet();
        foreach (var owner in busy)
        {
            _toBalance.Add(owner);
            if (await HasStalledAsync(owner, ct) && await RaiseAsync(AlarmCodes.NothingApplied, owner, ct))
                raised.Add((AlarmCodes.NothingApplied, owner));
        }

        foreach (var owner in _heads.Keys.Where(owner => !busy.Contains(owner)).ToList())
        {
            _heads.Remove(owner);
            await alarms.EndAsync(AlarmCodes.NothingApplied, owner, ct);
        }

        foreach (var owner in _toBalance.ToList())
        {
            if (await IsOffAsync(owner, isBusy: busy.Contains(owner), ct)
                && await RaiseAsync(AlarmCodes.LedgerImbalance, owner, ct))
                raised.Add((AlarmCodes.LedgerImbalance, owner));
        }

        return raised;
    }

    // What an earlier process raised is looked at again, so that it can end.
    private async Task TakeUpAsync(CancellationToken ct)
    {
        if (_hasBegun)
            return;

        foreach (var alarm in await alarms.LastingAsync(ct))
        {
            var owner = new Owner(alarm.Owner);
            _toBalance.Add(owner);
            _heads[owner] = new Head(0, 0, clock.GetUtcNow());
        }

        _hasBegun = true;
    }

    // Webhooks of who is not registered yet wait by design.
    private static bool IsApplied(Owner owner, IReadOnlyList<NumberRegistration> numbers) => owner.Family switch
    {
        "number" => numbers.Any(number => number.PhoneNumberId == owner.Id),
        "account" => numbers.Any(number => number.WabaId == owner.Id),
        _ => true,
    };

    private async Task<bool> HasStalledAsync(Owner owner, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        Delivery? oldest = null;
        foreach (var lane in Lanes)
        {
            if (await journal.ReadUndoneAsync(owner, lane, 1, ct) is [var first] && !(first.Id >= oldest?.Id))
                oldest = first;
        }

        if (oldest is null)
            return false; // applied between the two reads

        if (!_heads.TryGetValue(owner, out var head) || (head.Id, head.NextItem) != (oldest.Id, oldest.NextItem))
        {
            _heads[owner] = new Head(oldest.Id, oldest.NextItem, now);
            if (head is { Id: > 0 })
                await alarms.EndAsync(AlarmCodes.NothingApplied, owner, ct); // it moves again
            return false;
        }

        return now - head.Since >= Patience;
    }

    // Between an append and its decision the two sides differ rightly; what differs by the same at two looks, with
    // nothing undone in between, does not. More decided than received is wrong at once.
    private async Task<bool> IsOffAsync(Owner owner, bool isBusy, CancellationToken ct)
    {
        var ledger = await ledgers.LedgerAsync(owner, ct);
        if (ledger.Pending == 0 || (isBusy && ledger.Pending > 0))
        {
            _off.Remove(owner);
            if (!isBusy)
            {
                _toBalance.Remove(owner);
                await alarms.EndAsync(AlarmCodes.LedgerImbalance, owner, ct);
            }

            return false;
        }

        var wasOff = _off.TryGetValue(owner, out var before) && before == ledger.Pending;
        _off[owner] = ledger.Pending;
        return wasOff;
    }

    private async Task<bool> RaiseAsync(string code, Owner owner, CancellationToken ct)
    {
        var ledger = await ledgers.LedgerAsync(owner, ct);
        return await alarms.RaiseAsync(code, owner, ledger.Received, ledger.Received - ledger.Pending, ct);
    }

    private sealed record Head(long Id, int NextItem, DateTimeOffset Since);
}
