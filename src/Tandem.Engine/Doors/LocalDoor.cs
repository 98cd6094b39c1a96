using Tandem.Domain.Deciding;
using Tandem.Domain.Sending;
using Tandem.Engine.Agents;
using Tandem.Engine.Rows;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Doors;

/// <summary>The door to agents that live in this process.</summary>
/// <param name="agentOf">The agent of an owner, made on first use.</param>
/// <param name="ports">The world.</param>
public sealed class LocalDoor(Func<Owner, IAgent> agentOf, AgentPorts ports) : INumberDoor
{
    /// <summary>What another process does with a send is not told here: it is looked for.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task<Send> AskAsync(string phoneNumberId, SendDraft draft, CancellationToken ct)
    {
        var decision = await NumberAgentOf(phoneNumberId).PostAsync(new Input.SendAsked(draft), ct);
        try
        {
            // Whoever hangs up now must not leave without its send: it is there, and has to be taken back.
            return await ReadAsync(decision.Subject!, CancellationToken.None);
        }
        catch (JournalFullException away)
        {
            throw new DecisionUnknownException(away); // it is stored: "nothing was stored" would be a lie
        }
    }

    /// <inheritdoc/>
    public async Task<Send> AwaitChangeAsync(
        string phoneNumberId, Send send, DateTimeOffset until, CancellationToken ct)
    {
        while (true)
        {
            // Task.WaitAsync and CancelAsync would go on on the thread pool; a drill runs all on one thread.
            var left = until - ports.Clock.GetUtcNow();
            var rest = left > LookAgainAfter ? LookAgainAfter : left > TimeSpan.Zero ? left : TimeSpan.Zero;
            using var alarm = new CancellationTokenSource(rest, ports.Clock);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(ct, alarm.Token);
            try
            {
                var change = ports.Watch.NextAsync(send.Id, over.Token); // armed before the look: none is missed
                var now = await ReadAsync(send.Id, ct);
                if (now.State != send.State || left <= TimeSpan.Zero)
                    return now;
                await change;
            }
            catch (OperationCanceledException) when (alarm.IsCancellationRequested && !ct.IsCancellationRequested)
            {
                // The loop looks again: at another process's work, or that the time is over.
            }
            finally
            {
                over.Cancel(); // whoever looked and left does not wait any more
            }
        }
    }

    /// <inheritdoc/>
    public async Task<Send> WithdrawAsync(string phoneNumberId, string sendId, string code, CancellationToken ct)
    {
        await NumberAgentOf(phoneNumberId).PostAsync(new Input.SendWithdrawn(sendId, code), ct);
        return await ReadAsync(sendId, ct);
    }

    /// <inheritdoc/>
    public Task<Decision> CommandAsync(string phoneNumberId, Input command, CancellationToken ct) =>
        NumberAgentOf(phoneNumberId).PostAsync(command, ct);

    private async Task<Send> ReadAsync(string sendId, CancellationToken ct) =>
        await ports.Book.ReadAsync([new RowKey(RowKinds.Outbox, sendId)], ct) is [var row]
            ? (Send)RowCodec.Read(row)
            : throw new InvalidOperationException($"Send {sendId} was decided but is not stored.");

    /// <inheritdoc/>
    public Task<Decision> RetryAsync(Owner owner, Input.ItemRetried retried, CancellationToken ct) =>
        agentOf(owner) switch
        {
            NumberAgent number => number.PostAsync(retried, ct),
            AccountAgent account => account.RetryAsync(retried, ct),
            _ => throw new ArgumentException("This owner applies no items.", nameof(owner)),
        };

    private NumberAgent NumberAgentOf(string phoneNumberId) => (NumberAgent)agentOf(Owner.Number(phoneNumberId));
}
