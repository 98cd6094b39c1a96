using Tandem.CloudApi.Errors;
using Tandem.CloudApi.Graph;
using Tandem.Domain.Deciding;
using Tandem.Domain.Link;
using Tandem.Domain.Sending;
using Tandem.Engine.Agents;
using Tandem.Engine.Registry;
using Tandem.Engine.Wire;

namespace Tandem.Engine.Linking;

/// <summary>The hub's own calls about a number's link; each answer, or the lack of one, is the input of a later turn.
/// </summary>
internal static class LinkCalls
{
    private static readonly GraphCalls Graph = new(GraphCalls.CurrentVersion);

    /// <summary>Asks how the number stands.</summary>
    public static void Ask(NumberAgent agent, string askId, NumberRegistration number, AgentPorts ports) =>
        _ = AskAsync(agent, askId, number, ports);

    /// <summary>Asks for contacts or the past.</summary>
    public static void Sync(NumberAgent agent, Effect.AskSync ask, NumberRegistration number, AgentPorts ports) =>
        _ = SyncAsync(agent, ask, number, ports);

    /// <summary>Whether a refusal speaks of the number or its token, not of the message.</summary>
    public static bool DoubtsLink(GraphError error, int status) =>
        status == 401 || error is { Code: 190 or 133010 } or { Code: 100, Subcode: 33 };

    private static Input.LinkAnswered Read(string askId, GraphAnswer answer) => NumberAnswer.Read(answer) switch
    {
        NumberAnswer.Known node => new Input.LinkAnswered(
            askId,
            new NumberNode(node.PlatformType, node.Status, node.IsOnBizApp, node.OnboardedAt?.ToUnixTimeSeconds()),
            Code: null,
            Subcode: null),
        NumberAnswer.Refused { Error: var error } => new Input.LinkAnswered(
            askId, Node: null, error.Code, error.Subcode),
        _ => new Input.LinkAnswered(askId, Node: null, Code: null, Subcode: null),
    };

    private static Input.SyncAnswered Read(Effect.AskSync ask, GraphAnswer answer) => SyncAnswer.Read(answer) switch
    {
        SyncAnswer.Taken taken => new Input.SyncAnswered(ask.What, ask.AskId, taken.RequestId, Code: null),
        SyncAnswer.Refused no when !AnswerClasses.IsOutcomeUnknown(no.Error.Code, no.Status) =>
            new Input.SyncAnswered(ask.What, ask.AskId, RequestId: null, no.Code),
        _ => new Input.SyncAnswered(ask.What, ask.AskId, RequestId: null, Code: null),
    };

    private static async Task AskAsync(
        NumberAgent agent, string askId, NumberRegistration number, AgentPorts ports)
    {
        Input learned;
        try
        {
            var call = Graph.GetPhoneNumber(number.PhoneNumberId, NumberAnswer.Fields);
            var answer = await ports.Graph.ExchangeAsync(ports.RouteOf(number), call, CancellationToken.None);
            learned = Read(askId, answer);
        }
        catch (Exception)
        {
            // Whatever broke, nothing is known: it is asked again.
            learned = new Input.LinkAnswered(askId, Node: null, Code: null, Subcode: null);
        }

        agent.Learn(learned);
    }

    private static async Task SyncAsync(
        NumberAgent agent, Effect.AskSync ask, NumberRegistration number, AgentPorts ports)
    {
        Input learned;
        try
        {
            var type = ask.What == SyncKind.Contacts ? "smb_app_state_sync" : "history";
            var call = Graph.SmbAppData(number.PhoneNumberId, type);
            learned = Read(ask, await ports.Graph.ExchangeAsync(ports.RouteOf(number), call, CancellationToken.None));
        }
        catch (GraphUnreachableException unreachable) when (!unreachable.HasLeft)
        {
            learned = new Input.SyncAnswered(ask.What, ask.AskId, RequestId: null, NeverLeft);
        }
        catch (Exception)
        {
            // It may have reached Meta: never repeated blindly.
            learned = new Input.SyncAnswered(ask.What, ask.AskId, RequestId: null, Code: null);
        }

        agent.Learn(learned);
    }

    /// <summary>Our own code where Graph could not be reached at all: Meta has none for it.</summary>
    private const int NeverLeft = 0;
}
