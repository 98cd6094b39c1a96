using Tandem.Domain.Deciding;
using Tandem.Engine.Agents;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Media;

/// <summary>Fetches that an earlier agent had begun: nobody brings their bytes, so they begin again at once.</summary>
internal static class OpenFetches
{
    /// <param name="ports">The world.</param>
    /// <param name="shortName">The number's short name.</param>
    /// <param name="ct">Cancels the read.</param>
    public static async Task<List<Input>> AfterRestartAsync(AgentPorts ports, string shortName, CancellationToken ct)
    {
        var inputs = new List<Input>();
        await foreach (var row in ports.Book.BelowAsync(RowKinds.Timer, $"{shortName}/fetch", '/', ct))
        {
            if (RowCodec.TryRead(row) is Domain.Deciding.Timer timer)
                inputs.Add(new Input.TimerDue(timer.Name));
        }

        return inputs;
    }
}
