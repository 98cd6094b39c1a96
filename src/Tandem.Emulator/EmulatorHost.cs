using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Emulator.Control;
using Tandem.Emulator.Graph;
using Tandem.Emulator.Page;
using Tandem.Emulator.Running;
using Tandem.Platform;

namespace Tandem.Emulator;

/// <summary>
/// A running emulator: the Graph API, the control API and the page, around one <see cref="PlatformMind"/>. In tests:
/// <code>await using var emulator = await EmulatorHost.StartAsync(new() { Port = 0 });</code>
/// </summary>
public sealed class EmulatorHost : IAsyncDisposable
{
    /// <summary>Documents may have 100 MB; the form around them needs a little more.</summary>
    private const long LargestRequest = 110L * 1024 * 1024;

    private readonly WebApplication _app;
    private bool _stopped;

    private EmulatorHost(WebApplication app, string url, PlatformOptions platform)
    {
        _app = app;
        Url = url;
        Accounts = platform.Accounts;
        Seed = platform.Seed;
    }

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Url { get; }

    /// <summary>The accounts it started with.</summary>
    public IReadOnlyList<AccountSetup> Accounts { get; }

    /// <summary>The seed it runs on.</summary>
    public ulong Seed { get; }

    internal Mailbox Mailbox => _app.Services.GetRequiredService<Mailbox>();

    internal LedgerBook Ledger => _app.Services.GetRequiredService<LedgerBook>();

    internal MediaStore Media => _app.Services.GetRequiredService<MediaStore>();

    internal PlatformClock Clock => _app.Services.GetRequiredService<PlatformClock>();

    internal Postman Postman => _app.Services.GetRequiredService<Postman>();

    /// <summary>Starts an emulator and returns when it takes requests.</summary>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<EmulatorHost> StartAsync(EmulatorOptions options, CancellationToken ct = default)
    {
        if (!IPAddress.IsLoopback(options.Address) && string.IsNullOrEmpty(options.ControlKey))
            throw new ArgumentException(
                $"ControlKey is empty while Address is {options.Address}: beyond loopback the control API needs a key.",
                nameof(options));
        if (options.Time.Objection() is { } objection)
            throw new ArgumentException(
                $"Time.{objection.Field}: {objection.Rule}. To do: {objection.Remedy}.", nameof(options));
        var app = Build(options);
        try
        {
            await app.StartAsync(ct);
            var url = app.Urls.First();
            var platform = Complete(options, url);
            app.Services.GetRequiredService<Mailbox>().Open(platform);
            return new(app, url, platform);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns when the process is asked to stop.</summary>
    public Task WaitForShutdownAsync(CancellationToken ct = default) => _app.WaitForShutdownAsync(ct);

    /// <summary>Lets somebody act, without a call of the control API; gives the id of what came of it, if
    /// any.</summary>
    /// <exception cref="ActRefusedException">It is impossible.</exception>
    internal async Task<string> ActAsync(Func<long, PlatformInput> act)
    {
        var settled = await Mailbox.ActAsync(act);
        return settled.Refusal is { } refusal ? throw new ActRefusedException(refusal) : settled.Id ?? "";
    }

    /// <summary>Stops listening and forgets everything.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopped)
            return;
        _stopped = true;
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static WebApplication Build(EmulatorOptions options)
    {
        // An empty builder reads no settings files and no environment: the hub beside it has its own.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(options.Address, options.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
        });
        builder.Services.ConfigureHttpJsonOptions(json => ControlJson.Teach(json.SerializerOptions));
        builder.Services.AddRouting();
        builder.Services.AddProblemDetails();
        builder.Services.AddOpenApi(contract => contract.AddSchemaTransformer(Schemas.Describe));
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(new PlatformClock(options.Clock, options.Time));
        builder.Services.AddSingleton<Mailbox>();
        builder.Services.AddSingleton<LedgerBook>();
        builder.Services.AddSingleton<MediaStore>();
        builder.Services.AddSingleton<LiveFeed>();
        builder.Services.AddSingleton<Postman>();

        var app = builder.Build();
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/_emulator"),
            control => control.UseStatusCodePages(Problems.DescribeAsync));
        app.MapOpenApi();
        app.MapControl(options);
        app.MapInbox();
        app.MapPage();
        app.MapGraph();
        return app;
    }

    private static PlatformOptions Complete(EmulatorOptions options, string url)
    {
        var accounts = options.Platform.Accounts.Count > 0 ? options.Platform.Accounts :
        [
            AccountSetup.LuckyShrub(
                options.AccessToken ?? "EAAG" + RandomNumberGenerator.GetHexString(40),
                options.AppSecret ?? RandomNumberGenerator.GetHexString(32, lowercase: true)) with
            {
                CallbackUrl = options.CallbackUrl ?? url + InboxEndpoints.Path,
                VerifyToken = options.CallbackUrl is null ? InboxEndpoints.VerifyToken : options.VerifyToken,
            },
        ];
        return options.Platform with
        {
            BaseUrl = url,
            Accounts = accounts,
            Seed = options.Seed ?? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))),
        };
    }
}
