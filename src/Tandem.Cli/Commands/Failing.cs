using System.Net;
using Tandem.Engine.Storing;
using Tandem.Hub.Options;

namespace Tandem.Cli.Commands;

/// <summary>
/// Turns what a person can mend into a clear line and exit code 2; anything else is ours and keeps its trace.
/// </summary>
internal static class Failing
{
    public static async Task<int> ClearlyAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (HubOptionsException wrong)
        {
            foreach (var mistake in wrong.Mistakes)
                await Terminal.Error.WriteLineAsync(mistake);
        }
        catch (StorageRefusedException refused)
        {
            await Terminal.Error.WriteLineAsync(refused.Message);
        }
        catch (JournalFullException away)
        {
            await Terminal.Error.WriteLineAsync(
                $"storage: it gives no answer ({away.Message.TrimEnd('.')}); it must be there when the hub starts; "
                + "see that it runs and has room, then start again.");
        }
        catch (IOException taken)
            when (taken.Message.Contains("address already in use", StringComparison.OrdinalIgnoreCase))
        {
            await Terminal.Error.WriteLineAsync(
                $"port: {taken.Message.TrimEnd('.')}; every port has one listener; "
                + "name another with --port or --emulator-port.");
        }
        catch (HttpRequestException refused)
            when (refused.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            await Terminal.Error.WriteLineAsync(
                "--api-key = '(hidden)': must be a key of this hub that may read every number; "
                + "use the owner's, or make one with POST /v1/keys.");
        }
        catch (HttpRequestException unreachable)
        {
            await Terminal.Error.WriteLineAsync(
                $"no answer: {unreachable.Message.TrimEnd('.')}; the address must be a running server's; "
                + "start it or correct the address.");
        }

        return ExitCodes.Misused;
    }
}
