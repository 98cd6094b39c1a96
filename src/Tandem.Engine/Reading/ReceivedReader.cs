using Tandem.CloudApi.Webhooks;
using Tandem.Domain.Identity;
using Tandem.Engine.Agents;
using Tandem.Engine.Intake;
using Tandem.Engine.Journal;
using Tandem.Engine.Registry;
using Tandem.Engine.Storing;
using Tandem.Engine.Translation;

namespace Tandem.Engine.Reading;

/// <summary>Webhooks as they arrived, with what became of each item.</summary>
/// <param name="book">What was decided.</param>
/// <param name="journal">The bytes.</param>
/// <param name="directory">The numbers there are.</param>
/// <param name="seesPrivate">Whether it is the owner who asks.</param>
public sealed class ReceivedReader(IBook book, IJournal journal, RegistrationBook directory, bool seesPrivate)
{
    /// <summary>Most parts one webhook has for one owner: a delivery per lane.</summary>
    private const int MostLanes = 3;

    /// <summary>Webhooks that an owner had to apply, newest first.</summary>
    public Task<Page<ReceivedView>> PageAsync(
        Owner owner, PageAsk ask, IReadOnlyList<string>? scope, CancellationToken ct) =>
        PageAsync([owner], ask, scope, ct);

    /// <summary>Webhooks that some owners had to apply, newest first; one of two owners stands there twice.</summary>
    /// <param name="owners">Whose.</param>
    /// <param name="ask">Which part; only <see cref="PageAsk.Limit"/> and <see cref="PageAsk.After"/> count.</param>
    /// <param name="scope">Phone number ids in scope, null for all; bytes that also hold others' are not shown.</param>
    /// <param name="ct">Cancels the read.</param>
    /// <exception cref="CursorUnreadableException">The cursor is not of this list.</exception>
    public async Task<Page<ReceivedView>> PageAsync(
        IReadOnlyList<Owner> owners, PageAsk ask, IReadOnlyList<string>? scope, CancellationToken ct)
    {
        var registered = await directory.NumbersAsync(ct);
        var (before, most) = (Cursor.Read(ask.After)?.Sort, (ask.Wanted + 1) * MostLanes);
        var deliveries = new List<Delivery>();
        foreach (var owner in owners)
            deliveries.AddRange(await journal.PageDeliveriesAsync(owner, before, most, ct));
        var webhooks = deliveries.OrderByDescending(delivery => delivery.Id)
            .GroupBy(delivery => (delivery.Webhook.Id, delivery.Part.Owner)).ToList();
        var shown = webhooks.Take(ask.Wanted).ToList();

        var views = new List<ReceivedView>();
        foreach (var webhook in shown)
            views.Add(await ShowAsync(
                webhook.Key.Owner, [.. webhook.OrderBy(delivery => delivery.Id)], Sees, registered, ct));

        var cursors = shown.Count == 0
            ? new PageCursors(null, null)
            : new PageCursors(Cursor.Of(shown[0].Max(d => d.Id)), Cursor.Of(shown[^1].Min(d => d.Id)));
        return new Page<ReceivedView>(
            views, new Paging(cursors, webhooks.Count > shown.Count ? cursors.After : null));

        bool Sees(Owner part) => IsInScope(part, scope, registered);
    }

    /// <summary>Finds an item of a webhook by its place in the body.</summary>
    /// <returns>Who applies it, and in which delivery; null if there is none.</returns>
    public async Task<(Owner Owner, long DeliveryId)?> FindItemAsync(long webhookId, int index, CancellationToken ct)
    {
        if (await journal.FindWebhookAsync(webhookId, ct) is not { } webhook)
            return null;

        // Bytes nobody could read are one item, whatever a later version reads in them.
        if (index == 0 && await journal.FindDeliveriesAsync(Owner.Unreadable, webhookId, ct) is [var whole])
            return (Owner.Unreadable, whole.Id);

        var items = WebhookReader.Read(webhook.Body);
        if (index < 0 || index >= items.Count)
            return null;

        var item = items[index];
        var owner = Addressing.OwnerOf(item.PhoneNumberId, item.WabaId);
        return (await journal.FindDeliveriesAsync(owner, webhookId, ct))
            .FirstOrDefault(delivery => IsOf(item, delivery.Part)) is { } found
                ? (owner, found.Id)
                : null;
    }

