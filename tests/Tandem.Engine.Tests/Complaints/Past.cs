using System.Text.Json.Nodes;
using Tandem.Engine.Tests.Running;

namespace Tandem.Engine.Tests.Complaints;

/// <summary>Composes what a phone shares of its past.</summary>
internal static class Past
{
    /// <summary>One chunk with one person's thread.</summary>
    public static string Of(string customer, params JsonObject[] messages)
    {
        foreach (var message in messages)
            message["history_context"] = new JsonObject { ["status"] = "READ" };
        var value = new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["metadata"] = new JsonObject
            {
                ["display_phone_number"] = "15550783881",
                ["phone_number_id"] = TestHub.PhoneNumberId,
            },
            ["history"] = new JsonArray(new JsonObject
            {
                ["metadata"] = new JsonObject { ["phase"] = 1, ["chunk_order"] = 1, ["progress"] = 50 },
                ["threads"] = new JsonArray(new JsonObject
                {
                    ["id"] = customer,
                    ["messages"] = new JsonArray([.. messages]),
                }),
            }),
        };
        return Webhook.Envelope([new JsonObject { ["field"] = "history", ["value"] = value }]);
    }
}
