using Tandem.Domain.Deciding;
using Tandem.Domain.Sending;
using Tandem.Engine.Doors;
using Tandem.Engine.Storing;

namespace Tandem.Engine.Tests.Media;

/// <summary>A door behind which nothing can be decided about one message.</summary>
internal sealed class PoisonedDoor(INumberDoor inner, string messageId) : INumberDoor
{
    public Task<Decision> CommandAsync(string phoneNumberId, Input command, CancellationToken ct) =>
        command is Input.MediaOutdated outdated && outdated.MessageIds.Contains(messageId)
            ? throw new InvalidOperationException("This row cannot be read.")
            : inner.CommandAsync(phoneNumberId, command, ct);

    public Task<Send> AskAsync(string phoneNumberId, SendDraft draft, CancellationToken ct) =>
        inner.AskAsync(phoneNumberId, draft, ct);

    public Task<Send> AwaitChangeAsync(
        string phoneNumberId, Send send, DateTimeOffset until, CancellationToken ct) =>
        inner.AwaitChangeAsync(phoneNumberId, send, until, ct);

    public Task<Send> WithdrawAsync(string phoneNumberId, string sendId, string code, CancellationToken ct) =>
        inner.WithdrawAsync(phoneNumberId, sendId, code, ct);

    public Task<Decision> RetryAsync(Owner owner, Input.ItemRetried retried, CancellationToken ct) =>
        inner.RetryAsync(owner, retried, ct);
}
