using Tandem.Engine.Intake;

namespace Tandem.Hub.Hosting;

/// <summary>
/// Lets the intake go first. What Meta is not told in time it sends again, and gives up on in the end; a timeline
/// that is late for a moment loses nothing.
/// </summary>
/// <remarks>
/// One full coexistence number sends about 100 webhooks a second, of which hardly two wait at the same time: only a
/// flood is given way to, and even then every agent gets its turn.
/// </remarks>
internal sealed class GivingWay(IntakeGauge gauge, TimeProvider clock)
{
    /// <summary>So many waiting on average are a flood.</summary>
    private const int Flood = 16;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>Ends when the flood has passed, or after a second.</summary>
    public async ValueTask WaitAsync(CancellationToken ct)
    {
        for (var waited = TimeSpan.Zero; gauge.Average >= Flood && waited < Longest; waited += Look)
            await Task.Delay(Look, clock, ct);
    }
}
