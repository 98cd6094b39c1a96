using System.Net.Http.Headers;

namespace Tandem.Client;

/// <summary>A Tandem hub, as the holder of one key sees it. Safe to share; one is enough for a program.</summary>
/// <remarks>Calls and answers are those of the hub's docs/api.md.</remarks>
public sealed class TandemClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly bool _ownsHttp;

    /// <summary>A client with connections of its own.</summary>
    /// <param name="hub">The hub's address, without a path.</param>
    /// <param name="key">The API key; its role sets the lane of what is sent.</param>
    public TandemClient(Uri hub, string key)
        : this(new HttpClient { BaseAddress = hub }, key, ownsHttp: true)
    {
    }

    /// <summary>A client over somebody else's connections, such as those of an <c>IHttpClientFactory</c>.</summary>
    /// <param name="http">Its <see cref="HttpClient.BaseAddress"/> is the hub's address.</param>
    /// <param name="key">The API key.</param>
    public TandemClient(HttpClient http, string key)
        : this(http, key, ownsHttp: false)
    {
    }

    private TandemClient(HttpClient http, string key, bool ownsHttp)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        if (http.BaseAddress is null)
            throw new ArgumentException("BaseAddress must be the hub's address.", nameof(http));

        _http = http;
        _ownsHttp = ownsHttp;
        Calls = new HubCalls(http, new AuthenticationHeaderValue("Bearer", key));
    }

    /// <summary>The live stream of everything the key may see.</summary>
    public EventStream Events => field ??= new EventStream(Calls);

    internal HubCalls Calls { get; }

    /// <summary>One business number.</summary>
    /// <param name="phoneNumberId">Meta's id of it.</param>
    public NumberClient Number(string phoneNumberId) => new(Calls, phoneNumberId);

    /// <summary>One conversation, by the hub's id of it.</summary>
    public ConversationClient Conversation(string id) => new(Calls, id);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ownsHttp)
            _http.Dispose();
    }
}
