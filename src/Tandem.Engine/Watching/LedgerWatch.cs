using Tandem.Engine.Journal;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Watching;

/// <summary>
/// Looks again and again whether what is acknowledged is applied, and whether every ledger adds up. Neither may be left
/// to the code that applies: what does not run raises no alarm.
/// </summary>
/// <remarks>Whoever has something undone is looked at each time, and so is whoever was not seen to add up; all others
/// take turns, so that each is looked at within the minute.</remarks>
public sealed class LedgerWatch(
    IJournal journal, RegistrationBook registry, NumberReader ledgers, AlarmBook alarms, TimeProvider clock)
{
    /// <summary>How often to look: an alarm is raised within a minute.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    // As many as a number applies in one turn. Behind who has more undone in a lane, nobody can count.
    private const int MostUndone = 128;

    // Of a number that is never quiet, some look in a row falls between two of its items.
    private const int MostTries = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Lane[] Lanes = [Lane.Live, Lane.Statuses, Lane.Bulk];

    private readonly Dictionary<Owner, Head> _heads = [];
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
            await TellAsync(AlarmCodes.LedgerImbalance, owner, await IsOffAsync(owner, ct));
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

    // What is undone is counted between two views of the ledger: whatever the first one saw received is undone then, or
    // decided by the second, however much goes on meanwhile. What is neither is lost. What comes or is decided in
    // between may hide that, so only a look in which nothing moved says that all is well.
    private async Task<bool?> IsOffAsync(Owner owner, CancellationToken ct)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var before = await ledgers.LedgerAsync(owner, ct);
            if (before.Pending < 0)
                return true; // more decided than received is never right
            if (await CountUndoneAsync(owner, ct) is not { } undone)
                return null;

            var after = await ledgers.LedgerAsync(owner, ct);
            if (before.Received > undone + after.Received - after.Pending)
                return true;
            if (before != after)
                continue;
            if (before.Pending != undone)
                return null; // decided and not marked yet

            _toBalance.Remove(owner);
            return false;
        }

        return null;
    }

    // null: more than anybody counts.
    private async Task<long?> CountUndoneAsync(Owner owner, CancellationToken ct)
    {
        long items = 0;
        foreach (var lane in Lanes)
        {
            var undone = await journal.ReadUndoneAsync(owner, lane, MostUndone, ct);
            if (undone.Count == MostUndone)
                return null;
            items += undone.Sum(delivery => delivery.Part.Items - delivery.NextItem);
        }

        return items;
    }

    private async Task<bool> RaiseAsync(string code, Owner owner, CancellationToken ct)
    {
        var ledger = await ledgers.LedgerAsync(owner, ct);
        return await alarms.RaiseAsync(code, owner, ledger.Received, ledger.Received - ledger.Pending, ct);
    }

    private sealed record Head(string Place, DateTimeOffset Since);
}
