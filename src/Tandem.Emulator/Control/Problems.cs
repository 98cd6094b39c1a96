using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Emulator.Graph;
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

    /// <summary>Reads a JSON body; null when it is not what is asked for.</summary>
    public static async Task<T?> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            var body = await GraphBody.AllAsync(request.Body, request.HttpContext.RequestAborted);
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static ActRefusal Unreadable(string fields) =>
        new("body", $"it is a JSON object with {fields}", "send it with Content-Type: application/json");
}
