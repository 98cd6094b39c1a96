using Tandem.Domain.Link;
using Tandem.Engine.Agents;
using Tandem.Engine.Journal;
using Tandem.Engine.Registry;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Reading;

/// <summary>Numbers, their links and ledgers.</summary>
public sealed class NumberReader(
    IBook book, IJournal journal, RegistrationBook directory, TimeProvider clock)
{
    /// <summary>The numbers somebody may see, in the order they were registered.</summary>
    /// <param name="maySee">Whether a phone number id is in scope.</param>
    /// <param name="ct">Cancels the read.</param>
    public async Task<IReadOnlyList<NumberView>> ListAsync(Func<string, bool> maySee, CancellationToken ct)
    {
        var views = new List<NumberView>();
        foreach (var number in await directory.NumbersAsync(ct))
        {
            if (maySee(number.PhoneNumberId))
                views.Add(await ShowAsync(number, ct));
        }

        return views;
    }

    /// <summary>One number, or null.</summary>
    public async Task<NumberView?> FindAsync(string phoneNumberId, CancellationToken ct) =>
        await directory.FindNumberAsync(phoneNumberId, ct) is { } number ? await ShowAsync(number, ct) : null;

    /// <summary>The number that owns one of our ids (<c>{short number}-{position}</c>), or null.</summary>
    public async Task<NumberRegistration?> FindOwnerOfAsync(string id, CancellationToken ct)
    {
        var dash = id.IndexOf('-', StringComparison.Ordinal);
        if (dash <= 0)
            return null;

        var shortName = id[..dash];
        return (await directory.NumbersAsync(ct)).FirstOrDefault(number => number.Short == shortName);
    }

    /// <summary>The balanced ledger of an owner.</summary>
    public async Task<LedgerView> LedgerAsync(Owner owner, CancellationToken ct)
    {
        // Decisions first: what arrives between the two reads is pending then, and never looks counted twice.
        var told = LedgerCounts.Read(
            await book.ReadAsync([LedgerCounts.KeyOf(owner)], ct) is [var row] ? row : null);
        var received = await journal.CountReceivedItemsAsync(owner, ct);
        var pending = received - told.Decided;
        return new LedgerView(received, pending, told.Applied, told.Duplicate, told.Waiting, told.SetAside);
    }

    /// <summary>What leaves no evidence of a number at all, as it is registered and linked now; null without such a
    /// number.</summary>
    public async Task<IReadOnlyList<BlindSpotView>?> BlindSpotsAsync(string phoneNumberId, CancellationToken ct) =>
        await directory.FindNumberAsync(phoneNumberId, ct) is { } number
            ? BlindSpots.Of(number, await StateAsync(number, ct))
            : null;

    private async Task<NumberView> ShowAsync(NumberRegistration number, CancellationToken ct) =>
        Wording.Show(number, await StateAsync(number, ct), clock.GetUtcNow());

    private async Task<NumberState> StateAsync(NumberRegistration number, CancellationToken ct) =>
        await book.ReadAsync([new RowKey(RowKinds.NumberState, number.PhoneNumberId)], ct) is [var row]
            ? (NumberState)RowCodec.Read(row)
            : new NumberState();
}
