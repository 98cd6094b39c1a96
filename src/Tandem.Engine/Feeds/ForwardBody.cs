using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.CloudApi.Security;
using Tandem.CloudApi.Webhooks;
using Tandem.Domain.Sending;
using Tandem.Engine.Agents;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Feeds;

/// <summary>Composes what an endpoint is posted: Meta's envelope around the new items of one conversation.</summary>
/// <remarks>
/// Letters beyond ASCII are escaped as Meta escapes them: clients check the signature over a text that they escape anew
/// (whatsapp-api-js does), and would take ours for forged.
/// </remarks>
internal static class ForwardBody
{
    private static readonly string[] MediaTypes = ["image", "video", "audio", "document", "sticker"];

    /// <summary>The body for these rows, which share field and list.</summary>
    public static async Task<byte[]> ComposeAsync(
        IReadOnlyList<ForwardRow> rows, AgentPorts ports, CancellationToken ct)
    {
        var first = rows[0].Item;
        if (first.List is null)
            return WebhookEnvelope.WriteValue(
                first.EntryId ?? "", first.Field, first.Item, first.EntryTime, EnvelopeStyle.LikeMeta);

        var items = new List<JsonElement>();
        foreach (var row in rows)
            items.Add(await RewriteAsync(row, ports, ct));
        var contacts = rows.Select(row => row.Item.Contact).OfType<JsonElement>()
            .DistinctBy(contact => contact.GetRawText()).ToList();
        var value = new EnvelopeValue
        {
            PhoneNumberId = rows[0].Number,
            DisplayPhoneNumber = first.DisplayPhoneNumber,
            Contacts = contacts,
        };
        return WebhookEnvelope.Write(
            first.EntryId ?? "", first.Field, Place(value, first.List, items), EnvelopeStyle.LikeMeta);
    }

    /// <summary>Signature and type of a body.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Headers(byte[] body, string secret) =>
    [
        new("Content-Type", "application/json"),
        new(WebhookSignature.HeaderName, WebhookSignature.Sign(body, Encoding.UTF8.GetBytes(secret))),
        new("User-Agent", "tandem-webhooks/1"),
    ];

    private static EnvelopeValue Place(EnvelopeValue value, string key, IReadOnlyList<JsonElement> items) => key switch
    {
        "messages" => value with { Messages = items },
        "message_echoes" => value with { MessageEchoes = items },
        "statuses" => value with { Statuses = items },
        "state_sync" => value with { StateSync = items },
        "user_preferences" => value with { UserPreferences = items },
        "user_id_update" => value with { UserIdUpdates = items },
        _ => value with { Errors = items },
    };

    // Rewrites of the drop-in: the caller's own callback data back in, media addresses through this hub.
    private static async Task<JsonElement> RewriteAsync(ForwardRow row, AgentPorts ports, CancellationToken ct)
    {
        if (JsonNode.Parse(row.Item.Item.GetRawText()) is not JsonObject item)
            return row.Item.Item;

        if (row.Item.List == "statuses")
        {
            item.Remove("biz_opaque_callback_data");
            if (row.Item.SendId is { } sendId
                && await ports.Book.ReadAsync([new RowKey(RowKinds.Outbox, sendId)], ct) is [var stored]
                && ((Send)RowCodec.Read(stored)).CallerMark is { } mark)
            {
                item["biz_opaque_callback_data"] = mark;
            }
            else if (row.Item.SendId is null && row.Item.Item.TryGetProperty("biz_opaque_callback_data", out var other))
            {
                item["biz_opaque_callback_data"] = other.GetString(); // another sender's: not ours to take away
            }
        }

        RewriteMedia(item, row.Number, ports.PublicBaseUrl);
        if (item["edit"]?["message"] is JsonObject edited)
            RewriteMedia(edited, row.Number, ports.PublicBaseUrl);
        return JsonSerializer.SerializeToElement(item);
    }

    private static void RewriteMedia(JsonObject message, string phoneNumberId, string publicBaseUrl)
    {
        foreach (var type in MediaTypes)
        {
            if (message[type] is JsonObject media && media["url"] is not null && (string?)media["id"] is { } mediaId)
                media["url"] = MediaAddress.Of(publicBaseUrl, phoneNumberId, mediaId);
        }
    }
}

/// <summary>Where callers fetch media through this hub: Meta's own addresses want Meta's token.</summary>
public static class MediaAddress
{
    /// <summary>The path below which the hub serves media bytes.</summary>
    public const string Path = "/media";

    /// <summary>
    /// The address of one media object of one number; it wants a Tandem key, and lives as long as the id.
    /// </summary>
    public static string Of(string publicBaseUrl, string phoneNumberId, string mediaId) =>
        $"{publicBaseUrl.TrimEnd('/')}{Path}/{phoneNumberId}/{Uri.EscapeDataString(mediaId)}";
}
