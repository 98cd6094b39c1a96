using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Domain.Sending;
using Tandem.Engine.Reading;

namespace Tandem.Hub.Api;

/// <summary>What a caller of <c>/v1</c> is told whose send was refused: why, since and until when, what the human said.
/// </summary>
internal static class SendRefusals
{
    /// <summary>The problem document of a refusal.</summary>
    public static async Task<ProblemHttpResult> TellAsync(
        HttpContext http, Send send, Refusal refusal, Reader reader, CancellationToken ct)
    {
        if (refusal.Code == Refusal.QueueFull)
        {
            http.Response.Headers.RetryAfter = "5";
            return Problems.Of(
                429, refusal.Code, "Too many messages wait", "Nothing was taken over. Send it again later.",
                Known(send, refusal));
        }

        var known = Known(send, refusal);
        if (refusal.MessageId is { } id
            && await reader.For(http.Caller()).Timeline.FindMessageAsync(id, ct) is { } human)
        {
            known["said"] = new JsonObject
            {
                ["type"] = human.Type,
                ["content"] = human.Content is { } content ? JsonNode.Parse(content.GetRawText()) : null,
            };
        }

        var (title, detail) = Words(refusal);
        return Problems.Of(409, refusal.Code, title, detail, known);
    }

    private static (string Title, string Detail) Words(Refusal refusal) => refusal.Code switch
    {
        Refusal.Private => (
            "This conversation is private",
            "Nothing was sent. Only its owner speaks in it, from the phone or with the owner's key."),
        Refusal.WindowClosed => (
            "The customer service window is closed",
            "Nothing was sent. The customer's latest message is 24 hours old: send a template, or wait until they "
            + "write."),
        Refusal.Removed => (
            "The link of this number is gone",
            "Nothing was sent. Onboard the number again, then register it with its new token."),
        _ => (
            "Somebody else speaks in this conversation",
            "Nothing was sent. Do not send it again; speak when the conversation is handed back."),
    };

    private static Dictionary<string, object?> Known(Send send, Refusal refusal) => new()
    {
        ["id"] = send.Id,
        ["by"] = refusal.By,
        ["since"] = refusal.Since?.UtcDateTime,
        ["until"] = refusal.Until?.UtcDateTime,
        ["message_id"] = refusal.MessageId,
    };
}
