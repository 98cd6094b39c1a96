using Tandem.Engine.Registry;
using Tandem.Engine.Storing;
using Tandem.Engine.Watching;

namespace Tandem.Engine.Reading;

/// <summary>What somebody must look at now.</summary>
public sealed class AlarmReader(AlarmBook alarms, RegistrationBook registry)
{
    /// <summary>Alarms of the numbers, and of accounts of which every number, is seen; others only by who sees
    /// all.</summary>
    /// <param name="isLasting">Those that last, or the latest of those that are over.</param>
    /// <param name="maySee">Whether a phone number id is in scope.</param>
    /// <param name="seesAll">Whether every number is.</param>
    /// <param name="ct">Cancels the read.</param>
    public async Task<IReadOnlyList<AlarmView>> ListAsync(
        bool isLasting, Func<string, bool> maySee, bool seesAll, CancellationToken ct)
    {
        var numbers = await registry.NumbersAsync(ct);
        var found = isLasting ? await alarms.LastingAsync(ct) : await alarms.OverAsync(ct);
        return [.. found.Where(alarm => seesAll || IsSeen(new Owner(alarm.Owner), numbers, maySee)).Select(Show)];
    }

    private static bool IsSeen(Owner owner, IReadOnlyList<NumberRegistration> numbers, Func<string, bool> maySee) =>
        owner.Family switch
        {
            "number" => maySee(owner.Id),
            "account" => numbers.Where(number => number.WabaId == owner.Id).All(n => maySee(n.PhoneNumberId)),
            _ => false,
        };

    private static AlarmView Show(Alarm alarm)
    {
        var owner = new Owner(alarm.Owner);
        var (reason, whatToDo) = alarm.Code switch
        {
            AlarmCodes.NothingApplied => (
                "Webhooks are acknowledged and kept, and none of them has been applied for half a minute: timelines,"
                    + " bots and agents do not hear of them.",
                "Look at the hub's log for turns that fail, and whether the disk or the database answers. Nothing is"
                    + " lost: what is kept is applied as soon as turns go on."),
            _ => (
                "What was received and what became of it do not add up.",
                "Keep the data as it is and run tandem replay on it: it says at which input the two part."),
        };
        return new AlarmView(
            alarm.Code,
            alarm.Owner,
            owner.Family == "number" ? owner.Id : null,
            alarm.OpenedAt,
            alarm.ClosedAt,
            alarm.Received,
            alarm.Decided,
            reason,
            whatToDo);
    }
}

/// <summary>An alarm.</summary>
/// <param name="Code">Stable: see <see cref="AlarmCodes"/>.</param>
/// <param name="Owner">Whose ledger: <c>number:…</c>, <c>account:…</c>, <c>unknown</c> or <c>unreadable</c>.</param>
/// <param name="PhoneNumberId">The number, if it is one's.</param>
/// <param name="OpenedAt">When it was raised.</param>
/// <param name="ClosedAt">When it ended by itself; null while it lasts.</param>
/// <param name="Received">Items received when it was raised.</param>
/// <param name="Decided">Items of which was known what became of them.</param>
/// <param name="Reason">What is wrong, in words.</param>
/// <param name="WhatToDo">What a person can do about it.</param>
public sealed record AlarmView(
    string Code,
    string Owner,
    string? PhoneNumberId,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    long Received,
    long Decided,
    string Reason,
    string WhatToDo);
