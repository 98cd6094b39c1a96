using Tandem.Domain.Deciding;
using Tandem.Domain.Sending;
using Tandem.Domain.Timeline;
using Tandem.Engine.Linking;
using Tandem.Engine.Media;
using Tandem.Engine.Registry;
using Tandem.Engine.Sending;

namespace Tandem.Engine.Agents;

/// <summary>Starts what was decided, after it is stored. What comes of it is the input of a later turn.</summary>
internal static class EffectStarts
{
    /// <summary>Starts all that reach beyond the book, and waits for none.</summary>
    /// <returns>The sends whose answers the agent will learn.</returns>
    public static IReadOnlyList<string> Start(
        IReadOnlyList<Effect> effects,
        NumberAgent agent,
        NumberRegistration number,
        Slice rows,
        Terms terms,
        AgentPorts ports)
    {
        var calls = new List<string>();
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case Effect.CallGraph call:
                    calls.Add(call.SendId);
                    GraphSend.Start(agent, rows.Find<Send>(RowRef.Send(call.SendId))!, number, terms.Mark, ports);
                    break;
                case Effect.AskLink ask:
                    LinkCalls.Ask(agent, ask.AskId, number, ports);
                    break;
                case Effect.AskSync ask:
                    LinkCalls.Sync(agent, ask, number, ports);
                    break;
                case Effect.FetchMedia fetch when rows.Find<Message>(RowRef.Message(fetch.MessageId)) is
                { Content.Media: { } media } message && media.Id == fetch.MediaId && agent.Begins(fetch):
                    MediaFetch.Start(agent, message, number, ports);
                    break;
                case Effect.DropMedia drop:
                    MediaDrop.Start(drop.Sha256, ports);
                    break;
                case Effect.TellSend tell:
                    ports.Watch.Notify(rows.Find<Send>(RowRef.Send(tell.SendId))!);
                    break;
            }
        }

        return calls;
    }
}
