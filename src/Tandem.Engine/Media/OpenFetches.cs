using Tandem.Domain.Deciding;
using Tandem.Engine.Agents;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Media;

/// <summary>Fetches that an earlier agent had begun: nobody brings their bytes, so they begin again at once.</summary>
internal static class OpenFetches
{
    private const int Page = 500;

    /// <param name="ports">The world.</param>
    /// <param name="shortName">The number's short name.</param>
    /// <param name="ct">Cancels the read.</param>
    public static async Task<List<Input>> AfterRestartAsync(AgentPorts ports, string shortName, CancellationToken ct)
    {
        var inputs = new List<Input>();
        var after = $"{shortName}/fetch/";
        var below = $"{shortName}/fetch0"; // '0' follows '/'
        while (await ports.Book.ScanAsync(RowKinds.Timer, after, below, Page, ct) is [.., var last] rows)
        {
            inputs.AddRange(rows.Select(row => new Input.TimerDue(((Domain.Deciding.Timer)RowCodec.Read(row)).Name)));
            after = last.Key.Key;
        }

        return inputs;
    }
}
