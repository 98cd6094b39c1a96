using Tandem.Platform.Accounts;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform.Link;

/// <summary>
/// Brings contacts and past chats from the phone to webhooks. The phone must be online with the app open meanwhile
/// (Meta, "Onboard WhatsApp Business app users"); otherwise a sync waits and goes on later.
/// </summary>
internal sealed class SyncDesk(World world, WebhookPost webhooks)
{
    /// <summary>Kinds as <c>smb_app_data</c> names them.</summary>
    public const string Contacts = "smb_app_state_sync";
    public const string History = "history";

    /// <summary>Contacts told by one webhook (ours; Meta: many).</summary>
    private const int ContactsPerPage = 100;

    private readonly HistoryItems _history = new(world);

    /// <summary>Begins a sync that was granted.</summary>
    public void Begin(BusinessNumber number, string kind)
    {
        var lane = LaneOf(number, kind);
        if (kind == Contacts)
        {
            foreach (var page in number.Phone.Contacts.Values.Chunk(ContactsPerPage))
                lane.Add(new SyncStep.ContactPage(page));
        }
        else if (!number.Link.SharesHistory)
            lane.Add(new SyncStep.HistoryDeclined());
        else
        {
            foreach (var step in HistoryPlan.Of(world, number))
                lane.Add(step);
        }

        world.Record(LedgerKinds.SyncRequested, number.PhoneNumberId, null, null, Legs.Api, new() { Type = kind });
        Move(number, kind, world.Options.SyncStartsAfter);
    }

    /// <summary>Whether a change of a contact reaches webhooks; it may wait until the phone is in use.</summary>
    public bool TryTell(BusinessNumber number, Contact contact, bool removed)
    {
        if (!number.Link.IsCoexistence
            || (world.Options.ContactChangesNeedSync && !number.Link.SyncsUsed.Contains(Contacts)))
            return false;
        number.Link.Contacts.Add(new SyncStep.ContactChange(contact, removed));
        Move(number, Contacts, Latency.None);
        return true;
    }

    /// <summary>Lets what waits for the phone go on.</summary>
    public static void Wake(World world, BusinessNumber number)
    {
        foreach (var kind in (string[])[Contacts, History])
        {
            var lane = LaneOf(number, kind);
            if (lane.IsMoving || lane.IsEmpty)
                continue;
            lane.IsMoving = true;
            world.Agenda.Add(world.Now, new Due.SyncGoesOn(number, kind));
        }
    }

    public void GoOn(Due.SyncGoesOn due)
    {
        var (number, lane) = (due.Number, LaneOf(due.Number, due.Kind));
        lane.IsMoving = false;
        if (lane.IsEmpty || number.Link.State != LinkState.Connected || !number.Phone.IsInUse)
            return;
        Tell(number, lane.Take());
        Move(number, due.Kind, world.Options.SyncPace);
    }

    private void Move(BusinessNumber number, string kind, Latency wait)
    {
        var lane = LaneOf(number, kind);
        if (lane.IsMoving || lane.IsEmpty)
            return;
        lane.IsMoving = true;
        world.Agenda.Add(world.Now + world.Links.Within(wait), new Due.SyncGoesOn(number, kind));
    }

    private void Tell(BusinessNumber number, SyncStep step)
    {
        switch (step)
        {
            case SyncStep.ContactPage page:
                var wait = world.Weather.Within(world.Options.WebhookLatency);
                foreach (var contact in page.Contacts)
                    webhooks.TrySend(ContactItems.Update(world, number, contact, removed: false), Latency.None, wait);
                break;
            case SyncStep.ContactChange change:
                webhooks.TrySend(
                    ContactItems.Update(world, number, change.Contact, change.Removed), world.Options.WebhookLatency);
                break;
            case SyncStep.HistoryChunk chunk:
                var late = world.Links.HappensIfAny(world.Options.HistoryChunkLateChance)
                    ? world.Links.Within(world.Options.HistoryChunkLateBy)
                    : TimeSpan.Zero;
                webhooks.TrySend(_history.Chunk(number, chunk), world.Options.WebhookLatency, late);
                break;
            case SyncStep.HistoryMedia media:
                webhooks.TrySend(_history.Media(number, media.Message), world.Options.WebhookLatency);
                break;
            case SyncStep.HistoryDeclined:
                webhooks.TrySend(HistoryItems.Declined(number), world.Options.WebhookLatency);
                break;
        }
    }

    private static SyncLane LaneOf(BusinessNumber number, string kind) =>
        kind == Contacts ? number.Link.Contacts : number.Link.History;
}
