using Tandem.CloudApi.Errors;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Graph;

/// <summary>What the Graph API said to a send.</summary>
public abstract record SendAnswer
{
    private SendAnswer()
    {
    }

    /// <summary>Reads an answer. Never throws.</summary>
    /// <remarks>An error object counts whatever the HTTP status, and an accepted message only with 2xx and a
    /// wamid.</remarks>
    public static SendAnswer Read(GraphAnswer answer)
    {
        if (GraphErrors.TryRead(answer.Body.Span) is { } error)
            return new Refused(answer.Status, error);

        if (answer.Status is < 200 or > 299 || WireJson.TryParseObject(answer.Body.Span) is not { } root)
            return new Unreadable(answer.Status);

        var message = WireJson.Elements(root, "messages").FirstOrDefault();
        if (WireJson.Text(message, "id") is { Length: > 0 } wamid)
        {
            var contact = WireJson.Elements(root, "contacts").FirstOrDefault();
            return new Accepted(
                wamid,
                WireJson.Text(contact, "wa_id"),
                WireJson.Text(contact, "user_id"),
                WireJson.Text(contact, "input"),
                WireJson.Text(message, "message_status"));
        }

        return WireJson.Flag(root, "success") == true ? new Done() : new Unreadable(answer.Status);
    }

    /// <summary>Accepted for processing; the verdict comes by status.</summary>
    /// <param name="Wamid">The message's id.</param>
    /// <param name="WaId">The customer's number as WhatsApp writes it; it may differ from the one asked for.</param>
    /// <param name="UserId">The customer's BSUID, when sent to one.</param>
    /// <param name="Input">The recipient as it was asked for.</param>
    /// <param name="MessageStatus">Of templates: <c>accepted</c>, <c>held_for_quality_assessment</c> or
    /// <c>paused</c>.</param>
    public sealed record Accepted(string Wamid, string? WaId, string? UserId, string? Input, string? MessageStatus)
        : SendAnswer;

    /// <summary>A read mark or typing indicator was taken.</summary>
    public sealed record Done : SendAnswer;

    /// <summary>Meta said no, or that it does not know.</summary>
    public sealed record Refused(int Status, GraphError Error) : SendAnswer;

    /// <summary>An answer in no known shape: the outcome is unknown.</summary>
    public sealed record Unreadable(int Status) : SendAnswer;
}
