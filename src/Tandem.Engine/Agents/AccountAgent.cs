using System.Text.Json;
using Tandem.CloudApi;
using Tandem.Domain.Deciding;
using Tandem.Engine.Doors;
using Tandem.Engine.Feeds;
using Tandem.Engine.Journal;
using Tandem.Engine.Linking;
using Tandem.Engine.Registry;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Agents;

/// <summary>
/// Applies what concerns a WABA as a whole, and sets aside what names nobody. Account events are noted, fed to
/// endpoints, and what they say about a number's link is passed on to that number.
/// </summary>
public sealed class AccountAgent(Owner owner, AgentPorts ports) : IAgent
{
    private const int MostDeliveries = 64;
    private const int MostItems = 500;

    private static readonly Lane[] Lanes = [Lane.Live, Lane.Statuses, Lane.Bulk];

    private readonly Mailbox _mailbox = new();
    private OwnerLease? _lease;
    private long _nextPosition;
    private LedgerCounts _ledger = new();

    /// <summary>Takes an item again that was set aside; completes when it is durable.</summary>
    public Task<Decision> RetryAsync(Input.ItemRetried retried, CancellationToken ct)
    {
        var posted = new Posted(retried, isAnswer: false);
        posted.GiveUpWith(ct);
        _mailbox.Post(posted, MostItems, TooMuchWaits);
        ports.Wake(owner);
        return posted.Decided;
    }

    private static NotTakenException TooMuchWaits() =>
        new("Too many requests wait for this account; nothing was stored.", TimeSpan.FromSeconds(1));

    /// <inheritdoc/>
    public async Task<TurnResult> TurnAsync(CancellationToken ct)
    {
        var numbers = (await ports.Registry.NumbersAsync(ct)).Where(number => number.WabaId == owner.Id).ToList();
        if (owner.Family == "account" && numbers.Count == 0)
        {
            foreach (var posted in _mailbox.Take(int.MaxValue))
                posted.Complete(SetAsideItems.IsNone);
            return new TurnResult(HasMore: false, WakeAt: null); // its webhooks wait until a number of it is registered
        }

        if (_lease is null)
        {
            var lease = await ports.Book.ClaimAsync(owner, ct);
            _nextPosition = lease.NextPosition;
            _ledger = LedgerCounts.Read(
                await ports.Book.ReadAsync([LedgerCounts.KeyOf(owner)], ct) is [var row] ? row : null);
            _lease = lease; // last: where the counts could not be read, they are read anew
        }

        var posts = _mailbox.Take(MostItems);
        try
        {
            return await TurnAsync(numbers, posts, ct);
        }
        catch (Exception failure)
        {
            _lease = null; // what is remembered may or may not be stored
            foreach (var posted in posts)
                posted.Fail(new DecisionUnknownException(failure));
            throw;
        }
    }

    private async Task<TurnResult> TurnAsync(
        IReadOnlyList<NumberRegistration> numbers, IReadOnlyList<Posted> posts, CancellationToken ct)
    {
        var inputs = new List<RecordedInput>();
        var rows = new List<RowChange>();
        var feed = new List<FeedEntry>();
        var done = new Dictionary<long, DoneMark>();
        var ledger = _ledger;
        var hasMore = false;
        foreach (var lane in Lanes)
        {
            var deliveries = await ports.Journal.ReadUndoneAsync(owner, lane, MostDeliveries, ct);
            foreach (var empty in deliveries.Where(delivery => delivery.Part.Items == 0))
                done[empty.Id] = new DoneMark(empty.Id, 0, IsComplete: true);
            var items = DeliveryItems.Read(deliveries, MostItems);
            hasMore |= deliveries.Count == MostDeliveries || items.Count == MostItems;
            foreach (var item in items)
            {
                var (outcome, reason) = Guarded(item, numbers, _nextPosition + inputs.Count, rows, feed);
                ledger = ledger.After(outcome, settled: 0);
                done[item.Delivery.Id] = new DoneMark(item.Delivery.Id, item.Ordinal + 1, item.IsLast);
                inputs.Add(new RecordedInput(
                    owner, _nextPosition + inputs.Count, ports.Clock.GetUtcNow(), "noted", item.Delivery.Id,
                    item.Index, Body: null, InputRecords.NameOf(outcome), reason, Subject: null));
            }
        }

        var taken = new List<(Posted, Decision)>();
        var again = new HashSet<string>();
        foreach (var posted in posts)
        {
            var retried = (Input.ItemRetried)posted.Input;
            if (await SetAsideItems.FindAsync(ports, owner, retried, ct) is not { } item || !again.Add(item.Name))
            {
                taken.Add((posted, SetAsideItems.IsNone));
                continue;
            }

            var (outcome, reason) = Guarded(item, numbers, _nextPosition + inputs.Count, rows, feed);
            ledger = ledger.AfterRetry(outcome, settled: 0);
            inputs.Add(new RecordedInput(
                owner, _nextPosition + inputs.Count, ports.Clock.GetUtcNow(), InputRecords.RetryKind, item.Delivery.Id,
                item.Index, InputRecords.BodyOf(retried), InputRecords.NameOf(outcome), reason, Subject: null));
            taken.Add((posted, new Decision(outcome, reason, Subject: null, [], [], [], Settled: 0)));
        }

        if (inputs.Count > 0 || done.Count > 0)
        {
            rows.Add(ledger.Write(owner));
            await ports.Book.CommitAsync(new Commit(owner, _lease!.Epoch, rows, inputs, [.. done.Values], feed), ct);
            _nextPosition += inputs.Count;
            _ledger = ledger;
            ports.Feed.Pulse();
            foreach (var number in numbers)
                ports.Wake(Owner.Number(number.PhoneNumberId));
        }

        foreach (var (posted, decision) in taken)
            posted.Complete(decision);
        return new TurnResult(hasMore || !_mailbox.IsEmpty, WakeAt: null);
    }

