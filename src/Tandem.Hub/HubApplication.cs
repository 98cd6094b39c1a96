using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Console;
using Tandem.Engine.Storing;
using Tandem.Hub.Access;
using Tandem.Hub.Api;
using Tandem.Hub.DropIn;
using Tandem.Hub.Hosting;
using Tandem.Hub.Options;
using Tandem.Hub.Webhooks;

namespace Tandem.Hub;

/// <summary>The web application of a hub: what it consists of, and the order of its pipeline.</summary>
internal static class HubApplication
{
    private const int MostHeaders = 100;
    private const int MostHeaderBytes = 32 * 1024;

    /// <summary>Builds it; nothing listens yet.</summary>
    public static WebApplication Build(
        HubOptions options,
        TimeProvider clock,
        IStorage storage,
        string installation,
        string process,
        Socket socket,
        Action<ILoggingBuilder>? logging)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.Configuration.Sources.Clear(); // one place where settings become objects, and it is not this one
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(server => Limit(server, options));
        builder.WebHost.Use(socket);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        SetUpLogging(builder.Logging);
        logging?.Invoke(builder.Logging);

        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(clock);
        builder.Services.AddDataProtection()
            .SetApplicationName("tandem")
            .PersistKeysToFileSystem(PrivateFolder.Make("key_ring", options.KeyRing));
        builder.Services.AddEngine(options, storage, installation, process);
        builder.Services.AddAccess();
        builder.Services.AddDropIn();
        builder.Services.AddApi();
        builder.Services.AddTandemConsole();

        var app = builder.Build();
        app.UseExceptionHandler(failing => failing.Run(Failures.AnswerAsync));
        app.Use(AddSafetyHeaders);
        app.UseStatusCodePages(Failures.DescribeAsync);
        app.UseWhen(IsForAPerson, pages => pages.UseStatusCodePagesWithReExecute(
            ConsoleSetup.NotFoundPath, createScopeForStatusCodePages: true));
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        MapFiles(app);
        app.MapTandemConsole();
        app.MapWebhooks();
        app.MapHealth();
        app.MapSignIn();
        app.MapApi();
        app.MapPictures();
        app.MapDropIn();
        return app;
    }

    // A mistyped address gets a page that leads on; programs get their bare status.
    private static bool IsForAPerson(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method)
        && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    // What the console's pages load. A host without a web project's list of them (a test) has none.
    private static void MapFiles(WebApplication app)
    {
        var list = Path.Combine(
            AppContext.BaseDirectory, $"{app.Environment.ApplicationName}.staticwebassets.endpoints.json");
        if (File.Exists(list))
            app.MapStaticAssets(list).AllowAnonymous();
    }

    private static void Limit(KestrelServerOptions server, HubOptions options)
    {
        server.AddServerHeader = false;
        server.Listen(options.ListenOn, options.Port);
        server.Limits.MaxConcurrentConnections = options.MaxConnections;
        server.Limits.MaxConcurrentUpgradedConnections = options.MaxConnections;
        server.Limits.MaxRequestBodySize = options.MaxWebhookBytes;
        server.Limits.MaxRequestHeaderCount = MostHeaders;
        server.Limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
    }

    // Addresses hold numbers and tokens: nothing that logs them may speak.
    private static void SetUpLogging(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("Tandem", LogLevel.Information);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.AddFilter("System.Net.Http", LogLevel.None);
        logging.AddFilter("Yarp", LogLevel.None);
    }

    private static Task AddSafetyHeaders(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer"; // the sign-in link is in an address
        headers.XFrameOptions = "DENY";
        return next(http);
    }
}
