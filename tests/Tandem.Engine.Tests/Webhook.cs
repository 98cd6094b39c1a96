using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests;

/// <summary>Composes webhooks for tests, by hand and not with the code under test.</summary>
internal static class Webhook
{
    public static JsonObject Text(string wamid, string from, long at, string body) => new()
    {
        ["from"] = from,
        ["id"] = wamid,
        ["timestamp"] = $"{at}",
        ["type"] = "text",
        ["text"] = new JsonObject { ["body"] = body },
    };

    public static JsonObject Echo(string wamid, string to, long at, string body)
    {
        var echo = Text(wamid, "15550783881", at, body);
        echo["to"] = to;
        return echo;
    }

    public static JsonObject Status(string wamid, string status, string recipient, long at, string? mark = null)
    {
        var item = new JsonObject
        {
            ["id"] = wamid,
            ["status"] = status,
            ["timestamp"] = $"{at}",
            ["recipient_id"] = recipient,
        };
        if (mark is not null)
            item["biz_opaque_callback_data"] = mark;
        return item;
    }

    /// <summary>A webhook of field messages with these messages.</summary>
    public static string Of(params JsonObject[] messages) => Of("messages", "messages", messages);

    public static string Of(string field, string list, params JsonObject[] items)
    {
        var value = new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["metadata"] = new JsonObject
            {
                ["display_phone_number"] = "15550783881",
                ["phone_number_id"] = TestHub.PhoneNumberId,
            },
            [list] = new JsonArray([.. items.Select(item => item.DeepClone())]),
        };
        return Envelope([new JsonObject { ["field"] = field, ["value"] = value }]);
    }

    /// <summary>A word of the platform about the account's link.</summary>
    public static string Account(string what, long at) => new JsonObject
    {
        ["object"] = "whatsapp_business_account",
        ["entry"] = new JsonArray(new JsonObject
        {
            ["id"] = TestHub.WabaId,
            ["time"] = at,
            ["changes"] = new JsonArray(new JsonObject
            {
                ["field"] = "account_update",
                ["value"] = new JsonObject { ["event"] = what },
            }),
        }),
    }.ToJsonString();

    public static string Envelope(IEnumerable<JsonObject> changes) => new JsonObject
    {
        ["object"] = "whatsapp_business_account",
        ["entry"] = new JsonArray(new JsonObject
        {
            ["id"] = TestHub.WabaId,
            ["changes"] = new JsonArray([.. changes.Select(change => change.DeepClone())]),
        }),
    }.ToJsonString(JsonSerializerOptions.Web);
}
