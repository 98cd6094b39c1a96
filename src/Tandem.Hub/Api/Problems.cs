using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Engine.Reading;

namespace Tandem.Hub.Api;

/// <summary>Refusals of <c>/v1</c>: problem documents (RFC 9457) whose <c>type</c> never changes its meaning.</summary>
internal static class Problems
{
    /// <summary>How every type begins; what follows is in docs/api.md.</summary>
    public const string TypePrefix = "urn:tandem:problem:";

    /// <summary>No key was sent.</summary>
    public static ProblemHttpResult KeyMissing => Of(
        401, "key_missing", "A key is needed", "Send an API key of this hub as 'Authorization: Bearer …'.");

    /// <summary>The key is none of ours, or was revoked.</summary>
    public static ProblemHttpResult KeyUnknown => Of(
        401, "key_unknown", "This key does not work", "It is none of this hub's keys, or it was revoked.");

    /// <summary>The key may not do this.</summary>
    public static ProblemHttpResult Forbidden(string detail) => Of(403, "forbidden", "The key may not do this", detail);

    /// <summary>There is no such thing, or it is out of the key's scope: both look the same from outside.</summary>
    public static ProblemHttpResult NotFound(string what) => Of(
        404, "not_found", "Not found", $"There is no such {what}, or this key may not see it.");

    /// <summary>The conversation is private.</summary>
    public static ProblemHttpResult Private => Of(
        409, "private", "This conversation is private",
        "No bot speaks in it and nothing is counted, so there is nothing to do here. Its owner speaks in it, from the "
        + "phone or with the owner's key.");

    /// <summary>Something in the request is wrong.</summary>
    public static ProblemHttpResult Invalid(string detail) => Of(400, "invalid", "The request cannot be used", detail);

    /// <summary>The request is larger than it may be.</summary>
    public static ProblemHttpResult TooLarge(int mostBytes) => Of(
        413, "too_large", "The request is too large", $"At most {mostBytes} bytes are taken here.");

    /// <summary>Nothing was stored; trying again can succeed.</summary>
    public static ProblemHttpResult Unavailable => Of(
        503, "unavailable", "Try again later", "The storage takes nothing at the moment; nothing was changed.");

    /// <summary>The bytes of media are not here yet.</summary>
    public static ProblemHttpResult MediaWaiting(MediaView media) => Of(
        409, "media_waiting", "The media is not here yet",
        media.Reason is { } reason
            ? $"The last attempt ended with {reason}; the hub goes on trying. POST …/media/fetch tries at once."
            : "It is being fetched. Ask again in a moment.",
        About(media));

    /// <summary>The bytes of media are not here and do not come by themselves.</summary>
    public static ProblemHttpResult MediaFailed(MediaView media) => Of(
        404, "media_failed", "The media could not be had",
        $"It ended with {media.Reason}. POST …/media/fetch tries once more; the phone may still have it.",
        About(media));

    private static Dictionary<string, object?> About(MediaView media) => new()
    {
        ["state"] = media.State,
        ["reason"] = media.Reason,
        ["next_attempt_at"] = media.NextAttemptAt,
    };

    /// <summary>A problem document.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="code">The end of its type.</param>
    /// <param name="title">The same for every problem of the type.</param>
    /// <param name="detail">What is the matter this time, without secrets and contents.</param>
    /// <param name="more">Further members.</param>
    public static ProblemHttpResult Of(
        int status, string code, string title, string detail, IDictionary<string, object?>? more = null) =>
        TypedResults.Problem(detail, statusCode: status, title: title, type: TypePrefix + code, extensions: more);
}
