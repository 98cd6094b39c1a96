using System.Text.Json;
using Tandem.Platform.Accounts;
using Tandem.Platform.People;
using Tandem.Platform.Sending;
using Tandem.Platform.Templates;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform.Graph;

/// <summary>Sends, read receipts and typing indicators (Meta, "Send messages").</summary>
internal sealed class MessagesEdge(
    World world, WebhookPost webhooks, Journey journey, Admission admission, Pacing pacing)
{
    private const int LongestMark = 512;
    private readonly SentMedia _media = new(world);

    public Reply Post(Call call, BusinessNumber number)
    {
        if (call.Parameters.Text("messaging_product") != "whatsapp")
            return Refusal.Parameter("The parameter messaging_product is required.");
        if (call.Parameters.Text("status") is { } status)
            return status == "read" ? MarkRead(call, number) : Refusal.Parameter("Param status must be one of {READ}");
        var reply = Send(call, number, out var customer);
        if (reply.Refusal is { } refusal)
            world.Record(LedgerKinds.ApiRefused, number.PhoneNumberId, customer?.Key, null, Legs.Api, new()
            {
                Type = call.Parameters.Text("type"),
                Mark = call.Parameters.Text("biz_opaque_callback_data"),
                RequestId = call.Request.RequestId,
                HttpStatus = refusal.Http,
                Code = refusal.Code,
            });
        return reply;
    }

    private Reply Send(Call call, BusinessNumber number, out Customer? customer)
    {
        if (Recipient.Read(call, world, out customer, out var recipient) is { } unknown)
            return unknown;
        var type = call.Parameters.Text("type")?.ToLowerInvariant() ?? "text";
        if (MessageBodies.Objection(call.Parameters, type) is { } malformed)
            return malformed;
        var mark = call.Parameters.Text("biz_opaque_callback_data");
        if (mark?.Length > LongestMark)
            return Refusal.Parameter("Param biz_opaque_callback_data must be at most 512 characters long.");
        var content = call.Parameters.Nested(type)!.Value;
        if (customer!.WaId == number.Digits)
            return new Refusal(400, 131021, "Recipient cannot be sender");
        var chat = world.Chats.Between(number, customer);
        Template? template = null;
        if (type == "template" && TemplateCheck.Find(call, number.Account, out template) is { } wrong)
            return wrong;
        if (recipient!.ByUserId && template is { Category: "AUTHENTICATION" })
            return Refusal.NeedsNumber;
        var send = new Send(chat, type, template);
        if (admission.Objection(send) is { } refused)
            return refused;
        if (_media.Objection(type, content, number, out var misfit) is { } unknownMedia)
            return unknownMedia;
        var late = admission.LaterObjection(send) ?? misfit;
        var message = Accept(call, send, MetaJson.Piece(content), mark, recipient.ByUserId, late is not null);
        var held = late is null && pacing.Holds(template);
        if (late is not null)
            journey.BeginFailing(message, late.Code, late.Message, late.Details!);
        else if (held)
            pacing.Hold(number.Account, template!, message);
        else
            journey.Begin(message);
        return Accepted(recipient, message, held);
    }

    private Message Accept(Call call, Send send, byte[] content, string? mark, bool byUserId, bool fails)
    {
        var (chat, type) = (send.Chat, send.Type);
        var wamid = Wamid.Make(chat.Customer, inbound: false, world.Ids);
        if (!fails)
            chat.Entry.Answer(world.Now, wamid);
        var message = new Message(chat, wamid, Author.Api, type, content, Quoted(call), world.Now)
        {
            Mark = mark,
            Template = send.Template,
            Pricing = Pricing.Of(chat, send.Template, world.Now),
            AddressedByUserId = byUserId,
        };
        admission.Charge(send, message, fails);
        world.Chats.Keep(message);
        var echoed = world.Options.EchoApiSends && webhooks.TrySend(
            Updates.Echo(message, world.Now, world.Options.BusinessScopedIds), world.Options.EchoLatency);
        world.Record(
            LedgerKinds.ApiMessage, chat.Number.PhoneNumberId, chat.Customer.Key, message.Wamid, Legs.Api, new()
            {
                Type = type,
                Mark = mark,
                RequestId = call.Request.RequestId,
                Field = echoed ? Fields.Echoes : null,
            });
        world.UnsettledAnswers[call.Request.RequestId] = message;
        return message;
    }

    private Reply MarkRead(Call call, BusinessNumber number)
    {
        if (call.Parameters.Text("message_id") is not { Length: > 0 } wamid)
            return Refusal.Parameter("The parameter message_id is required.");
        if (world.Chats.Find(wamid) is not { Author: Author.Customer } message || message.Chat.Number != number)
            return Refusal.Parameter("Invalid parameter") with { Details = "The message_id is not known." };
        Marks.ReadByBusiness(world, message.Chat, message.SentAt, Legs.Api);
        return Reply.Success;
    }

    private byte[]? Quoted(Call call)
    {
        if (call.Parameters.Nested("context") is not { ValueKind: JsonValueKind.Object } context
            || !context.TryGetProperty("message_id", out var id) || id.ValueKind != JsonValueKind.String
            || world.Chats.Find(id.GetString()!) is not { } quoted)
            return null;
        return Quotation.Of(quoted);
    }

    private static Reply Accepted(Recipient recipient, Message message, bool held) => Reply.Json(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("messaging_product", "whatsapp");
        writer.WriteStartArray("contacts");
        writer.WriteStartObject();
        writer.WriteString("input", recipient.Input);
        writer.Optional("wa_id", recipient.ByUserId ? null : message.Chat.Customer.WaId);
        writer.Optional("user_id", recipient.NamedUserId);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartArray("messages");
        writer.WriteStartObject();
        writer.WriteString("id", message.Wamid);
        if (message.Type == "template")
            writer.WriteString("message_status", held ? "held_for_quality_assessment" : "accepted");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
