using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Npgsql;
using Tandem.Bench.Load;

namespace Tandem.Bench.Subjects;

/// <summary>The program as <c>tandem up</c> runs it, with the corpus's numbers connected.</summary>
internal sealed class Hub : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Subject _subject;
    private readonly HttpClient _http;

    private Hub(Subject subject)
    {
        _subject = subject;
        _http = new HttpClient
        {
            BaseAddress = new Uri(Url),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", subject["api key"]) },
        };
    }

    /// <summary>The program, built in the configuration of the bench.</summary>
    public static string Program
    {
        get
        {
            var own = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(own.Parent!.Parent!.FullName, "Tandem.Cli", own.Name, "tandem");
        }
    }

    public string Url => new Uri(_subject["console"]).GetLeftPart(UriPartial.Authority);

    /// <param name="data">Its folder.</param>
    /// <param name="postgres">A server's connection string, on which it gets a new database; null: SQLite.</param>
    /// <param name="ct">Ends the wait.</param>
    public static async Task<Hub> StartAsync(string data, string? postgres, CancellationToken ct)
    {
        List<string> arguments = ["up", "--data", data, "--port", "0"];
        if (postgres is not null)
            arguments.AddRange(["--set", $"postgres={await NewDatabaseAsync(postgres, ct)}"]);
        var hub = new Hub(await Subject.StartAsync(Program, arguments, ct));
        foreach (var id in Corpus.PhoneNumberIds)
            await hub.RegisterAsync(id, ct);
        return hub;
    }

    /// <summary>How many items of webhooks it stored, and how many of them still wait for their turn.</summary>
    public async Task<(long Received, long Pending)> LedgerAsync(CancellationToken ct)
    {
        var (received, pending) = (0L, 0L);
        foreach (var id in Corpus.PhoneNumberIds)
        {
            var ledger = (await _http.GetFromJsonAsync<JsonNode>($"/v1/numbers/{id}/ledger", ct))!;
            received += (long)ledger["received"]!;
            pending += (long)ledger["pending"]!;
        }

        return (received, pending);
    }

    /// <summary>Waits until everything is on the timelines.</summary>
    public async Task RestAsync(CancellationToken ct)
    {
        while ((await LedgerAsync(ct)).Pending > 0)
            await Task.Delay(Pause, ct);
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return _subject.DisposeAsync();
    }

    private static async Task<string> NewDatabaseAsync(string postgres, CancellationToken ct)
    {
        var name = $"bench_{Guid.NewGuid():N}";
        await using var db = new NpgsqlConnection(postgres);
        await db.OpenAsync(ct);
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", db);
        await create.ExecuteNonQueryAsync(ct);
        return new NpgsqlConnectionStringBuilder(postgres) { Database = name }.ConnectionString;
    }

    private async Task RegisterAsync(string phoneNumberId, CancellationToken ct)
    {
        using var answer = await _http.PostAsJsonAsync("/v1/numbers", new JsonObject
        {
            ["phone_number_id"] = phoneNumberId,
            ["waba_id"] = Corpus.Waba,
            ["display_phone_number"] = "+1 555-078-3881",
            ["access_token"] = "a-token-nobody-uses",
            ["app_secret"] = Corpus.Secret,
            ["app_id"] = "634974688087057",
        }, ct);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync(ct));
    }
}
