using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tandem.Engine.Registry;
using Tandem.Engine.Storing;
using Tandem.Hub;
using Tandem.Hub.Options;
using Tandem.Storage.Sqlite;

namespace Tandem.Fuzz.Tests.Http;

/// <summary>A real hub on a real socket and real files, with both shops, and what it says in its log.</summary>
internal sealed class RunningHub : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly HubHost _host;
    private readonly HttpClient _http;
    private readonly Complaints _complaints;

    private RunningHub(DirectoryInfo folder, HubHost host, IStorage storage, Complaints complaints)
    {
        (_folder, _host, Storage, _complaints) = (folder, host, storage, complaints);
        _http = new HttpClient { BaseAddress = new Uri(host.Url), Timeout = TimeSpan.FromMinutes(2) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.NewOwnerKey);
    }

    public IStorage Storage { get; }

    public Uri Url => _http.BaseAddress!;

    /// <summary>Errors in its log: something that nobody thought of.</summary>
    public IReadOnlyCollection<string> Errors => _complaints.Lines;

    public static async Task<RunningHub> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("tandem-fuzz-");
        var storage = new SqliteStorage(folder.FullName, TimeProvider.System);
        var complaints = new Complaints();
        var host = await HubHost.BuildAsync(
            new HubOptions { DataFolder = folder.FullName, Port = 0, GraphBaseUrls = ["https://graph.example"] },
            TimeProvider.System, CancellationToken.None, storage,
            logging => logging.ClearProviders().AddProvider(complaints));
        await host.StartAsync(CancellationToken.None);
        await Judging.FuzzedHub.RegisterAsync(
            host.App.Services.GetRequiredService<RegistrationBook>(),
            host.App.Services.GetRequiredService<ISecrets>());
        await host.App.Services.GetRequiredService<Engine.Intake.WebhookIntake>()
            .ReloadAppsAsync(CancellationToken.None);
        return new RunningHub(folder, host, storage, complaints);
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await _http.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonElement.Parse(text);
    }

    /// <summary>Every body that <c>/v1/received</c> shows of an owner.</summary>
    public async Task<HashSet<string>> ReceivedAsync(string owner)
    {
        var bodies = new HashSet<string>(StringComparer.Ordinal);
        for (var url = $"/v1/received?limit=500&owner={Uri.EscapeDataString(owner)}"; url is not null;)
        {
            var page = await GetAsync(url);
            foreach (var webhook in page.GetProperty("data").EnumerateArray())
                bodies.Add(webhook.GetProperty("body_base64").GetString() ?? "");
            url = page.GetProperty("paging").GetProperty("next").GetString();
        }

        return bodies;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _host.App.StopAsync();
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private sealed class Complaints : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyCollection<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Error)
                _lines.Enqueue($"{formatter(state, exception)} {exception}");
        }

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Dispose()
        {
        }
    }
}
