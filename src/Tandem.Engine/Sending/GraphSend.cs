using System.Text;
using Tandem.CloudApi.Graph;
using Tandem.CloudApi.Sending;
using Tandem.Domain.Deciding;
using Tandem.Domain.Identity;
using Tandem.Domain.Sending;
using Tandem.Domain.Timeline;
using Tandem.Engine.Agents;
using Tandem.Engine.Linking;
using Tandem.Engine.Registry;
using Tandem.Engine.Translation;
using Tandem.Engine.Wire;

namespace Tandem.Engine.Sending;

/// <summary>Gives a released send to the wire; its answer, or the lack of one, is the input of a later turn.</summary>
internal static class GraphSend
{
    private static readonly GraphCalls Graph = new(GraphCalls.CurrentVersion);

    /// <summary>Starts the call and returns: a turn never waits for the network.</summary>
    public static void Start(
        NumberAgent agent, Send send, NumberRegistration number, SendMark mark, AgentPorts ports) =>
        _ = CallAsync(agent, send, number, mark, ports);

    private static async Task CallAsync(
        NumberAgent agent, Send send, NumberRegistration number, SendMark mark, AgentPorts ports)
    {
        Input learned;
        try
        {
            var route = ports.RouteOf(number);
            var answer = await ports.Graph.ExchangeAsync(route, Compose(send, number, mark), CancellationToken.None);
            learned = Read(send, answer);
        }
        catch (GraphUnreachableException unreachable) when (!unreachable.HasLeft)
        {
            learned = new Input.SendRejected(
                send.Id, new Failure(UnreachableCode, "Graph could not be reached; nothing was sent"),
                new WireAnswer(0, ""));
        }
        catch (Exception)
        {
            // Whatever broke, the request may have left: unknown, never resent.
            learned = new Input.AnswerLost(send.Id, Answer: null);
        }

        agent.Learn(learned);
    }

    /// <summary>Our own code where Graph could not be reached at all: Meta has none for it.</summary>
    private const int UnreachableCode = 0;

    private static GraphCall Compose(Send send, NumberRegistration number, SendMark mark)
    {
        var (asked, refusal) = SendBody.Read(Encoding.UTF8.GetBytes(send.Body));
        var body = (asked ?? throw new InvalidOperationException($"Send {send.Id}: {refusal?.Code}"))
            .WithCallbackData(mark.Of(send.Id));
        return send.Edge == "marketing_messages"
            ? Graph.SendMarketingMessage(number.PhoneNumberId, body)
            : Graph.SendMessage(number.PhoneNumberId, body);
    }

    private static Input Read(Send send, GraphAnswer answer)
    {
        var wire = new WireAnswer(answer.Status, Encoding.UTF8.GetString(answer.Body.Span));
        return SendAnswer.Read(answer) switch
        {
            SendAnswer.Accepted accepted => new Input.SendAccepted(
                send.Id, accepted.Wamid, new PeerKeys(accepted.WaId, accepted.UserId, null), wire),
            SendAnswer.Refused refused when !AnswerClasses.IsOutcomeUnknown(refused.Error.Code, refused.Status) =>
                new Input.SendRejected(
                    send.Id,
                    new Failure(refused.Error.Code, refused.Error.Entry?.Title ?? refused.Error.Message),
                    wire)
                {
                    DoubtsLink = LinkCalls.DoubtsLink(refused.Error, refused.Status),
                },
            _ => new Input.AnswerLost(send.Id, wire),
        };
    }
}