    /// <summary>One webhook of an owner, or null.</summary>
    public async Task<ReceivedView?> FindAsync(
        Owner owner, long webhookId, IReadOnlyList<string>? scope, CancellationToken ct)
    {
        var registered = await directory.NumbersAsync(ct);
        return await journal.FindDeliveriesAsync(owner, webhookId, ct) is { Count: > 0 } deliveries
            ? await ShowAsync(owner, deliveries, part => IsInScope(part, scope, registered), registered, ct)
            : null;
    }

    /// <summary>Whether what an owner applies may be seen by who is limited to some numbers.</summary>
    /// <remarks>
    /// What concerns an account concerns all its numbers; what names no registered number may concern anybody, so
    /// only who sees all numbers sees it.
    /// </remarks>
    /// <param name="owner">Whose.</param>
    /// <param name="scope">Phone number ids; null for all.</param>
    /// <param name="registered">The numbers there are.</param>
    public static bool IsInScope(
        Owner owner, IReadOnlyList<string>? scope, IReadOnlyList<NumberRegistration> registered)
    {
        if (scope is null)
            return true;
        if (owner.Family == "number")
            return scope.Contains(owner.Id);

        var members = registered.Where(number => owner.Family == "account" && number.WabaId == owner.Id).ToList();
        return members.Count > 0 && members.TrueForAll(number => scope.Contains(number.PhoneNumberId));
    }

    private async Task<ReceivedView> ShowAsync(
        Owner owner, IReadOnlyList<Delivery> deliveries, Func<Owner, bool> sees,
        IReadOnlyList<NumberRegistration> registered, CancellationToken ct)
    {
        var webhook = deliveries[0].Webhook;
        var read = WebhookReader.Read(webhook.Body);
        var items = new List<ReceivedItemView>();
        foreach (var delivery in deliveries)
            items.AddRange(await ItemsAsync(delivery, read, ct));

        var isWhole = WebhookScan.Read(webhook.Body.Span).Parts
            .All(part => sees(Addressing.OwnerOf(part.PhoneNumberId, part.WabaId)));
        var reason = !isWhole ? "other_numbers"
            : !seesPrivate && await HoldsPrivateAsync(read, registered, ct) ? "private"
            : null;
        return new ReceivedView(
            webhook.Id,
            webhook.ArrivedAt,
            owner.Id,
            webhook.AppId,
            reason is null ? Convert.ToBase64String(webhook.Body.Span) : null,
            [.. items.OrderBy(item => item.Index)],
            reason);
    }

    // One webhook may hold a friend's words beside a customer's.
    private async Task<bool> HoldsPrivateAsync(
        IReadOnlyList<WebhookItem> items, IReadOnlyList<NumberRegistration> registered, CancellationToken ct)
    {
        var privacy = new PrivacyReader(book);
        foreach (var number in registered)
        {
            PeerKeys[] people =
            [
                .. items.Where(item => item.PhoneNumberId == number.PhoneNumberId).Select(Peers.Named)
                    .Where(peer => !peer.IsEmpty).Distinct(),
            ];
            if (await privacy.IsAnyPrivateAsync(number, people, ct))
                return true;
        }

        return false;
    }

    private async Task<IEnumerable<ReceivedItemView>> ItemsAsync(
        Delivery delivery, IReadOnlyList<WebhookItem> read, CancellationToken ct)
    {
        var decided = (await book.ReadInputsOfDeliveryAsync(delivery.Id, ct))
            .Where(input => input.Owner == delivery.Part.Owner && input.ItemIndex is not null)
            .GroupBy(input => input.ItemIndex!.Value)
            .ToDictionary(inputs => inputs.Key, inputs => inputs.Last()); // taken again, the last word counts
        if (delivery.Part.Owner == Owner.Unreadable)
            return [Show(0, "unreadable", decided.GetValueOrDefault(0))];

        return read.Where(item => IsOf(item, delivery.Part)).Select(item =>
            Show(item.Index, Wording.Word(item.Kind), decided.GetValueOrDefault(item.Index)));
    }

    private static bool IsOf(WebhookItem item, DeliveryPart part) =>
        Addressing.OwnerOf(item.PhoneNumberId, item.WabaId) == part.Owner
        && Addressing.LaneOf(item.Field, item.IsListedAsStatus) == part.Lane;

    private static ReceivedItemView Show(int index, string kind, RecordedInput? input) =>
        new(index, kind, input?.Outcome ?? "pending", input?.Reason, input?.Subject,
            input?.Kind == InputRecords.RetryKind ? input.At : null);
}