    // One item that cannot be read must not stop those behind it: it is set aside with the reason (decision 0008).
    private (Outcome Outcome, string? Reason) Guarded(
        DeliveredItem item,
        IReadOnlyList<NumberRegistration> numbers,
        long position,
        List<RowChange> rows,
        List<FeedEntry> feed)
    {
        var (rowsBefore, feedBefore) = (rows.Count, feed.Count);
        try
        {
            var judged = Judge(item, numbers);
            if (judged.Outcome == Outcome.Applied)
                PassOn(item, numbers, position, rows, feed);
            return judged;
        }
        catch (Exception broken) // Ours to mend; its text may hold content and is left out.
        {
            rows.RemoveRange(rowsBefore, rows.Count - rowsBefore);
            feed.RemoveRange(feedBefore, feed.Count - feedBefore);
            return (Outcome.SetAside, $"could not be read: {broken.GetType().Name}");
        }
    }

    private (Outcome Outcome, string? Reason) Judge(
        DeliveredItem item, IReadOnlyList<NumberRegistration> numbers)
    {
        if (owner == Owner.Unreadable)
            return (Outcome.SetAside, "the bytes are no JSON object");
        if (owner == Owner.Unknown)
            return (Outcome.SetAside, "the item names neither a number nor an account");
        if (item.Item is null)
            return (Outcome.SetAside, "the webhook holds fewer items than were counted when it came");
        return numbers.Any(number => number.IsSignedBy(item.Delivery.Webhook.AppId))
            ? (Outcome.Applied, item.Item.Field)
            : (Outcome.SetAside, "signed with the secret of another app than the account's numbers");
    }

    private static void PassOn(
        DeliveredItem delivered,
        IReadOnlyList<NumberRegistration> numbers,
        long position,
        List<RowChange> rows,
        List<FeedEntry> feed)
    {
        var item = delivered.Item!;
        var account = delivered.Delivery.Part.Owner;
        var named = PhoneDigits.Of(item.AccountUpdate?.PhoneNumber);
        var heard = LinkNews.Of(item, delivered.Delivery.Webhook.ArrivedAt) is { } link
            ? link with { IsGuess = named.Length == 0 && numbers.Count > 1 }
            : null;
        foreach (var number in numbers)
        {
            var isMeant = named.Length == 0 || named == PhoneDigits.Of(number.DisplayPhoneNumber);
            if (heard is not null && isMeant)
                rows.Add(InboxRows.Write(account, position, number.PhoneNumberId, heard));
        }

        var all = numbers.Select(number => number.PhoneNumberId).ToList();
        var body = new FeedBody { Webhook = ForwardedItems.OfAccount(item) with { Numbers = all } };
        feed.Add(new FeedEntry(
            FeedBody.OfAccount, numbers[0].PhoneNumberId, Conversation: null,
            JsonSerializer.SerializeToUtf8Bytes(body, AgentJson.Default.FeedBody)));
    }
}
