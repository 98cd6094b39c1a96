using System.Text;
using Tandem.CloudApi.Graph;
using Tandem.Drills.Checking;
using Tandem.Engine.Wire;

namespace Tandem.Drills.Worlds;

/// <summary>
/// The wire from one hub process to Graph. An answer for a process that has died meanwhile reaches nobody.
/// </summary>
internal sealed class GraphLine(World world, HubProcess process) : IGraphWire
{
    /// <summary>When the hub's HTTP client gives up (ARCHITECTURE: the call's time-out).</summary>
    public static readonly TimeSpan GivesUpAfter = TimeSpan.FromSeconds(30);

    public Task<GraphAnswer> ExchangeAsync(GraphRoute route, GraphCall call, CancellationToken ct)
    {
        var end = new End(process);
        var mark = Witness.MarkOf(call.Body);
        world.Trace.Note("graph call leaves", $"{process.Name} {mark}", call.Body.Span);
        if (mark.Length > 0)
            world.Witness.Leaves(process.Name, mark);
        if (world.Outages.IsGraphAway || world.Weather.Strikes(FaultSite.GraphRefused, mark))
        {
            world.Time.After(world.Weather.Delay(1, 20), () => end.Fail("connection refused", hasLeft: false));
            return end.Answer;
        }

        world.Time.After(GivesUpAfter, () => end.Fail("no answer in time", hasLeft: true));
        if (world.Weather.Strikes(FaultSite.GraphCallLost, mark))
            return end.Answer;

        var there = world.Weather.Delay(5, 80);
        if (world.Weather.Strikes(FaultSite.GraphActsLate, mark))
            there += GivesUpAfter + world.Weather.Delay(0, 60_000);
        world.Time.After(there, () => Act(route, call, mark, end));
        return end.Answer;
    }

    private void Act(GraphRoute route, GraphCall call, string mark, End end)
    {
        var (answer, dueAt, requestId) = world.Platform.Take(call, route.Token);
        var back = dueAt - world.Time.Now + world.Weather.Delay(5, 80);
        if (world.Weather.Strikes(FaultSite.GraphAnswerLost, mark))
        {
            world.Time.After(back, () =>
            {
                world.Platform.Settle(requestId, reached: false);
                end.Fail("connection reset", hasLeft: true);
            });
            return;
        }

        if (world.Weather.Strikes(FaultSite.GraphAnswerCut, mark))
            answer = answer with { Body = answer.Body[..(answer.Body.Length / 2)] };
        else if (world.Weather.Strikes(FaultSite.GraphGatewayError, mark))
            answer = new GraphAnswer(502, [], Encoding.UTF8.GetBytes("<html><body>Bad gateway</body></html>"));
        if (world.Weather.Strikes(FaultSite.GraphAnswerSlow, mark))
            back += world.Weather.Delay(1_000, 45_000);
        world.Time.After(back, () =>
        {
            var reached = end.Give(answer);
            world.Platform.Settle(requestId, reached);
            if (reached && mark.Length > 0)
                world.Witness.Answered(mark, answer.Body);
            world.Trace.Note("graph answers", $"{process.Name} {mark} {answer.Status} {(reached ? "" : "to nobody")}");
        });
    }

    /// <summary>The caller's end of one exchange: what comes first counts.</summary>
    private sealed class End(HubProcess process)
    {
        private readonly TaskCompletionSource<GraphAnswer> _answer = new();

        public Task<GraphAnswer> Answer => _answer.Task;

        public bool Give(GraphAnswer answer) => process.IsAlive && _answer.TrySetResult(answer);

        public void Fail(string why, bool hasLeft)
        {
            if (process.IsAlive)
                _answer.TrySetException(new GraphUnreachableException(why, hasLeft));
        }
    }
}
