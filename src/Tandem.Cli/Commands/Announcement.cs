using Tandem.Hub;

namespace Tandem.Cli.Commands;

/// <summary>
/// What <c>tandem up</c> prints once it is ready: lines that programs read too, so their form is fixed.
/// </summary>
internal static class Announcement
{
    public static void Write(HubHost hub, string? emulatorUrl, string? apiKey)
    {
        Terminal.WriteLine($"console: {hub.NewConsoleLink()}");
        if (emulatorUrl is not null)
            Terminal.WriteLine($"emulator: {emulatorUrl}");
        if (apiKey is not null)
            Terminal.WriteLine($"api key: {apiKey}");
        Terminal.WriteLine("ready");
    }
}
