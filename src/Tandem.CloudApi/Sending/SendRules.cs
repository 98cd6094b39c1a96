using System.Text.Json;
using Tandem.CloudApi.Errors;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Sending;

/// <summary>What the wire demands of a send, whatever its content. Source: Meta, "Send messages".</summary>
internal static class SendRules
{
    /// <summary>Why Meta would refuse the body; null if it would not.</summary>
    public static GraphError? Check(SendBody body)
    {
        if (WireJson.Text(body.Root, "messaging_product") != "whatsapp")
            return GraphErrors.Of(100, "The parameter messaging_product is required and must be 'whatsapp'.");

        if (body.IsReadReceipt)
            return string.IsNullOrEmpty(body.ReadMessageId) ? GraphErrors.Missing("message_id") : null;

        return CheckAddress(body)
            ?? CheckCommon(body)
            ?? (WireJson.Member(body.Root, body.Type) is null or { ValueKind: JsonValueKind.Null }
                ? GraphErrors.Missing(body.Type)
                : ContentRules.Check(body.Type, body.Root));
    }

    private static GraphError? CheckAddress(SendBody body)
    {
        if (body.RecipientType is not ("individual" or "group"))
            return GraphErrors.Invalid("recipient_type", "must be one of individual, group");

        if (body.To is null && body.Recipient is null)
            return GraphErrors.Missing("to");

        // A group's id is a text of letters; a person's number must leave digits.
        return body is { To: not null, RecipientType: "individual" } && PhoneDigits.Of(body.To).Length == 0
            ? GraphErrors.Invalid("to", "must be a phone number")
            : null;
    }

    private static GraphError? CheckCommon(SendBody body)
    {
        if (WireJson.Member(body.Root, "type") is { ValueKind: not JsonValueKind.String })
            return GraphErrors.Invalid("type", "must be a text");

        if (body.BizOpaqueCallbackData is { } data && TextRules.Length(data) > SendLimits.CallbackData)
            return TextRules.TooLong("biz_opaque_callback_data", SendLimits.CallbackData);

        return WireJson.Object(body.Root, "context") is not null && string.IsNullOrEmpty(body.ContextMessageId)
            ? GraphErrors.Missing("context.message_id")
            : null;
    }
}
