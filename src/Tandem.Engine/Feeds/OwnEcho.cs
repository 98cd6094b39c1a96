using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.CloudApi;
using Tandem.CloudApi.Webhooks;
using Tandem.Domain.Deciding;
using Tandem.Domain.Sending;
using Tandem.Engine.Registry;

namespace Tandem.Engine.Feeds;

/// <summary>
/// What agents say through the hub, as an echo: an unmodified bot learns of it the way it learns of the phone's words.
/// </summary>
internal static class OwnEcho
{
    /// <summary>The echo of a human's send that Graph has just taken; null for everything else.</summary>
    public static ForwardedItem? Of(
        Input input, Decision decision, Slice rows, NumberRegistration number, DateTimeOffset now)
    {
        if (input is not Input.SendAccepted accepted || decision.Outcome != Outcome.Applied)
            return null;
        if (rows.Find<Send>(RowRef.Send(accepted.SendId)) is not { Lane: SendLane.Human } send)
            return null;

        return new ForwardedItem
        {
            Field = WebhookFields.SmbMessageEchoes,
            List = "message_echoes",
            Item = Compose(send, accepted, number, now),
            EntryId = number.WabaId,
            DisplayPhoneNumber = PhoneDigits.Of(number.DisplayPhoneNumber),
            SendId = send.Id,
            SentBy = send.Sender,
        };
    }

    private static JsonElement Compose(
        Send send, Input.SendAccepted accepted, NumberRegistration number, DateTimeOffset now)
    {
        var echo = new JsonObject { ["from"] = PhoneDigits.Of(number.DisplayPhoneNumber) };
        if ((accepted.Peer.WaId ?? send.To.WaId) is { } waId)
            echo["to"] = waId;
        if ((accepted.Peer.UserId ?? send.To.UserId) is { } userId)
            echo["to_user_id"] = userId;
        echo["id"] = accepted.Wamid;
        echo["timestamp"] = $"{now.ToUnixTimeSeconds()}";
        echo["type"] = send.Type;
        if (JsonNode.Parse(send.Body)?[send.Type]?.DeepClone() is { } content)
            echo[send.Type] = content;
        if (send.RepliesTo is { } original)
            echo["context"] = new JsonObject { ["id"] = original };
        return JsonSerializer.SerializeToElement(echo);
    }
}
