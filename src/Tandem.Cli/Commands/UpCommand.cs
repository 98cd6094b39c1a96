using System.CommandLine;
using System.Globalization;
using Tandem.Cli.Demo;
using Tandem.Emulator;
using Tandem.Hub;
using Tandem.Hub.Options;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem up</c>: the hub, and with <c>--demo</c> a whole world around it.</summary>
internal static class UpCommand
{
    public static Command Create()
    {
        var demo = new Option<bool>("--demo")
        {
            Description =
                "Also start an emulated WhatsApp, a shop with its owner's phone, a dozen customers and a bot.",
        };
        var data = new Option<string?>("--data")
        {
            Description =
                "Folder for everything the hub keeps. Default: ./tandem-data, with --demo a new folder each time.",
        };
        var port = new Option<string?>("--port")
        {
            Description = "Port of the hub and its console. Default: 5080; 0: any.",
        };
        var emulatorPort = new Option<string?>("--emulator-port")
        {
            Description = "Port of the emulator (--demo). Default: 5081; 0: any.",
        };
        var pace = new Option<string?>("--pace")
        {
            Description = "How much faster than life the demo's people talk, 0.1 to 100. Default: 1.",
        };
        var newKey = new Option<bool>("--new-key")
        {
            Description = "Make and print one more owner's key, for when the first one is lost.",
        };
        var set = GivenSettings.Set(HubSettings.Keys);
        var command = new Command("up", "Start the hub; with --demo, a world to try it in.")
        {
            demo, data, port, emulatorPort, pace, newKey, set,
        };
        command.SetAction((parsed, ct) => Failing.ClearlyAsync(async () =>
        {
            var settings = GivenSettings.Read(parsed.GetValue(set) ?? []);
            GivenSettings.Put(settings, "data", parsed.GetValue(data));
            GivenSettings.Put(settings, "port", parsed.GetValue(port));
            var (talk, platform) = (PaceOf(parsed.GetValue(pace)), PortOf(parsed.GetValue(emulatorPort)));
            return parsed.GetValue(demo)
                ? await DemoWorld.RunAsync(settings, platform, talk, ct)
                : await RunHubAsync(HubSettings.Read(settings), parsed.GetValue(newKey), ct);
        }));
        return command;
    }

    private static async Task<int> RunHubAsync(HubOptions options, bool wantsKey, CancellationToken ct)
    {
        await using var hub = await HubHost.BuildAsync(options, TimeProvider.System, ct);
        await hub.StartAsync(ct);
        var key = hub.NewOwnerKey ?? (wantsKey ? await hub.MakeOwnerKeyAsync(ct) : null);
        Announcement.Write(hub, emulatorUrl: null, key);
        await hub.App.WaitForShutdownAsync(ct);
        return Environment.ExitCode;
    }

    private static int PortOf(string? text) =>
        text is null ? EmulatorOptions.UsualPort
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535 ? port
        : throw new HubOptionsException(
            [$"--emulator-port = '{text}': must be a whole number from 0 to 65535; change it or leave it out."]);

    private static double PaceOf(string? text) =>
        text is null ? 1
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var pace)
            && pace is >= 0.1 and <= 100
            ? pace
            : throw new HubOptionsException(
                [$"--pace = '{text}': must be a number from 0.1 to 100; change it or leave it out."]);
}
