using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tandem.Hub.DropIn;

namespace Tandem.Hub.Api;

/// <summary>What is answered when something failed that no endpoint has an answer for.</summary>
internal static partial class Failures
{
    /// <summary>Answers in the language of the path; the log gets the exception, the caller none of it.</summary>
    public static async Task AnswerAsync(HttpContext http)
    {
        var feature = http.Features.Get<IExceptionHandlerFeature>();
        var log = http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Tandem.Hub.Failures");
        if (feature is not null && feature.Error is not (OperationCanceledException or BadHttpRequestException))
            LogFailure(log, feature.Error, http.Request.Method, feature.Endpoint?.DisplayName);

        if (feature?.Endpoint?.Metadata.GetMetadata<GraphPathMetadata>() is not null)
            await GraphReply.WriteAsync(http, GraphRefusals.Failed);
        else if (feature?.Error is BadHttpRequestException bad)
            await Problems.Of(bad.StatusCode, "invalid", "The request cannot be used", "It could not be read.")
                .ExecuteAsync(http);
        else
            await Problems.Of(500, "failed", "Something in the hub failed", "Its log says more.").ExecuteAsync(http);
    }

    /// <summary>Gives a bare status of <c>/v1</c> a problem document.</summary>
    public static Task DescribeAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        if (!http.Request.Path.StartsWithSegments("/v1"))
            return Task.CompletedTask;

        return http.Response.StatusCode switch
        {
            400 => Problems.Invalid("The body or a parameter could not be read.").ExecuteAsync(http),
            405 => Problems.Of(405, "method_not_allowed", "Not this method", "The address takes another method.")
                .ExecuteAsync(http),
            413 => Problems.Of(413, "too_large", "The request is too large", "Send less.").ExecuteAsync(http),
            415 => Problems.Of(415, "not_json", "Send JSON", "Content-Type must be application/json.")
                .ExecuteAsync(http),
            _ => Task.CompletedTask,
        };
    }

    [LoggerMessage(421, LogLevel.Error, "{Method} {Endpoint} failed.")]
    private static partial void LogFailure(ILogger log, Exception failure, string method, string? endpoint);
}
