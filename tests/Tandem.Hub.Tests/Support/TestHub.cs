using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Tandem.CloudApi.Security;
using Tandem.Engine.Storing;
using Tandem.Hub.Options;

namespace Tandem.Hub.Tests.Support;

/// <summary>A real hub on a real socket, with a number, its Graph and a folder of its own.</summary>
internal sealed class TestHub : IAsyncDisposable
{
    public const string NumberId = "106540352242922";
    public const string WabaId = "102290129340398";
    public const string AppSecret = "canary-app-secret-5f1d0c";
    public const string Token = "canary-graph-token-77aa31";

    private readonly TestFolder _folder = new();

    private TestHub(HubHost host, FakeGraph graph, Log log, TestFolder folder)
    {
        Host = host;
        Graph = graph;
        Log = log;
        _folder = folder;
        OwnerKey = host.NewOwnerKey!;
        Owner = Client(OwnerKey);
        Anybody = Client(key: null);
    }

    public HubHost Host { get; }

    public FakeGraph Graph { get; }

    public Log Log { get; }

    public string Folder => _folder.Path;

    public string OwnerKey { get; }

    /// <summary>Calls with the owner's key.</summary>
    public HttpClient Owner { get; }

    /// <summary>Calls without any key, follows no redirects.</summary>
    public HttpClient Anybody { get; }

    public static async Task<TestHub> StartAsync(
        Func<HubOptions, HubOptions>? change = null,
        bool registers = true,
        Func<string, IStorage>? storage = null,
        TimeProvider? clock = null)
    {
        var folder = new TestFolder();
        var graph = await FakeGraph.StartAsync();
        var log = new Log();
        var options = new HubOptions
        {
            DataFolder = folder.Path,
            Port = 0,
            GraphBaseUrls = [graph.Url],
            AllowPrivateEndpoints = true,
        };
        var host = await HubHost.BuildAsync(
            change?.Invoke(options) ?? options, clock ?? TimeProvider.System, CancellationToken.None,
            storage?.Invoke(folder.Path),
            logging => logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace));
        await host.StartAsync(TestContext.Current.CancellationToken);
        var hub = new TestHub(host, graph, log, folder);
        if (registers)
            await hub.RegisterAsync(NumberId, WabaId);
        return hub;
    }

    public HttpClient Client(string? key)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(Host.Url),
        };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public async Task<JsonElement> RegisterAsync(string numberId, string wabaId, string mode = "guard")
    {
        var answer = await Owner.PostAsJsonAsync("/v1/numbers", new Dictionary<string, object?>
        {
            ["phone_number_id"] = numberId,
            ["waba_id"] = wabaId,
            ["display_phone_number"] = "+1 555-078-3881",
            ["access_token"] = Token,
            ["app_secret"] = AppSecret,
            ["mode"] = mode,
        });
        return await answer.JsonAsync(201);
    }

    /// <summary>A key, as text.</summary>
    public async Task<string> KeyAsync(string role, string[] scopes, string[]? numbers = null)
    {
        var answer = await Owner.PostAsJsonAsync(
            "/v1/keys", new Dictionary<string, object?>
            {
                ["sender"] = $"a {role}",
                ["role"] = role,
                ["scopes"] = scopes,
                ["numbers"] = numbers,
            });
        return (await answer.JsonAsync(201)).GetProperty("key").GetString()!;
    }

    /// <summary>Posts a webhook, signed unless said otherwise.</summary>
    public async Task<int> PostAsync(byte[] body, string? signature = null, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/whatsapp")
        {
            Content = content ?? new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType ??= new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation(
            WebhookSignature.HeaderName, signature ?? Sign(body));
        using var answer = await Anybody.SendAsync(request);
        return (int)answer.StatusCode;
    }

    public Task<int> PostAsync(string body) => PostAsync(Encoding.UTF8.GetBytes(body));

    public static string Sign(byte[] body, string secret = AppSecret) =>
        WebhookSignature.Sign(body, Encoding.UTF8.GetBytes(secret));

    public async Task<JsonElement> GetAsync(string path) => await (await Owner.GetAsync(path)).JsonAsync(200);

    /// <summary>Asks again until the answer is as it should be; says what the last one was if it never is.</summary>
    public async Task<JsonElement> UntilAsync(string path, Func<JsonElement, bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var last = await GetAsync(path);
            if (isSo(last))
                return last;
            Assert.False(patience.IsCancellationRequested, $"{path} never became so; last: {last}");
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Owner.Dispose();
        Anybody.Dispose();
        await Host.App.StopAsync();
        await Host.DisposeAsync();
        await Graph.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>Reads answers.</summary>
internal static class Answers
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer, int status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode} instead of {status}: {text}");
        return JsonElement.Parse(text);
    }
}
