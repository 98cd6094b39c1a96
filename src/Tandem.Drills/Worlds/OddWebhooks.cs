using System.Text;
using System.Text.Json.Nodes;
using Tandem.CloudApi.Security;
using Tandem.Drills.Checking;
using Tandem.Platform;

namespace Tandem.Drills.Worlds;

/// <summary>Webhooks with a valid signature that must not be applied: kept, set aside, and nobody speaks past them.
/// </summary>
internal sealed class OddWebhooks(World world)
{
    private readonly Chance _chance = world.Stream("odd webhooks");
    private int _told;

    public void Again()
    {
        if (world.Weather.Strikes(FaultSite.EchoUnreadable, ""))
            TellUnreadable();
        if (world.Weather.Strikes(FaultSite.WebhookOfAnotherApp, ""))
            TellOfAnotherApp();
    }

    // What the owner wrote is none of the platform's messages: the kind of it is not in the ledger either.
    private void TellUnreadable()
    {
        var (number, customer) = Pick();
        var item = new JsonObject
        {
            ["from"] = Digits(number),
            ["to"] = customer,
            ["timestamp"] = Second(),
            ["type"] = "of_tomorrow",
            ["of_tomorrow"] = new JsonObject { ["nr"] = ++_told },
        };
        var body = Compose(number, Numbering.WabaId, "smb_message_echoes", "message_echoes", item);
        var echo = new UnreadableEcho(number.PhoneNumberId, customer, world.Trace.Count, body);
        world.Witness.Unreadable.Add(echo);
        Post(body, Numbering.AppSecret, $"unreadable/{_told}", () => echo.Told = world.Trace.Count);
    }

    private void TellOfAnotherApp()
    {
        var (number, customer) = Pick();
        var isEcho = _chance.Happens(0.5);
        var item = new JsonObject
        {
            ["from"] = isEcho ? Digits(number) : customer,
            ["id"] = $"wamid.ANOTHERAPP{++_told}",
            ["timestamp"] = Second(),
            ["type"] = "text",
            ["text"] = new JsonObject { ["body"] = "Said by whom it does not concern" },
        };
        if (isEcho)
            item["to"] = customer;
        var body = isEcho
            ? Compose(number, Numbering.WabaId, "smb_message_echoes", "message_echoes", item)
            : Compose(number, Numbering.WabaId, "messages", "messages", item);
        Post(body, Numbering.OtherAppSecret, $"another app/{_told}", static () => { });
    }

    private void Post(byte[] body, string secret, string what, Action stored) => world.Time.After(
        world.Weather.Delay(2, 60),
        () => _ = PostAsync(body, WebhookSignature.Sign(body, Encoding.UTF8.GetBytes(secret)), what, stored));

    // Until it is taken, as Meta would.
    private async Task PostAsync(byte[] body, string signature, string what, Action stored)
    {
        var status = await world.Hub.PostWebhookAsync(body, signature, what);
        world.Trace.Note("webhook answered", $"{what} {status}");
        if (status == 200)
            stored();
        else
            world.Time.After(TimeSpan.FromSeconds(20), () => _ = PostAsync(body, signature, what, stored));
    }

    private (NumberSetup Number, string Customer) Pick() => (
        world.Plan.Numbers[_chance.Below(world.Plan.Numbers.Count)],
        world.Plan.Customers[_chance.Below(world.Plan.Customers.Count)]);

    private string Second() => $"{world.Time.Now.ToUnixTimeSeconds()}";

    private static string Digits(NumberSetup number) => new([.. number.DisplayPhoneNumber.Where(char.IsAsciiDigit)]);

    private static byte[] Compose(NumberSetup number, string waba, string field, string list, JsonObject item)
    {
        var value = new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["metadata"] = new JsonObject
            {
                ["display_phone_number"] = Digits(number),
                ["phone_number_id"] = number.PhoneNumberId,
            },
            [list] = new JsonArray(item),
        };
        var change = new JsonObject { ["value"] = value, ["field"] = field };
        var entry = new JsonObject { ["id"] = waba, ["changes"] = new JsonArray(change) };
        var envelope = new JsonObject { ["object"] = "whatsapp_business_account", ["entry"] = new JsonArray(entry) };
        return Encoding.UTF8.GetBytes(envelope.ToJsonString());
    }
}
