using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Tandem.CloudApi.Errors;
using Tandem.CloudApi.Sending;
using Tandem.Engine.Doors;
using Tandem.Engine.Registry;
using Tandem.Engine.Sending;
using Tandem.Engine.Storing;
using Tandem.Hub.Hosting;
using Tandem.Hub.Options;
using Tandem.Hub.Webhooks;

namespace Tandem.Hub.DropIn;

/// <summary><c>POST /{phone number id}/messages</c>: a send through the outbox, or a read receipt.</summary>
internal static class SendCalls
{
    private const int MostBytes = 1024 * 1024;
    private const int LongestWaitSeconds = 60;

    /// <summary>Answers one call.</summary>
    public static async Task TakeAsync(HttpContext http, NumberRegistration number, string edge)
    {
        var services = http.RequestServices;
        if (await ReadAsync(http) is not { } json)
        {
            await GraphReply.WriteAsync(http, GraphRefusals.TooLarge, StatusCodes.Status413PayloadTooLarge);
            return;
        }

        if (!TryReadKey(http, out var idempotencyKey))
        {
            await GraphReply.WriteAsync(http, GraphRefusals.KeyUnusable);
            return;
        }

        var (body, refusal) = SendBody.Read(json);
        if (refusal is not null)
        {
            await GraphReply.WriteAsync(http, refusal);
            return;
        }

        try
        {
            var key = http.Features.GetRequiredFeature<ApiKeyRegistration>();
            var answer = body!.IsReadReceipt
                ? await services.GetRequiredService<ReadMarks>().SendAsync(key, number, body, http.RequestAborted)
                : await services.GetRequiredService<Engine.Sending.DropIn>().SendAsync(
                    key, number.PhoneNumberId, edge, body, WaitOf(http), idempotencyKey, http.RequestAborted);
            await GraphReply.WriteAsync(http, answer);
        }
        catch (NotTakenException busy)
        {
            http.Response.Headers.RetryAfter = Seconds(busy.RetryAfter);
            await GraphReply.WriteAsync(http, GraphRefusals.Busy, StatusCodes.Status429TooManyRequests);
        }
        catch (JournalFullException)
        {
            http.Response.Headers.RetryAfter = "1";
            await GraphReply.WriteAsync(http, GraphRefusals.StorageAway, StatusCodes.Status503ServiceUnavailable);
        }
        catch (StorageBrokenException broken)
        {
            services.GetRequiredService<StorageWatch>().Report(broken);
            await GraphReply.WriteAsync(http, GraphRefusals.Failed);
        }
        catch (NumberUnknownException)
        {
            await GraphReply.WriteAsync(http, GraphErrors.UnknownObject("post", number.PhoneNumberId));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be answered; the send was withdrawn or is settled by its status.
        }
    }

    private static string Seconds(TimeSpan time) =>
        Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    // Graph takes a form or the query where it takes JSON.
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext http)
    {
        if (http.Request.HasFormContentType)
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            return SendForm.ToJson(Fields(form));
        }

        var body = await BoundedBody.ReadAsync(http.Request, MostBytes, http.RequestAborted);
        return body is { Length: 0 } && http.Request.Query.Count > 0
            ? SendForm.ToJson(Fields(http.Request.Query))
            : body;
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(
        IEnumerable<KeyValuePair<string, StringValues>> pairs) =>
        pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()));

    private static TimeSpan WaitOf(HttpContext http)
    {
        foreach (var preference in http.Request.Headers["Prefer"].SelectMany(line => (line ?? "").Split(',')))
        {
            if (preference.Trim() is ['w', 'a', 'i', 't', '=', .. var text]
                && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
                return TimeSpan.FromSeconds(Math.Min(seconds, LongestWaitSeconds));
        }

        return http.RequestServices.GetRequiredService<HubOptions>().DropInWait;
    }

    // A key that is not taken as it is meant would let a repetition be sent twice.
    private static bool TryReadKey(HttpContext http, out string? key)
    {
        var given = http.Request.Headers["Idempotency-Key"];
        key = given is [{ Length: > 0 and <= GraphRefusals.LongestKey } one] ? one : null;
        return key is not null || given.Count == 0;
    }
}
