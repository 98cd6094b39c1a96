using System.Globalization;
using System.Net;

namespace Tandem.Hub.Options;

/// <summary>Reads options from texts, as they come from a file, the environment or the command line.</summary>
public static class HubSettings
{
    /// <summary>Every key there is, with what it means: what help shows.</summary>
    public static IReadOnlyDictionary<string, string> Keys { get; } = new Dictionary<string, string>
    {
        ["data"] = "folder that holds everything the hub keeps",
        ["key_ring"] = "folder of the keys that protect stored secrets (default: keys in the data folder)",
        ["listen"] = "address to listen on (default 127.0.0.1)",
        ["port"] = "port to listen on (default 5080)",
        ["postgres"] = "PostgreSQL connection string (default: SQLite in the data folder)",
        ["public_url"] = "how the world reaches this hub (default: the address it listens on)",
        ["graph_base_urls"] = "Graph addresses numbers may use, separated by commas (default: Meta's)",
        ["max_webhook_bytes"] = "largest webhook taken (default 4194304)",
        ["max_media_bytes"] = "largest media that is kept (default 115343360)",
        ["media_fetches"] = "how many media are fetched at a time (default 4)",
        ["keep_media_days"] = "days after which kept media is removed (default: never)",
        ["max_connections"] = "most connections at a time (default 2000)",
        ["allow_private_endpoints"] = "true: outgoing webhooks may go to private addresses (default false)",
        ["drop_in_wait_seconds"] = "how long a drop-in caller waits for its turn (default 20)",
    };

    /// <summary>The options that these settings stand for; what is not set has its default.</summary>
    /// <param name="settings">Keys as in <see cref="Keys"/>.</param>
    /// <exception cref="HubOptionsException">Names every mistake, not only the first.</exception>
    public static HubOptions Read(IReadOnlyDictionary<string, string> settings)
    {
        var read = new Reading(settings);
        var defaults = new HubOptions { DataFolder = "tandem-data" };
        var options = defaults with
        {
            DataFolder = read.Folder("data") ?? defaults.DataFolder,
            KeyRingFolder = read.Folder("key_ring"),
            ListenOn = read.Address("listen") ?? defaults.ListenOn,
            Port = read.Number("port", 0, 65535) ?? defaults.Port,
            Postgres = read.ConnectionString("postgres"),
            PublicUrl = read.Origin("public_url"),
            GraphBaseUrls = read.Origins("graph_base_urls") ?? defaults.GraphBaseUrls,
            MaxWebhookBytes = read.Number("max_webhook_bytes", 3_145_728, 67_108_864) ?? defaults.MaxWebhookBytes,
            MaxConnections = read.Number("max_connections", 16, 1_000_000) ?? defaults.MaxConnections,
            MaxMediaBytes = read.Number("max_media_bytes", 1024, int.MaxValue) ?? defaults.MaxMediaBytes,
            MediaFetches = read.Number("media_fetches", 1, 64) ?? defaults.MediaFetches,
            KeepMedia = read.Number("keep_media_days", 1, 36_500) is { } days ? TimeSpan.FromDays(days) : null,
            AllowPrivateEndpoints = read.Flag("allow_private_endpoints") ?? defaults.AllowPrivateEndpoints,
            DropInWait = read.Number("drop_in_wait_seconds", 0, 60) is { } seconds
                ? TimeSpan.FromSeconds(seconds)
                : defaults.DropInWait,
        };
        read.RefuseUnknown(Keys.Keys);
        return read.Mistakes.Count == 0 ? options : throw new HubOptionsException(read.Mistakes);
    }

    private sealed class Reading(IReadOnlyDictionary<string, string> settings)
    {
        public List<string> Mistakes { get; } = [];

        public string? Folder(string key) =>
            Text(key) is { } value && IsFine(key, value, value.IndexOf('\0', StringComparison.Ordinal) < 0
                && !File.Exists(value), "must be a folder, or a path where one can be made", "name another path")
                ? Path.GetFullPath(value)
                : null;

        public IPAddress? Address(string key) =>
            Text(key) is not { } value ? null
            : value is "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(value, out var address) ? address
            : Mistaken<IPAddress>(key, value, "must be an IP address", "use 127.0.0.1, or 0.0.0.0 for all of them");

        public int? Number(string key, int least, int most)
        {
            if (Text(key) is not { } value)
                return null;

            var isFine = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= least && number <= most;
            var rule = $"must be a whole number from {least} to {most}";
            return IsFine(key, value, isFine, rule, "change it or leave it out")
                ? number
                : null;
        }

        public bool? Flag(string key) =>
            Text(key) is { } value
            && IsFine(key, value, value is "true" or "false", "must be true or false", "change it or leave it out")
                ? value is "true"
                : null;

        public string? Origin(string key) => Text(key) is { } value ? OneOrigin(key, value) : null;

        public IReadOnlyList<string>? Origins(string key) =>
            Text(key) is { } value
            && value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is var parts
            && IsFine(key, value, parts.Length > 0, "must name at least one address", "leave it out for Meta's")
                ? [.. parts.Select(one => OneOrigin(key, one)).OfType<string>()]
                : null;

        // The value holds a password: the mistake does not repeat it.
        public string? ConnectionString(string key) =>
            Text(key) is { } value
            && IsFine(key, "(hidden)", value.Contains('=', StringComparison.Ordinal),
                "must be a connection string of name=value pairs",
                "write it like Host=localhost;Database=tandem;Username=tandem;Password=…")
                ? value
                : null;

        public void RefuseUnknown(IEnumerable<string> known)
        {
            foreach (var key in settings.Keys.Except(known).Order(StringComparer.Ordinal))
                Mistakes.Add($"{key}: there is no such setting; the settings are {string.Join(", ", known)}.");
        }

        private string? OneOrigin(string key, string value) =>
            IsFine(
                key, value,
                Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                    && uri.PathAndQuery is "/" && uri.UserInfo.Length == 0,
                "must be scheme and host only", "write it like https://hub.example.com")
                ? value.TrimEnd('/')
                : null;

        private string? Text(string key) => settings.TryGetValue(key, out var value) && value.Length > 0 ? value : null;

        private bool IsFine(string key, string value, bool isFine, string rule, string remedy)
        {
            if (!isFine)
                Mistakes.Add($"{key} = '{value}': {rule}; {remedy}.");
            return isFine;
        }

        private T? Mistaken<T>(string key, string value, string rule, string remedy)
            where T : class
        {
            IsFine(key, value, isFine: false, rule, remedy);
            return null;
        }
    }
}
