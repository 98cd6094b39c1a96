using Tandem.Engine.Journal;
using Tandem.Storage.PostgreSql.Writing;

namespace Tandem.Storage.PostgreSql.Journaling;

/// <summary>A webhook that waits for its commit.</summary>
internal sealed class PendingAppend(ReceivedWebhook webhook)
    : TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously), IGroupItem
{
    public ReceivedWebhook Webhook => webhook;

    public long Bytes => webhook.Body.Length + 200;

    public void Fail(Exception reason) => TrySetException(reason);
}
