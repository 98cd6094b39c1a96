using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.CloudApi;
using Tandem.CloudApi.Webhooks;
using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Sending;
using Tandem.Engine.Registry;

namespace Tandem.Engine.Feeds;

/// <summary>
/// What agents say through the hub, as an echo: an unmodified bot learns of it the way it learns of the phone's words.
/// </summary>
internal static class OwnEcho
{
    /// <summary>The kind of a feed entry that is nothing but an echo.</summary>
    public const string Kind = "own_echo";

    /// <summary>The echo of a human's send that is known now to have left, and by which wamid: by the answer, or by a
    /// status or a person's word that came before it. Null for everything else.</summary>
    /// <param name="input">What was decided about.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="before">Rows as they were before it.</param>
    /// <param name="number">The number.</param>
    /// <param name="now">When.</param>
    public static ForwardedItem? Of(
        Input input, Decision decision, Slice before, NumberRegistration number, DateTimeOffset now)
    {
        var send = decision.Rows.OfType<Send>().FirstOrDefault(row => row.Lane == SendLane.Human && HasLeft(row)
            && !(before.Peek<Send>(row.Ref) is { } was && HasLeft(was)));
        return send is null || decision.IsPrivate
            ? null
            : new ForwardedItem
            {
                Field = WebhookFields.SmbMessageEchoes,
                List = "message_echoes",
                Item = Compose(send, (input as Input.SendAccepted)?.Peer ?? send.To, number, now),
                EntryId = number.WabaId,
                DisplayPhoneNumber = PhoneDigits.Of(number.DisplayPhoneNumber),
                SendId = send.Id,
                SentBy = send.Sender,
            };
    }

    private static bool HasLeft(Send send) => send is { State: SendState.Accepted, Wamid: not null };

    private static JsonElement Compose(Send send, PeerKeys peer, NumberRegistration number, DateTimeOffset now)
    {
        var echo = new JsonObject { ["from"] = PhoneDigits.Of(number.DisplayPhoneNumber) };
        if ((peer.WaId ?? send.To.WaId) is { } waId)
            echo["to"] = waId;
        if ((peer.UserId ?? send.To.UserId) is { } userId)
            echo["to_user_id"] = userId;
        echo["id"] = send.Wamid;
        echo["timestamp"] = $"{now.ToUnixTimeSeconds()}";
        echo["type"] = send.Type;
        if (JsonNode.Parse(send.Body)?[send.Type]?.DeepClone() is { } content)
            echo[send.Type] = content;
        if (send.RepliesTo is { } original)
            echo["context"] = new JsonObject { ["id"] = original };
        return JsonSerializer.SerializeToElement(echo);
    }
}
