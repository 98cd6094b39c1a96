using Tandem.Domain.Deciding;
using Tandem.Domain.Sending;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Agents;

/// <summary>What a new agent finds of sends that an earlier one left in the middle.</summary>
internal static class OpenSends
{
    private const int Page = 500;

    /// <summary>
    /// One input per open send: a released one has lost its answer, a queued one gets its turn (its mind withdraws it
    /// there if its caller belonged to another process).
    /// </summary>
    /// <param name="ports">The world.</param>
    /// <param name="phoneNumberId">The number.</param>
    /// <param name="calls">Sends whose answer still comes to the agent that asks.</param>
    /// <param name="ct">Cancels the read.</param>
    public static async Task<List<Input>> AfterRestartAsync(
        AgentPorts ports, string phoneNumberId, IReadOnlySet<string> calls, CancellationToken ct)
    {
        var inputs = new List<Input>();
        RowPlace? after = null;
        while (true)
        {
            var range = new RowRange(
                RowKinds.Outbox, [Listings.Sends(phoneNumberId, SendState.Queued)], after, null,
                Descending: false, Page);
            var rows = await ports.Book.PageAsync(range, ct);
            inputs.AddRange(rows.Select(RowCodec.TryRead).OfType<Send>() // who opens a broken one is told of it
                .Where(send => !calls.Contains(send.Id)).Select(InputOf));
            if (rows.Count < Page)
                return inputs;
            after = new RowPlace(rows[^1].Sort, rows[^1].Key.Key);
        }
    }

    private static Input InputOf(Send send) => send.State == SendState.Released
        ? new Input.AnswerLost(send.Id, Answer: null)
        : new Input.TurnCame(send.ConversationId);
}
