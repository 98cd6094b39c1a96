using Tandem.CloudApi.Errors;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Graph;

/// <summary>What the Graph API said to <c>smb_app_data</c>.</summary>
public abstract record SyncAnswer
{
    /// <summary>It was asked for already in this connection.</summary>
    public const int AlreadyUsed = 2593107;

    /// <summary>More than 24 hours have passed since onboarding.</summary>
    public const int TooLate = 2593108;

    private SyncAnswer()
    {
    }

    /// <summary>Reads an answer. Never throws.</summary>
    public static SyncAnswer Read(GraphAnswer answer)
    {
        if (GraphErrors.TryRead(answer.Body.Span) is { } error)
            return new Refused(answer.Status, error, CodeOf(error));

        return answer.Status == 200 && WireJson.TryParseObject(answer.Body.Span) is { } body
            && WireJson.Text(body, "request_id") is { Length: > 0 } id
                ? new Taken(id)
                : new Unreadable(answer.Status);
    }

    // The seven-digit codes arrive as subcode of code 4; in the field with their text alone.
    private static int CodeOf(GraphError error) => error switch
    {
        { Subcode: { } subcode and > 999_999 } => subcode,
        { Code: 4 } when Says(error, "Synchronization request limit") => AlreadyUsed,
        { Code: 4 } when Says(error, "outside of allowed time") => TooLate,
        _ => error.Code,
    };

    private static bool Says(GraphError error, string words) =>
        error.Message.Contains(words, StringComparison.OrdinalIgnoreCase)
        || error.Details?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Taken; what was asked for follows by webhooks.</summary>
    /// <param name="RequestId">To be kept: Meta's support asks for it.</param>
    public sealed record Taken(string RequestId) : SyncAnswer;

    /// <summary>Meta said no, or that it does not know.</summary>
    /// <param name="Status">HTTP status.</param>
    /// <param name="Error">The error as it came.</param>
    /// <param name="Code">Its code, or the seven-digit one it carries.</param>
    public sealed record Refused(int Status, GraphError Error, int Code) : SyncAnswer;

    /// <summary>An answer in no known shape: the outcome is unknown.</summary>
    public sealed record Unreadable(int Status) : SyncAnswer;
}
