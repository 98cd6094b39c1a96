using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tandem.Engine.Storing;
using Tandem.Hub.DropIn;
using Tandem.Hub.Hosting;

namespace Tandem.Hub.Api;

/// <summary>What is answered when something failed that no endpoint has an answer for.</summary>
internal static partial class Failures
{
    private const string Unread = "The body or a parameter could not be read; /docs has the type of each.";

    /// <summary>Answers in the language of the path; the log gets the exception, the caller none of it.</summary>
    public static Task AnswerAsync(HttpContext http)
    {
        var feature = http.Features.Get<IExceptionHandlerFeature>();
        var isGraph = feature?.Endpoint?.Metadata.GetMetadata<GraphPathMetadata>() is not null;
        switch (feature?.Error)
        {
            // Keys and nodes are looked up before anything is done, and whatever sends has catches of its own.
            case JournalFullException:
                return AnswerStorageAwayAsync(http, isGraph);
            case StorageBrokenException broken:
                http.RequestServices.GetRequiredService<StorageWatch>().Report(broken);
                return AnswerStorageAwayAsync(http, isGraph);
            case BadHttpRequestException bad when isGraph:
                return GraphReply.WriteAsync(http, GraphRefusals.Unreadable, bad.StatusCode);
            case BadHttpRequestException bad:
                return (Problem(bad.StatusCode, MistakeIn(bad)) ?? Problems.Of(
                    bad.StatusCode, "invalid", "The request cannot be used", Unread)).ExecuteAsync(http);
            case { } failure and not OperationCanceledException:
                var logs = http.RequestServices.GetRequiredService<ILoggerFactory>();
                LogFailure(
                    logs.CreateLogger("Tandem.Hub.Failures"), failure, http.Request.Method,
                    feature.Endpoint?.DisplayName);
                break;
        }

        return isGraph
            ? GraphReply.WriteAsync(http, GraphRefusals.Failed)
            : Problems.Of(500, "failed", "Something in the hub failed", "Its log says more.").ExecuteAsync(http);
    }

    /// <summary>Gives a bare status of <c>/v1</c> a problem document.</summary>
    public static Task DescribeAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        return http.Request.Path.StartsWithSegments("/v1") && Problem(http.Response.StatusCode, Unread) is { } problem
            ? problem.ExecuteAsync(http)
            : Task.CompletedTask;
    }

    private static Task AnswerStorageAwayAsync(HttpContext http, bool isGraph)
    {
        http.Response.Headers.RetryAfter = "1";
        return isGraph
            ? GraphReply.WriteAsync(http, GraphRefusals.StorageAway, StatusCodes.Status503ServiceUnavailable)
            : Problems.Unavailable.ExecuteAsync(http);
    }

    // The exception's own text repeats what was sent; only the place in it is told.
    private static string MistakeIn(BadHttpRequestException bad) => bad.InnerException switch
    {
        JsonException { Path: ['$', '.', .. var field] } =>
            $"{field}: its JSON cannot be read as what it must be; /docs has the type of each field.",
        JsonException { LineNumber: { } line, BytePositionInLine: { } position } =>
            $"The body is no JSON object: look at line {line + 1}, byte {position + 1}.",
        _ => Unread,
    };

    private static ProblemHttpResult? Problem(int status, string mistake) => status switch
    {
        400 => Problems.Invalid(mistake),
        405 => Problems.Of(405, "method_not_allowed", "Not this method", "The address takes another method."),
        413 => Problems.Of(413, "too_large", "The request is too large", "Send less."),
        415 => Problems.Of(415, "not_json", "Send JSON", "Content-Type must be application/json."),
        _ => null,
    };

    [LoggerMessage(421, LogLevel.Error, "{Method} {Endpoint} failed.")]
    private static partial void LogFailure(ILogger log, Exception failure, string method, string? endpoint);
}
