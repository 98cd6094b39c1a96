using Tandem.Engine.Wire;

namespace Tandem.Drills.Worlds;

/// <summary>The wire from one hub process to the bot's endpoint.</summary>
internal sealed class BotLine(World world, HubProcess process) : IEndpointWire
{
    private static readonly TimeSpan GivesUpAfter = TimeSpan.FromSeconds(10);

    public Task<int?> PostAsync(
        string url, IReadOnlyList<KeyValuePair<string, string>> headers, ReadOnlyMemory<byte> body,
            CancellationToken ct)
    {
        var answer = new TaskCompletionSource<int?>();
        world.Trace.Note("bot is told", process.Name, body.Span);
        world.Witness.Forwards.Tells(process.Name, body);
        if (world.Outages.IsBotAway)
        {
            world.Time.After(world.Weather.Delay(1, 20), () => Give(null));
            return answer.Task;
        }

        if (world.Weather.Strikes(FaultSite.ForwardLost, process.Name))
        {
            // Either way the hub learns nothing; the bot may have heard it.
            if (world.Weather.Delay(0, 1).Ticks % 2 == 0)
                world.Bot.Hear(body);
            world.Time.After(GivesUpAfter, () => Give(null));
            return answer.Task;
        }

        world.Time.After(world.Weather.Delay(2, 50), () =>
        {
            world.Bot.Hear(body);
            world.Time.After(world.Weather.Delay(2, 50), () => Give(200));
        });
        return answer.Task;

        void Give(int? status)
        {
            if (process.IsAlive)
                answer.TrySetResult(status);
        }
    }
}
