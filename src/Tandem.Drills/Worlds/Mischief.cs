using System.Globalization;
using System.Text;
using Tandem.CloudApi.Security;
using Tandem.Drills.Checking;
using Tandem.Platform;

namespace Tandem.Drills.Worlds;

/// <summary>
/// What breaks by the clock and not by the way: crashes, full disks, forgeries, a phone that shares its history.
/// </summary>
internal sealed class Mischief(World world)
{
    private readonly Chance _chance = world.Stream("mischief");
    private readonly OddWebhooks _odd = new(world);
    private int _told;

    public void Begin() => world.Time.After(TimeSpan.FromSeconds(1), Again);

    // Each second while it is busy; through the night it sleeps, too.
    private void Again()
    {
        if (!world.Weather.IsStormy)
            return;

        var hub = world.Hub.Serving;
        if (hub is not null && world.Weather.Strikes(FaultSite.ProcessCrash, hub.Name))
            world.Hub.Crash(hub, "killed");
        else if (hub is not null && world.Weather.Strikes(FaultSite.ProcessOverlap, hub.Name))
            world.Hub.Overlap();
        else if (hub is not null && world.Weather.Strikes(FaultSite.DiskBroken, hub.Name))
            hub.Storage.Break("the drill broke it");
        if (world.Hub.Clock.Error == TimeSpan.Zero && world.Weather.Strikes(FaultSite.ClockJump, ""))
            world.Hub.SetClockWrong();
        if (!world.Hub.IsDiskFull && world.Weather.Strikes(FaultSite.DiskFull, ""))
            world.Hub.FillDisk();
        if (world.Weather.Strikes(FaultSite.WebhookForged, ""))
            Forge();
        if (world.Weather.Strikes(FaultSite.HistoryTold, ""))
            TellHistory();
        world.Outages.Again();
        _odd.Again();
        var at = world.Calendar.ActsAt(world.Time.Now, TimeSpan.FromSeconds(1));
        world.Time.After(at - world.Time.Now, Again);
    }

    private void Forge()
    {
        var body = Encoding.UTF8.GetBytes(
            """{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[]}]}""");
        string? signature = _chance.Below(3) switch
        {
            0 => null,
            1 => WebhookSignature.Sign(body, "another-secret"u8),
            _ => "sha256=" + new string('0', 64),
        };
        WebhookLine.Post(world, body, signature, $"forged/{++_told}");
    }

    private void TellHistory()
    {
        var number = world.Plan.Numbers[_chance.Below(world.Plan.Numbers.Count)];
        var customer = world.Plan.Customers[_chance.Below(world.Plan.Customers.Count)];
        var items = (world.Platform.Mind.Chat(Screen.Phone, number.PhoneNumberId, customer) ?? [])
            .Where(line => line.Author != "api" && line.Status != "revoked" && _chance.Happens(0.5))
            .Select(line => History.Item(line)).ToList();
        for (var i = _chance.Below(4); i > 0; i--)
        {
            var wamid = $"wamid.OLD{world.Seed.ToString(CultureInfo.InvariantCulture)}x{(++_told)}";
            var old = new OldMessage(number.PhoneNumberId, customer, wamid, _chance.Happens(0.5));
            world.Witness.Old.Add(old);
            items.Add(History.Item(old, number, world.Time.Now - TimeSpan.FromDays(1 + _chance.Below(100))));
        }

        if (items.Count == 0)
            return;

        var userId = world.Plan.Platform.BusinessScopedIds
            ? world.Platform.Mind.ChatsOf(number.PhoneNumberId)?.FirstOrDefault(chat =>
                chat.Customer == customer)?.UserId
            : null;
        var body = History.Compose(number, customer, userId, items);
        var signature = WebhookSignature.Sign(body, Encoding.UTF8.GetBytes(Numbering.AppSecret));
        WebhookLine.Post(world, body, signature, $"history/{++_told}");
    }
}
