using System.Text.Json;
using Tandem.Domain.Deciding;
using Tandem.Engine.Agents;
using Tandem.Engine.Feeds;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Replaying;

/// <summary>Decides recorded inputs again, over rows that it made itself, and drops the effects.</summary>
/// <remarks>
/// What follows from a decision (<see cref="Effect.DecideNext"/>) was recorded as an input too, so nothing is followed
/// here. Rows go from decision to decision without passing through JSON: a row that does not survive being stored and
/// read makes a hub that restarted decide differently, and shows.
/// </remarks>
internal sealed class ReplayDesk(string phoneNumberId, ReplayedItems items, Differences differences)
{
    private readonly Slice _rows = new();
    private readonly HashSet<RowRef> _there = [];
    private Terms? _terms;

    /// <summary>The position of the input decided last.</summary>
    public long Position { get; private set; }

    /// <summary>The counts, as decided here.</summary>
    public LedgerCounts Ledger { get; private set; } = new();

    /// <summary>The number's short name; null: nothing was decided yet.</summary>
    public string? Short => _terms?.Short;

    /// <summary>Every row there is now, as it would be stored, in no promised order.</summary>
    public IEnumerable<RowChange> Rows => _terms is { } terms
        ? _there.Select(row => CodecOf(terms).Write(_rows.Find<IRow>(row)!))
        : [];

    /// <summary>Decides one input again.</summary>
    /// <exception cref="ReplayImpossibleException">It cannot be; the message says why.</exception>
    public async Task DecideAsync(RecordedInput input, CancellationToken ct)
    {
        if (input.Position != Position + 1)
            throw new ReplayImpossibleException($"input {Position + 1} is missing from the book");

        if (input.Kind == Terms.Kind)
            _terms = Readable(input, Terms.Read);
        else if (_terms is not { } terms)
            throw new ReplayImpossibleException(
                $"input {input.Position} was recorded by a version of Tandem that did not record the terms of its "
                + "decisions; what it decided cannot be decided again");
        else if (input.DeliveryId is null)
            DecideOwn(input, terms);
        else if (input.Kind == InputRecords.RetryKind)
            Ledger = DecideItem(input, await items.AgainAsync(input, ct), terms, Ledger.AfterRetry);
        else
            Ledger = DecideItem(input, await items.NextAsync(input, ct), terms, Ledger.After);
        Position = input.Position;
    }

    private void DecideOwn(RecordedInput input, Terms terms)
    {
        var asked = Readable(input, body => InputRecords.Read(input.Kind, body));
        var (decision, failure) = Ask(asked, item: null, input, terms);
        decision ??= SettingAside.Of(asked, failure!);
        Compare(input, input.Kind, decision);
        Take(decision);
        Ledger = Ledger.Settle(decision.Settled);
    }

    private LedgerCounts DecideItem(
        RecordedInput input, DeliveredItem item, Terms terms, Func<Outcome, int, LedgerCounts> count)
    {
        var (asked, reason, _) = ReadItem.Of(item, terms);
        Decision? decision = null;
        if (WasSetAside(input))
            (asked, reason) = (null, input.Reason);
        if (asked is not null)
            (decision, reason) = Ask(asked, item, input, terms);
        var kind = input.Kind == InputRecords.RetryKind ? input.Kind
            : decision is null ? "noted"
            : InputRecords.KindOf(asked!);
        decision ??= SettingAside.Of(input: null, reason!);
        Compare(input, kind, decision);
        Take(decision);
        return count(decision.Outcome, decision.Settled);
    }

    // What could not be read or decided then, for its row was broken or its version knew less, is a fact of then.
    private static bool WasSetAside(RecordedInput input) =>
        input.Outcome == InputRecords.NameOf(Outcome.SetAside) && input.Kind is "noted" or InputRecords.RetryKind;

    // All that could fail in the turn may fail here: what could not be decided or written then was set aside.
    private (Decision? Decision, string? Failure) Ask(
        Input asked, DeliveredItem? item, RecordedInput input, Terms terms)
    {
        try
        {
            while (Mind.Needs(asked, _rows) is { Count: > 0 } wanted)
            {
                foreach (var row in wanted)
                    _rows.Put(row, null); // all that was ever written is known
            }

            var decision = Mind.Decide(_rows, asked, terms.Around(input.At, input.Position));
            if (item is not null && decision.Outcome != Outcome.Duplicate)
                _ = ForwardedItems.Of(item.Item!, asked);
            foreach (var row in decision.Rows)
                _ = CodecOf(terms).Write(row);
            return (decision, null);
        }
        catch (Exception broken)
        {
            return (null, SettingAside.ReasonOf(broken));
        }
    }

    private void Compare(RecordedInput input, string kind, Decision decision)
    {
        var where = $"input {input.Position} ({input.Kind})";
        var outcome = InputRecords.NameOf(decision.Outcome);
        if (input.Kind != kind)
            differences.Add(where, $"kind: {kind} in the replay");
        if (input.Outcome != outcome)
            differences.Add(where, $"outcome: {input.Outcome} in the book, {outcome} in the replay");
        else if (input.Reason != decision.Reason)
            differences.Add(where, "reason"); // it may quote the wire
        if (input.Subject != decision.Subject)
            differences.Add(
                where,
                $"subject: {input.Subject ?? "none"} in the book, {decision.Subject ?? "none"} in the replay");
    }

    private void Take(Decision decision)
    {
        foreach (var row in decision.Rows)
        {
            _rows.Put(row.Ref, row);
            _there.Add(row.Ref);
        }

        foreach (var row in decision.Deleted)
        {
            _rows.Put(row, null);
            _there.Remove(row);
        }
    }

    private static T Readable<T>(RecordedInput input, Func<ReadOnlyMemory<byte>, T> read)
    {
        try
        {
            return read(input.Body ?? default);
        }
        catch (JsonException)
        {
            throw new ReplayImpossibleException($"input {input.Position} ({input.Kind}) cannot be read");
        }
    }

    private RowCodec CodecOf(Terms terms) => new(phoneNumberId, terms.Short);
}
