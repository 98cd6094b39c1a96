using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Platform;

namespace Tandem.Emulator.Control;

/// <summary>Refusals of the control API: RFC 9457 documents that name field, rule and remedy.</summary>
internal static class Problems
{
    public static ProblemHttpResult Of(ActRefusal refusal) => TypedResults.Problem(
        detail: $"{refusal.Field}: {refusal.Rule}. To do: {refusal.Remedy}.",
        statusCode: refusal.NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest,
        title: refusal.NotFound ? "Not found" : "The act is impossible",
        type: refusal.NotFound ? "urn:tandem:emulator:not-found" : "urn:tandem:emulator:refused",
        extensions: new Dictionary<string, object?>
        {
            ["field"] = refusal.Field,
            ["rule"] = refusal.Rule,
            ["remedy"] = refusal.Remedy,
        });

    /// <summary>Says what a request lacked that did not come as far as its endpoint.</summary>
    public static Task DescribeAsync(StatusCodeContext status) =>
        status.HttpContext.Response.StatusCode == StatusCodes.Status400BadRequest
            ? Of(new("query", "every parameter is of its type", "see /openapi/v1.json"))
                .ExecuteAsync(status.HttpContext)
            : Task.CompletedTask;

    /// <summary>Several refusals at once: the first one in full, all of them in <c>mistakes</c>.</summary>
    public static ProblemHttpResult OfAll(IReadOnlyList<ActRefusal> refusals)
    {
        var problem = Of(refusals[0]);
        if (refusals.Count > 1)
            problem.ProblemDetails.Extensions["mistakes"] = refusals.ToArray();
        return problem;
    }
}
