using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.CloudApi.Security;
using Tandem.Engine.Intake;
using Tandem.Engine.Registry;
using Tandem.Engine.Storing;
using Tandem.Hub.Hosting;

namespace Tandem.Hub.Webhooks;

/// <summary>The two calls Meta makes to us: the handshake, and every webhook after it.</summary>
internal static class WebhookEndpoints
{
    /// <summary>Where Meta is told to call.</summary>
    public const string Path = "/webhooks/whatsapp";

    private const int LongestChallenge = 256;

    /// <summary>Maps both calls.</summary>
    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        var intake = routes.ServiceProvider.GetRequiredService<WebhookIntake>();
        var watch = routes.ServiceProvider.GetRequiredService<StorageWatch>();
        routes.MapGet(Path, (RequestDelegate)ShakeHandsAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(Path, (RequestDelegate)(http => ReceiveAsync(http, intake, watch)))
            .AllowAnonymous().ExcludeFromDescription().WithMetadata(new ServerBytes(2L * intake.MaxBodyBytes))
            .ShortCircuit(); // the signature is its sign-in: nothing else has to look at it
    }

    private static async Task ReceiveAsync(HttpContext http, WebhookIntake intake, StorageWatch watch)
    {
        // Meta compresses nothing; whoever does would make us unpack before the signature is checked.
        http.Response.StatusCode = http.Request.Headers.ContentEncoding.Count > 0
            ? StatusCodes.Status415UnsupportedMediaType
            : await BoundedBody.ReadAsync(http.Request, intake.MaxBodyBytes, http.RequestAborted) is { } body
                ? await StoreAsync(body, http.Request.Headers[WebhookSignature.HeaderName], intake, watch)
                : StatusCodes.Status413PayloadTooLarge;
    }

    // 200 is a promise: Meta will not send this again, so it must be on disk. A caller who leaves changes nothing.
    private static async Task<int> StoreAsync(
        ReadOnlyMemory<byte> body, string? signature, WebhookIntake intake, StorageWatch watch)
    {
        if (watch.IsBroken)
            return StatusCodes.Status503ServiceUnavailable;

        try
        {
            return await intake.ReceiveAsync(body, signature, CancellationToken.None) switch
            {
                IntakeOutcome.Stored => StatusCodes.Status200OK,
                IntakeOutcome.BadSignature => StatusCodes.Status401Unauthorized,
                IntakeOutcome.TooLarge => StatusCodes.Status413PayloadTooLarge,
                _ => StatusCodes.Status503ServiceUnavailable,
            };
        }
        catch (StorageBrokenException broken)
        {
            watch.Report(broken);
            return StatusCodes.Status503ServiceUnavailable;
        }
    }

    private static async Task ShakeHandsAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var registry = http.RequestServices.GetRequiredService<RegistrationBook>();
        var isOurs = await IsKnownAsync(query["hub.verify_token"].ToString(), registry, http.RequestAborted);
        var challenge = query["hub.challenge"].ToString();
        if (query["hub.mode"] != "subscribe" || !isOurs || challenge.Length is 0 or > LongestChallenge)
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync(challenge, http.RequestAborted);
    }

    // All numbers are compared, also after one fits: how long it takes says nothing about which.
    private static async Task<bool> IsKnownAsync(string given, RegistrationBook registry, CancellationToken ct)
    {
        var bytes = Encoding.UTF8.GetBytes(given);
        var isKnown = false;
        foreach (var number in await registry.NumbersAsync(ct))
            isKnown |= CryptographicOperations.FixedTimeEquals(bytes, Encoding.UTF8.GetBytes(number.VerifyToken));
        return isKnown;
    }

    // Above our own bound, so that who sends a little too much gets an answer and not a broken connection.
    private sealed record ServerBytes(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
