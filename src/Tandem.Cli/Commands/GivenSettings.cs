using System.CommandLine;
using Tandem.Hub.Options;

namespace Tandem.Cli.Commands;

/// <summary>A hub's settings as a command line gives them: the same for every command that opens its storage.</summary>
internal static class GivenSettings
{
    private const string EnvironmentPrefix = "TANDEM_";

    /// <summary>The option <c>--set key=value</c>.</summary>
    /// <param name="keys">The keys its help shows.</param>
    public static Option<string[]> Set(IEnumerable<KeyValuePair<string, string>> keys) => new("--set")
    {
        Description = "A setting, as key=value; may be repeated. Also read from TANDEM_<KEY>. Keys:\n"
            + string.Join('\n', keys.Select(key => $"  {key.Key,-24} {key.Value}")),
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The environment's settings, then those of the command line on top.</summary>
    public static Dictionary<string, string> Read(string[] assignments)
    {
        var settings = new Dictionary<string, string>();
        foreach (var key in HubSettings.Keys.Keys)
            Put(settings, key, Environment.GetEnvironmentVariable(EnvironmentPrefix + key.ToUpperInvariant()));
        foreach (var assignment in assignments)
        {
            var at = assignment.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
                throw new HubOptionsException(
                    [$"--set = '{assignment}': must be key=value; write it like --set port=5080."]);
            settings[assignment[..at]] = assignment[(at + 1)..];
        }

        return settings;
    }

    /// <summary>Sets a key, if there is a value for it.</summary>
    public static void Put(Dictionary<string, string> settings, string key, string? value)
    {
        if (value is not null)
            settings[key] = value;
    }
}
