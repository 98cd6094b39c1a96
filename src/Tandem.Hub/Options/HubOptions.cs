using System.Globalization;
using System.Net;

namespace Tandem.Hub.Options;

/// <summary>How a hub is set up: read once at start, checked whole, never changed afterwards.</summary>
public sealed record HubOptions
{
    /// <summary>Where Meta's Graph is.</summary>
    public const string MetaGraph = "https://graph.facebook.com";

    /// <summary>The folder that holds everything this hub keeps.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The folder of the keys that protect secrets; by default <c>keys</c> in the data folder.</summary>
    public string? KeyRingFolder { get; init; }

    /// <summary>The address to listen on.</summary>
    public IPAddress ListenOn { get; init; } = IPAddress.Loopback;

    /// <summary>The port to listen on; 0 for any free one.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>PostgreSQL's connection string; null for SQLite in the data folder.</summary>
    public string? Postgres { get; init; }

    /// <summary>How the world reaches this hub, without a trailing slash; null for the address it listens on.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>The Graph addresses a number may be registered with; the first is the usual one.</summary>
    public IReadOnlyList<string> GraphBaseUrls { get; init; } = [MetaGraph];

    /// <summary>The largest webhook taken, in bytes. Meta's ceiling is 3 MB.</summary>
    public int MaxWebhookBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Most connections at a time.</summary>
    public int MaxConnections { get; init; } = 2000;

    /// <summary>Whether outgoing webhooks may go to loopback and private addresses.</summary>
    public bool AllowPrivateEndpoints { get; init; }

    /// <summary>How long a drop-in caller waits for its release, unless it says <c>Prefer: wait=N</c>.</summary>
    public TimeSpan DropInWait { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The largest media that is kept, in bytes. Meta hands over 100 MB at most.</summary>
    public int MaxMediaBytes { get; init; } = 110 * 1024 * 1024;

    /// <summary>How many media are fetched at a time.</summary>
    public int MediaFetches { get; init; } = Engine.Media.MediaGate.DefaultMost;

    /// <summary>How long media is kept; null: as long as its message.</summary>
    public TimeSpan? KeepMedia { get; init; }

    /// <summary>The folder the key ring is in.</summary>
    public string KeyRing => KeyRingFolder ?? Path.Combine(DataFolder, "keys");

    /// <summary>The address it listens on, as a URL; the port is the one asked for.</summary>
    public string ListenUrl =>
        string.Create(CultureInfo.InvariantCulture, $"http://{new IPEndPoint(ListenOn, Port)}");
}

/// <summary>The settings cannot be used. Each line names the key, its value, the rule and the remedy.</summary>
public sealed class HubOptionsException(IReadOnlyList<string> mistakes)
    : Exception(string.Join(Environment.NewLine, mistakes))
{
    /// <summary>All mistakes, one line each.</summary>
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
