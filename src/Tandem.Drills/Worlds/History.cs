using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.Drills.Checking;
using Tandem.Platform;

namespace Tandem.Drills.Worlds;

/// <summary>Composes what a phone shares of its past (Meta, "history" webhook) at any moment of a storm.</summary>
/// <remarks>
/// The platform tells its past once, after a sync, and no world asks for one. Here it comes whenever chance likes, and
/// tells again what was said meanwhile, beside messages of long ago.
/// </remarks>
internal static class History
{
    /// <summary>A line of a chat, told again.</summary>
    public static JsonObject Item(ChatLine line)
    {
        var item = JsonNode.Parse(line.Content.Span)!.AsObject();
        if (line.Direction == "in")
            item.Remove("to"); // in history only the business's own messages name a recipient
        item["history_context"] = new JsonObject { ["status"] = StatusOf(line) };
        return item;
    }

    /// <summary>A message of long ago.</summary>
    public static JsonObject Item(OldMessage old, NumberSetup number, DateTimeOffset at)
    {
        var own = new string([.. number.DisplayPhoneNumber.Where(char.IsAsciiDigit)]);
        var item = new JsonObject
        {
            ["from"] = old.IsFromBusiness ? own : old.Customer,
            ["id"] = old.Wamid,
            ["timestamp"] = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["type"] = "text",
            ["text"] = new JsonObject { ["body"] = "Said long ago" },
            ["history_context"] = new JsonObject { ["status"] = "READ" },
        };
        if (old.IsFromBusiness)
            item["to"] = old.Customer;
        return item;
    }

    /// <summary>One chunk with one thread.</summary>
    /// <param name="number">Whose phone.</param>
    /// <param name="customer">The other party's digits.</param>
    /// <param name="userId">The other party's BSUID, where webhooks carry it.</param>
    /// <param name="items">The messages.</param>
    public static byte[] Compose(
        NumberSetup number, string customer, string? userId, IReadOnlyList<JsonObject> items)
    {
        var thread = new JsonObject { ["id"] = customer, ["messages"] = new JsonArray([.. items]) };
        if (userId is not null)
            thread["context"] = new JsonObject { ["wa_id"] = customer, ["user_id"] = userId };
        var value = new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["metadata"] = new JsonObject
            {
                ["display_phone_number"] = new string([.. number.DisplayPhoneNumber.Where(char.IsAsciiDigit)]),
                ["phone_number_id"] = number.PhoneNumberId,
            },
            ["history"] = new JsonArray(new JsonObject
            {
                ["metadata"] = new JsonObject { ["phase"] = 1, ["chunk_order"] = 1, ["progress"] = 50 },
                ["threads"] = new JsonArray(thread),
            }),
        };
        var change = new JsonObject { ["value"] = value, ["field"] = "history" };
        var entry = new JsonObject { ["id"] = Numbering.WabaId, ["changes"] = new JsonArray(change) };
        var envelope = new JsonObject { ["object"] = "whatsapp_business_account", ["entry"] = new JsonArray(entry) };
        return System.Text.Encoding.UTF8.GetBytes(envelope.ToJsonString());
    }

    private static string StatusOf(ChatLine line) => line.Status switch
    {
        "accepted" => "PENDING",
        "failed" => "ERROR",
        var status => status.ToUpperInvariant(),
    };
}
