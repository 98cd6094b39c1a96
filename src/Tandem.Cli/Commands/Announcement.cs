using Tandem.Hub;

namespace Tandem.Cli.Commands;

/// <summary>What <c>tandem up</c> prints once it is ready: lines that programs read too, so their form is fixed.</summary>
internal static class Announcement
{
    public static void Write(HubHost hub, string? emulatorUrl, string? apiKey)
    {
        Console.WriteLine($"console: {hub.NewConsoleLink()}");
        if (emulatorUrl is not null)
            Console.WriteLine($"emulator: {emulatorUrl}");
        if (apiKey is not null)
            Console.WriteLine($"api key: {apiKey}");
        Console.WriteLine("ready");
    }
}
