using System.CommandLine;
using System.Globalization;
using Tandem.Emulator;
using Tandem.Hub.Options;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem emulate</c>: the emulated WhatsApp alone, for any Cloud API client.</summary>
internal static class EmulateCommand
{
    public static Command Create()
    {
        var port = new Option<string?>("--port") { Description = "Port to listen on. Default: 5081; 0: any." };
        var seed = new Option<string?>("--seed")
        {
            Description = "Seed of all chance: the same seed and the same acts give the same ids and delays.",
        };
        var callback = new Option<string?>("--callback") { Description = "Where webhooks go; can be set later." };
        var verify = new Option<string?>("--verify-token") { Description = "The verify token of the callback." };
        var token = new Option<string?>("--token")
        {
            Description = "The account's access token. Default: a random one.",
        };
        var secret = new Option<string?>("--app-secret") { Description = "The app's secret. Default: a random one." };
        var command = new Command(
            "emulate", "Start the emulated WhatsApp alone: Graph API, webhooks, phone, customers.")
        {
            port, seed, callback, verify, token, secret,
        };
        command.SetAction((parsed, ct) => Failing.ClearlyAsync(async () =>
        {
            var options = new EmulatorOptions
            {
                Port = (int)(Number("--port", parsed.GetValue(port), 65535) ?? EmulatorOptions.UsualPort),
                Seed = Number("--seed", parsed.GetValue(seed), ulong.MaxValue),
                CallbackUrl = Callback(parsed.GetValue(callback), parsed.GetValue(verify)),
                VerifyToken = parsed.GetValue(verify),
                AccessToken = parsed.GetValue(token),
                AppSecret = parsed.GetValue(secret),
            };
            await using var emulator = await EmulatorHost.StartAsync(options, ct);
            Terminal.WriteLine($"emulator: {emulator.Url}");
            Terminal.WriteLine($"accounts: {emulator.Url}/_emulator/accounts");
            Terminal.WriteLine($"seed: {emulator.Seed}");
            Terminal.WriteLine("ready");
            await emulator.WaitForShutdownAsync(ct);
            return ExitCodes.Fine;
        }));
        return command;
    }

    private static string? Callback(string? url, string? verifyToken)
    {
        if (url is null)
            return null;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new HubOptionsException(
                [$"--callback = '{url}': must be an http or https address; write it like http://127.0.0.1:5080/hook."]);
        }

        return verifyToken is { Length: > 0 }
            ? url
            : throw new HubOptionsException(
                [$"--callback = '{url}': needs --verify-token, which the address is asked for; name one."]);
    }

    private static ulong? Number(string key, string? text, ulong most) =>
        text is null ? null
        : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
        : throw new HubOptionsException(
            [$"{key} = '{text}': must be a whole number from 0 to {most}; change it or leave it out."]);
}
