using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Emulator.Running;
using Tandem.Platform;

namespace Tandem.Emulator.Graph;

/// <summary>Everything that is neither the control API nor the page is a Graph call.</summary>
internal static class GraphEndpoints
{
    public static void MapGraph(this IEndpointRouteBuilder routes) =>
        routes.MapFallback("{**path}", AnswerAsync).ExcludeFromDescription();

    private static async Task AnswerAsync(
        HttpContext context, Mailbox mailbox, MediaStore media, TimeProvider clock)
    {
        var (body, contentType, file) = await GraphBody.ReadAsync(context.Request, media, context.RequestAborted);
        var request = context.Request;
        var answer = await mailbox.CallAsync(id => new(
            id,
            request.Method,
            request.Path.ToUriComponent(),
            request.QueryString.Value ?? "",
            [.. request.Headers.Select(header => new HttpField(header.Key, header.Value.ToString()))],
            body,
            contentType,
            file));
        var reached = false;
        try
        {
            var wait = answer.DueAt - clock.GetUtcNow();
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, clock, context.RequestAborted);
            if (answer.Lost)
            {
                context.Abort();
                return;
            }

            await WriteAsync(context, answer, media);
            reached = !context.RequestAborted.IsCancellationRequested;
        }
        catch (OperationCanceledException)
        {
            // The caller went away: the ledger says so, and there is nobody left to tell.
        }
        finally
        {
            mailbox.Post(new PlatformInput.GraphAnswerSettled(answer.RequestId, reached));
        }
    }

    private static async Task WriteAsync(HttpContext context, PlatformOutput.GraphAnswered answer, MediaStore media)
    {
        context.Response.StatusCode = answer.Status;
        foreach (var field in answer.Headers)
            context.Response.Headers[field.Name] = field.Value;
        var bytes = answer.MediaKey is { } key ? media.Bytes(key) : answer.Body;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        await context.Response.CompleteAsync();
    }
}
