using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace Tandem.EndToEnd.Tests.Chaos;

/// <summary>Reads lists of <c>/v1</c> all the time, as consoles do, and remembers what was answered.</summary>
internal sealed class Reader(string hub, string key, string path) : IDisposable
{
    private readonly ConcurrentDictionary<int, int> _answers = new();
    private readonly HttpClient _http = new()
    {
        BaseAddress = new Uri(hub),
        Timeout = TimeSpan.FromMinutes(1),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
    };

    /// <summary>How often each status came.</summary>
    public IReadOnlyDictionary<int, int> Answers => _answers;

    public void Dispose() => _http.Dispose();

    /// <summary>Reads until stopped.</summary>
    /// <param name="pause">Between an answer and the next question.</param>
    /// <param name="stop">Ends it.</param>
    public async Task ReadAsync(TimeSpan pause, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var answer = await _http.GetAsync(path, CancellationToken.None);
            _answers.AddOrUpdate((int)answer.StatusCode, 1, (_, count) => count + 1);
            await Task.Delay(pause, CancellationToken.None);
        }
    }
}
