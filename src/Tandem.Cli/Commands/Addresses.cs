using Tandem.Hub.Options;

namespace Tandem.Cli.Commands;

/// <summary>Addresses of servers, as people type them.</summary>
internal static class Addresses
{
    public static Uri Of(string key, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https")
            ? address
            : throw new HubOptionsException(
                [$"{key} = '{text}': must be an http or https address; write it like http://127.0.0.1:5080."]);
}
