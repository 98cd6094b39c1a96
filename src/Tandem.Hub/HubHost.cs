using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tandem.Engine.Intake;
using Tandem.Engine.Registry;
using Tandem.Engine.Storing;
using Tandem.Hub.Access;
using Tandem.Hub.Hosting;
using Tandem.Hub.Options;
using Tandem.Storage.PostgreSql;
using Tandem.Storage.Sqlite;

namespace Tandem.Hub;

/// <summary>A hub, put together: storage opened, keys in place, ready to be started.</summary>
public sealed class HubHost : IAsyncDisposable
{
    private readonly IStorage _storage;
    private string? _ownerKeyId;

    private HubHost(WebApplication app, IStorage storage)
    {
        App = app;
        _storage = storage;
    }

    /// <summary>The application: its services, and how it ends.</summary>
    public WebApplication App { get; }

    /// <summary>The owner's key if this was the first start: shown once, stored nowhere. Otherwise null.</summary>
    public string? NewOwnerKey { get; private set; }

    /// <summary>Where it listens, once started: scheme, host and port.</summary>
    public string Url =>
        App.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>()
            .Addresses.First();

    /// <summary>The storage that the options name, not yet open.</summary>
    public static IStorage StorageOf(HubOptions options, TimeProvider clock) => options.Postgres is { } connection
        ? new PostgreSqlStorage(connection, clock)
        : new SqliteStorage(options.DataFolder, clock);

    /// <summary>Puts a hub together: opens the storage, makes what a first start makes.</summary>
    /// <param name="options">Checked by <see cref="HubSettings.Read"/>.</param>
    /// <param name="clock">The time.</param>
    /// <param name="ct">Cancels the opening.</param>
    /// <param name="storage">A storage of the caller's instead of the one the options name.</param>
    /// <param name="logging">Changes logging; by default warnings go to the console.</param>
    /// <exception cref="HubOptionsException">The folder or the port cannot be had.</exception>
    /// <exception cref="StorageRefusedException">The storage cannot be opened; the message says what to do.</exception>
    public static async Task<HubHost> BuildAsync(
        HubOptions options,
        TimeProvider clock,
        CancellationToken ct,
        IStorage? storage = null,
        Action<ILoggingBuilder>? logging = null)
    {
        PrivateFolder.Make("data", options.DataFolder);
        (options, var socket) = ListenSocket.Settle(options);
        storage ??= StorageOf(options, clock);
        try
        {
            await storage.OpenAsync(ct);
            var installation = await Installation.NameAsync(storage.Book, ct);
            var process = RandomNumberGenerator.GetHexString(16, lowercase: true);
            var app = HubApplication.Build(options, clock, storage, installation, process, socket, logging);
            await app.Services.GetRequiredService<WebhookIntake>().ReloadAppsAsync(ct);
            return new HubHost(app, storage);
        }
        catch
        {
            socket.Dispose();
            await storage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Listens and works from now on; makes the owner's key if there is none yet.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        await App.StartAsync(ct);
        // Only now, so that no key is made which nobody is shown because the start failed.
        (var owner, NewOwnerKey) = await App.Services.GetRequiredService<KeyRing>().OwnerAsync(ct);
        _ownerKeyId = owner.Id;
    }

    /// <summary>A link into the console that works once, for ten minutes; only while the hub runs.</summary>
    public string NewConsoleLink()
    {
        var origin = App.Services.GetRequiredService<HubOptions>().PublicUrl ?? Url;
        var code = App.Services.GetRequiredService<SignInLinks>().New(
            _ownerKeyId ?? throw new InvalidOperationException("The hub was not started."));
        return $"{origin}{SignInEndpoints.Path}?code={code}";
    }

    /// <summary>Makes one more key of the owner's, for who has lost the first one.</summary>
    /// <returns>The key's text: shown once, stored nowhere.</returns>
    public async Task<string> MakeOwnerKeyAsync(CancellationToken ct) =>
        (await App.Services.GetRequiredService<KeyRing>()
            .MakeAsync("owner", Caller.OwnerRole, numbers: null, KeyRing.AllScopes, ct)).Text;

    /// <summary>Ends the hub, then closes its storage.</summary>
    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _storage.DisposeAsync();
    }
}
