using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tandem.Samples.ShopBot;

/// <summary>
/// A small shop's bot for the WhatsApp Cloud API: takes signed webhooks at <c>/webhook</c>, acknowledges at once and
/// answers from a queue. It knows nothing of Tandem; base URL, token and webhook address decide whom it talks to.
/// </summary>
public static class ShopBot
{
    /// <summary>Meta sends at most 3 MB per webhook.</summary>
    private const int LargestBody = 4 * 1024 * 1024;

    /// <summary>Puts the bot together; the caller starts and disposes it.</summary>
    /// <param name="options">Whom it talks to.</param>
    /// <param name="logging">Where it logs; the console without it. Texts and phone numbers are never logged.</param>
    public static WebApplication Build(ShopBotOptions options, Action<ILoggingBuilder>? logging = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        (logging ?? (target => target.AddSimpleConsole(console => console.SingleLine = true)))(builder.Logging);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(_ => new HttpClient { Timeout = TimeSpan.FromSeconds(30) });
        builder.Services.AddSingleton<CloudApi>();
        builder.Services.AddSingleton<Answering>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Answering>());

        var app = builder.Build();
        app.MapGet("/webhook", (HttpRequest request) => Verify(request, options));
        app.MapPost("/webhook", (HttpRequest request, Answering answering) => TakeAsync(request, options, answering));
        return app;
    }

    /// <summary>Meta asks once whether this address is ours, and wants its challenge back.</summary>
    private static IResult Verify(HttpRequest request, ShopBotOptions options) =>
        request.Query["hub.mode"] == "subscribe"
        && Same(request.Query["hub.verify_token"].ToString(), options.VerifyToken)
            ? Results.Text(request.Query["hub.challenge"].ToString())
            : Results.StatusCode(StatusCodes.Status403Forbidden);

    private static async Task<IResult> TakeAsync(HttpRequest request, ShopBotOptions options, Answering answering)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        var bytes = body.ToArray();

        // The signature is over the bytes as they came: what JSON would make of them is another text.
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.AppSecret), bytes);
        if (!Same(request.Headers["X-Hub-Signature-256"].ToString(), $"sha256={Convert.ToHexStringLower(signature)}"))
            return Results.StatusCode(StatusCodes.Status401Unauthorized);

        try
        {
            answering.Take(JsonSerializer.Deserialize(bytes, ShopBotJson.Default.Webhook));
        }
        catch (JsonException)
        {
            // Signed, yet of a shape this bot does not know: sending it again would not help.
        }

        return Results.Ok();
    }

    private static bool Same(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
