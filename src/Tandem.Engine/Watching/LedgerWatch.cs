using Tandem.Engine.Journal;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Watching;

/// <summary>
/// Looks again and again whether what is acknowledged is applied, and whether every ledger adds up. Neither may be left
/// to the code that applies: what does not run raises no alarm.
/// </summary>
/// <remarks>Whoever has something undone is looked at each time, and so is whoever did not add up; all others take
/// turns, so that each is looked at within the minute.</remarks>
public sealed class LedgerWatch(
    IJournal journal, RegistrationBook registry, NumberReader ledgers, AlarmBook alarms, TimeProvider clock)
{
    /// <summary>How often to look: an alarm is raised within a minute.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Lane[] Lanes = [Lane.Live, Lane.Statuses, Lane.Bulk];

    private readonly Dictionary<Owner, Head> _heads = [];
    private readonly Dictionary<Owner, LedgerView> _off = []; // ledgers that did not add up at the last look
    private readonly HashSet<Owner> _toBalance = [];
    private int _nextToBalance;

    /// <summary>Looks once.</summary>
    /// <returns>Alarms that were raised now.</returns>
    public async Task<IReadOnlyList<(string Code, Owner Owner)>> LookAsync(CancellationToken ct)
    {
        var raised = new List<(string, Owner)>();
        var lasting = (await alarms.LastingAsync(ct)).Select(alarm => (alarm.Code, new Owner(alarm.Owner))).ToHashSet();
        var numbers = await registry.NumbersAsync(ct);
        var busy = (await journal.ReadBusyOwnersAsync(ct)).Where(owner => IsApplied(owner, numbers)).ToHashSet();
        foreach (var owner in busy)
        {
            _toBalance.Add(owner);
            await TellAsync(AlarmCodes.NothingApplied, owner, await HasStalledAsync(owner, ct));
        }

        foreach (var owner in _heads.Keys.Where(owner => !busy.Contains(owner)).ToList())
            _heads.Remove(owner);
        foreach (var (code, owner) in lasting.Where(alarm => !busy.Contains(alarm.Item2)).ToList())
        {
            if (code == AlarmCodes.NothingApplied)
                await TellAsync(code, owner, isWrong: false);
            else
                _toBalance.Add(owner); // an earlier process raised it
        }

        _toBalance.UnionWith(TakeTurns(numbers));
        foreach (var owner in _toBalance.ToList())
            await TellAsync(AlarmCodes.LedgerImbalance, owner, await IsOffAsync(owner, busy.Contains(owner), ct));
        return raised;

        // What lasts is not raised again, and what does not last need not end. null: nobody can tell at this look.
        async Task TellAsync(string code, Owner owner, bool? isWrong)
        {
            if (isWrong == true && !lasting.Contains((code, owner)) && await RaiseAsync(code, owner, ct))
                raised.Add((code, owner));
            else if (isWrong == false && lasting.Contains((code, owner)))
                await alarms.EndAsync(code, owner, ct);
        }
    }

    // Webhooks of who is not registered yet wait by design.
    private static bool IsApplied(Owner owner, IReadOnlyList<NumberRegistration> numbers) => owner.Family switch
    {
        "number" => numbers.Any(number => number.PhoneNumberId == owner.Id),
        "account" => numbers.Any(number => number.WabaId == owner.Id),
        _ => true,
    };

    // A third of all owners at each look: each within 45 seconds, and once more in 15 if it does not add up.
    private List<Owner> TakeTurns(IReadOnlyList<NumberRegistration> numbers)
    {
        List<Owner> all =
        [
            Owner.Unknown, Owner.Unreadable,
            .. numbers.Select(number => Owner.Number(number.PhoneNumberId)),
            .. numbers.Select(number => Owner.Account(number.WabaId)).Distinct(),
        ];
        var share = (all.Count + 2) / 3;
        var taken = Enumerable.Range(_nextToBalance, share).Select(place => all[place % all.Count]).ToList();
        _nextToBalance = (_nextToBalance + share) % all.Count;
        return taken;
    }

    // Stalled is who moves in no lane: an urgent one that keeps the others waiting moves.
    private async Task<bool?> HasStalledAsync(Owner owner, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var places = new List<string>();
        foreach (var lane in Lanes)
        {
            if (await journal.ReadUndoneAsync(owner, lane, 1, ct) is [var first])
                places.Add($"{lane} {first.Id}.{first.NextItem}");
        }

        if (places.Count == 0)
            return null; // applied between the two reads

        var place = string.Join(' ', places);
        if (!_heads.TryGetValue(owner, out var head) || head.Place != place)
        {
            _heads[owner] = new Head(place, now);
            return head is null ? null : false; // it moves
        }

        return now - head.Since >= Patience ? true : null;
    }

    // Between an append and its decision the two sides differ rightly. What differs by the same at two looks, with
    // nothing undone and nothing received in between, does not; and more decided than received never does.
    private async Task<bool?> IsOffAsync(Owner owner, bool isBusy, CancellationToken ct)
    {
        var ledger = await ledgers.LedgerAsync(owner, ct);
        if (ledger.Pending == 0 || (isBusy && ledger.Pending > 0))
        {
            _off.Remove(owner);
            if (isBusy)
                return null;

            _toBalance.Remove(owner);
            return false;
        }

        var isSame = _off.TryGetValue(owner, out var before)
            && (before.Pending, before.Received) == (ledger.Pending, ledger.Received);
        _off[owner] = ledger;
        return isSame || ledger.Pending < 0 ? true : null;
    }

    private async Task<bool> RaiseAsync(string code, Owner owner, CancellationToken ct)
    {
        var ledger = await ledgers.LedgerAsync(owner, ct);
        return await alarms.RaiseAsync(code, owner, ledger.Received, ledger.Received - ledger.Pending, ct);
    }

    private sealed record Head(string Place, DateTimeOffset Since);
}
