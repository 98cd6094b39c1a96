using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Tandem.CloudApi.Errors;
using Tandem.CloudApi.Graph;

namespace Tandem.Hub.DropIn;

/// <summary>Answers as Graph does.</summary>
internal static class GraphReply
{
    private const string Json = "application/json; charset=UTF-8";

    private static readonly byte[] Success = "{\"success\":true}"u8.ToArray();

    /// <summary>Answers with an error in Meta's envelope.</summary>
    public static Task WriteAsync(HttpContext http, GraphError error, int? status = null)
    {
        var traced = error with { FbTraceId = "T" + RandomNumberGenerator.GetHexString(21) };
        return WriteAsync(http, status ?? GraphErrors.HttpStatusOf(error), GraphErrors.Write(traced));
    }

    /// <summary>Answers <c>{"success":true}</c>.</summary>
    public static Task WriteSuccessAsync(HttpContext http) => WriteAsync(http, StatusCodes.Status200OK, Success);

    /// <summary>Answers with what Graph answered, or what stands for it.</summary>
    public static Task WriteAsync(HttpContext http, GraphAnswer answer)
    {
        if (answer.Header("Retry-After") is { } seconds)
            http.Response.Headers.RetryAfter = seconds;
        return WriteAsync(http, answer.Status, answer.Body, answer.Header("Content-Type") ?? Json);
    }

    private static async Task WriteAsync(HttpContext http, int status, ReadOnlyMemory<byte> body, string type = Json)
    {
        if (http.Response.HasStarted || http.RequestAborted.IsCancellationRequested)
            return;

        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        http.Response.Headers.CacheControl = "private, no-cache, no-store, must-revalidate";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
