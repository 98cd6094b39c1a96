using Tandem.Platform;

namespace Tandem.Drills.Worlds;

/// <summary>Who does not take calls for a while. A caller is refused at once: nothing has left it.</summary>
internal sealed class Outages(World world)
{
    private DateTimeOffset _graphUntil;
    private DateTimeOffset _botUntil;

    /// <summary>Whether nobody listens at Graph now.</summary>
    public bool IsGraphAway => world.Weather.IsStormy && world.Time.Now < _graphUntil;

    /// <summary>Whether nobody listens at the bot's endpoint now.</summary>
    public bool IsBotAway => world.Weather.IsStormy && world.Time.Now < _botUntil;

    /// <summary>Each may go away.</summary>
    public void Again()
    {
        if (world.Weather.Strikes(FaultSite.GraphAway, ""))
            _graphUntil = world.Time.Now + world.Weather.Delay(5_000, 600_000);
        if (world.Weather.Strikes(FaultSite.BotAway, ""))
            _botUntil = world.Time.Now + world.Weather.Delay(5_000, 3_600_000);
        foreach (var number in world.Plan.Numbers)
        {
            if (world.Weather.Strikes(FaultSite.PhoneRegistersAnew, number.PhoneNumberId))
                world.Platform.Act(id => new PlatformInput.Reregister(id, number.PhoneNumberId));
        }
    }
}
