using System.CommandLine;
using System.Globalization;
using Tandem.Cli.Emulating;
using Tandem.Emulator;
using Tandem.Hub.Options;
using Tandem.Platform;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem emulate</c>: the emulated WhatsApp alone, for any Cloud API client.</summary>
internal static class EmulateCommand
{
    private static readonly Option<string?> Port = Text("--port", "Port to listen on. Default: 5081; 0: any.");

    private static readonly Option<string?> Seed = Text("--seed",
        "Seed of all chance: the same seed and the same acts give the same ids and delays. Default: a random one.");

    private static readonly Option<string?> Profile = Text("--profile",
        "Whose word the platform follows: documented (Meta's, the default) or field (what people report).");

    private static readonly Option<string?> Clock = Text("--clock",
        "How time runs: real (the default), scaled:10 (ten times as fast), virtual (only when told to).");

    private static readonly Option<string?> Config = Text("--config",
        "A file that describes the world, YAML or JSON; what is given here as well goes first.");

    private static readonly Option<string?> Callback = Text("--callback", "Where webhooks go; can be set later.");
    private static readonly Option<string?> Verify = Text("--verify-token", "The verify token of the callback.");
    private static readonly Option<string?> Token = Text("--token", "The access token. Default: a random one.");
    private static readonly Option<string?> Secret = Text("--app-secret", "The app's secret. Default: a random one.");

    public static Command Create()
    {
        var command = new Command(
            "emulate",
            """
            Start the emulated WhatsApp alone: Graph API, webhooks, phone, customers. The page is at its address,
            the control API under /_emulator, its contract at /openapi/v1.json.

            A file for --config, every part of which may be missing:

              port: 5081
              seed: 42
              profile: field
              clock: virtual            # or {mode: virtual, start: 2026-03-01T09:00:00Z, grace: 0}
              accounts:
                - app_id: 634974688087057
                  app_secret: shhh
                  waba_id: 102290129340398
                  access_token: EAAG
                  callback_url: http://127.0.0.1:5080/webhooks/whatsapp
                  verify_token: verify me
                  numbers:
                    - {phone_number_id: 106540352242922, display_phone_number: +1 555-078-3881, verified_name: Shop}
              customers:
                anna: {name: Anna K., companion: windows}
              switches:
                read_chance: 0.5        # all of them: GET /_emulator/switches; durations in seconds
              faults:
                - {kind: webhook_lost, probability: 0.1, duration: 600}
            """)
        {
            Port, Seed, Profile, Clock, Config, Callback, Verify, Token, Secret,
        };
        command.SetAction((parsed, ct) => Failing.ClearlyAsync(async () =>
        {
            var file = parsed.GetValue(Config) is { } path ? await WorldFile.ReadAsync(path, ct) : null;
            var options = Options(parsed, file);
            try
            {
                await using var emulator = await EmulatorHost.StartAsync(options, ct);
                Terminal.WriteLine($"emulator: {emulator.Url}");
                Terminal.WriteLine($"accounts: {emulator.Url}/_emulator/accounts");
                Terminal.WriteLine($"seed: {emulator.Seed}");
                Terminal.WriteLine("ready");
                await emulator.WaitForShutdownAsync(ct);
                return ExitCodes.Fine;
            }
            catch (ActRefusedException refused) when (file is not null)
            {
                throw file.Mistake(refused.Refusal);
            }
        }));
        return command;
    }

    /// <summary>Where something is said in both places, the command line is right.</summary>
    private static EmulatorOptions Options(ParseResult parsed, WorldFile? file)
    {
        var options = new EmulatorOptions();
        options = file?.Over(options) ?? options;
        var platform = options.Platform;
        if (Chosen(parsed.GetValue(Profile)) is { } profile)
            platform = platform.With(profile);
        var callback = Checked(parsed.GetValue(Callback), parsed.GetValue(Verify));
        var account = new[] { Callback, Token, Secret }.FirstOrDefault(option => parsed.GetValue(option) is not null);
        if (account is not null && platform.Accounts.Count > 0)
            throw new HubOptionsException(
                [$"{account.Name}: must not be given beside the accounts of --config; write it there."]);
        return options with
        {
            Port = (int?)Number("--port", parsed.GetValue(Port), 65535) ?? options.Port,
            Seed = Number("--seed", parsed.GetValue(Seed), ulong.MaxValue) ?? options.Seed,
            Time = parsed.GetValue(Clock) is { } clock ? Time(clock) : options.Time,
            Platform = platform,
            CallbackUrl = callback,
            VerifyToken = parsed.GetValue(Verify),
            AccessToken = parsed.GetValue(Token),
            AppSecret = parsed.GetValue(Secret),
        };
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };

    private static PlatformProfile? Chosen(string? text) => text switch
    {
        null => null,
        "documented" => PlatformProfile.Documented,
        "field" => PlatformProfile.Field,
        _ => throw new HubOptionsException(
            [$"--profile = '{text}': must be documented or field; change it or leave it out."]),
    };

    private static ClockSetup Time(string text) => ClockSetup.Parse(text) ?? throw new HubOptionsException(
        [$"--clock = '{text}': must be real, virtual or scaled:10; change it or leave it out."]);

    private static string? Checked(string? url, string? verifyToken)
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
