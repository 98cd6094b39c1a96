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
        HttpContext context, Mailbox mailbox, MediaStore media, PlatformClock clock)
    {
        var (body, contentType, file) = await GraphBody.ReadAsync(context.Request, media, context.RequestAborted);
        var request = context.Request;
        GraphCall call;
        try
        {
            call = await mailbox.CallAsync(id => new(
                id,
                request.Method,
                request.Path.ToUriComponent(),
                request.QueryString.Value ?? "",
                [.. request.Headers.Select(header => new HttpField(header.Key, header.Value.ToString()))],
                body,
                contentType,
                file));
        }
        catch (OperationCanceledException)
        {
            // Another world took the place of the one that was asked: this one knows nothing of the call.
            context.Abort();
            return;
        }

        await GiveAsync(context, call, mailbox, media, clock);
    }

    private static async Task GiveAsync(
        HttpContext context, GraphCall call, Mailbox mailbox, MediaStore media, PlatformClock clock)
    {
        var reached = false;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, call.WorldEnds);
        try
        {
            await clock.WaitUntilAsync(call.Answer.DueAt, ends.Token);
            if (call.Answer.Lost)
            {
                context.Abort();
                return;
            }

            await WriteAsync(context, call.Answer, media);
            reached = !context.RequestAborted.IsCancellationRequested;
        }
        catch (OperationCanceledException)
        {
            // The caller went away, which the ledger says, or the world did: either way the connection ends here.
            context.Abort();
        }
        finally
        {
            mailbox.Post(world => world.AnswerSettled(call, reached));
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
