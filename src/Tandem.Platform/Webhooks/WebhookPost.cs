using Tandem.Platform.Network;

namespace Tandem.Platform.Webhooks;

/// <summary>Posts webhooks, each until it is answered 200 or too old.</summary>
internal sealed class WebhookPost(World world)
{
    /// <summary>Id of deliveries that the platform never made.</summary>
    private const long Forged = 0;

    private readonly Gathering _gathering = new(world);
    private readonly SortedDictionary<long, Delivery> _open = [];
    private readonly Queue<Delivery> _settled = new();
    private long _lastId;
    private int _onTheirWay;

    /// <summary>Whether a webhook is under way, or an update that will be in one.</summary>
    public bool IsBusy => _onTheirWay > 0 || _open.Count > 0;

    /// <summary>Sends an update off; false when nobody is subscribed to it or no address is known.</summary>
    /// <param name="update">What to tell.</param>
    /// <param name="latency">From now until it is ready for its endpoint.</param>
    /// <param name="extra">How much longer this one takes than others like it.</param>
    public bool TrySend(Update update, Latency latency, TimeSpan extra = default)
    {
        if ((!update.Account.Subscribed && !update.Unasked) || !update.Account.App.Wants(update.Field)
            || update.Address is null)
            return false;
        if (world.Strike(FaultKinds.WebhookDelayed, update.Number) is { } delayed)
            extra += world.Faults.Wait(delayed);
        Send(update, world.Weather.Within(latency) + extra);
        if (world.Strike(FaultKinds.WebhookDuplicated, update.Number) is { } duplicated)
            Send(update, world.Weather.Within(latency) + extra + world.Faults.Wait(duplicated));
        return true;
    }

    public void Gather(Update update)
    {
        if (update.Address is not { } url)
        {
            _onTheirWay--;
            return;
        }

        _gathering.Add(url, update);
    }

    public void Leave(Due.BatchLeaves due)
    {
        while (_gathering.Take(due) is { Count: > 0 } batch)
        {
            _onTheirWay -= batch.Count;
            Post(due.Url, batch);
        }
    }

    public void Retry(Due.Retry due)
    {
        if (_open.TryGetValue(due.DeliveryId, out var delivery)
            && !delivery.Open && delivery.Attempts == due.Attempt - 1)
            Attempt(delivery);
    }

    /// <summary>Takes an endpoint's answer, or its silence. Answers to older attempts come too late.</summary>
    public void Answered(long deliveryId, int attempt, int? httpStatus)
    {
        if (!_open.TryGetValue(deliveryId, out var delivery) || !delivery.Open || delivery.Attempts != attempt)
            return;
        if (delivery.Deaf && httpStatus is not null)
            return; // The answer is lost on its way; the attempt ends by its silence.
        delivery.Open = false;
        delivery.LastStatus = httpStatus;
        if (httpStatus == 200)
        {
            Settle(delivery, "delivered", LedgerKinds.WebhookDelivered);
            return;
        }

        var phoneNumberId = delivery.Updates[0].Number?.PhoneNumberId;
        world.Record(LedgerKinds.WebhookFailed, phoneNumberId, null, null, Legs.Webhook, new()
        {
            DeliveryId = delivery.Id,
            Attempt = attempt,
            HttpStatus = httpStatus,
            Reason = delivery.Deaf ? "answer_lost" : delivery.Unsent ? "request_lost" : null,
        });
        var next = world.Now + Wait(attempt);
        if (next - delivery.FirstPostedAt > world.Options.RetryFor)
        {
            Settle(delivery, "dropped", LedgerKinds.WebhookDropped);
            return;
        }

        delivery.NextAttemptAt = next;
        world.Agenda.Add(next, new Due.Retry(deliveryId, attempt + 1));
    }

    /// <summary>Deliveries, newest first: those under way, then the settled ones still kept.</summary>
    public IReadOnlyList<DeliveryView> Views() =>
    [
        .. _open.Values.Concat(_settled)
            .OrderByDescending(delivery => delivery.Id)
            .Select(delivery => delivery.View()),
    ];

    /// <summary>A delivery by its id; null: there was none, or it is no longer kept.</summary>
    public DeliveryView? View(long deliveryId) =>
        (_open.GetValueOrDefault(deliveryId)
            ?? _settled.LastOrDefault(delivery => delivery.Id == deliveryId))?.View();

    private void Send(Update update, TimeSpan wait)
    {
        _onTheirWay++;
        world.Agenda.Add(world.Now + wait, new Due.UpdateReady(update));
    }

    private void Post(string url, List<Update> updates)
    {
        var body = Envelope.Compose(updates);
        var headers = Envelope.Headers(body, updates[0].Account.App.Secret);
        var delivery = new Delivery(++_lastId, url, headers, body, updates, world.Now);
        _open.Add(delivery.Id, delivery);
        Attempt(delivery);
        if (world.Strike(FaultKinds.WebhookForged, updates[0].Number) is not null)
            world.Emit(new PlatformOutput.WebhookPosted(
                Forged, 1, url, Envelope.Headers(body, "not the secret of this app"), body));
    }

    private void Attempt(Delivery delivery)
    {
        delivery.Attempts++;
        delivery.Open = true;
        delivery.NextAttemptAt = null;
        var number = delivery.Updates[0].Number;
        delivery.Unsent = world.Strike(FaultKinds.WebhookLost, number) is not null;
        delivery.Deaf = !delivery.Unsent && world.Strike(FaultKinds.WebhookAnswerLost, number) is not null;
        world.Agenda.Add(
            world.Now + world.Options.WebhookTimeout, new Due.AttemptUnanswered(delivery.Id, delivery.Attempts));
        if (!delivery.Unsent)
            world.Emit(new PlatformOutput.WebhookPosted(
                delivery.Id, delivery.Attempts, delivery.Url, delivery.Headers, delivery.Body));
    }

    private TimeSpan Wait(int attempt)
    {
        var waits = world.Options.RetryWaits;
        var wait = waits[Math.Min(attempt - 1, waits.Count - 1)];
        return wait + wait * (world.Options.RetryJitter * world.Weather.Unit());
    }

    private void Settle(Delivery delivery, string outcome, string kind)
    {
        delivery.Outcome = outcome;
        delivery.NextAttemptAt = null;
        _open.Remove(delivery.Id);
        _settled.Enqueue(delivery);
        if (_settled.Count > world.Options.SettledDeliveriesKept)
            _settled.Dequeue();
        foreach (var update in delivery.Updates)
        {
            if (update.Carries is not { } carries)
            {
                Record(kind, delivery, update, update.Wamid, update.Customer, update.Type);
                continue;
            }

            foreach (var carried in carries)
                Record(kind, delivery, update, carried.Wamid, carried.Customer, carried.Type);
        }
    }

    private void Record(
        string kind, Delivery delivery, Update update, string? wamid, string? customer, string? type) =>
        world.Record(kind, update.Number?.PhoneNumberId, customer, wamid, Legs.Webhook, new()
        {
            Type = type,
            Status = update.Status,
            Field = update.Field,
            DeliveryId = delivery.Id,
            Attempt = delivery.Attempts,
            HttpStatus = delivery.LastStatus,
        });
}
