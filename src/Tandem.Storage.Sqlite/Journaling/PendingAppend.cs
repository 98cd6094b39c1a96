using Tandem.Engine.Journal;
using Tandem.Storage.Sqlite.Writing;

namespace Tandem.Storage.Sqlite.Journaling;

/// <summary>A webhook that waits for its sync. Its sender goes on elsewhere than on the writer's thread.</summary>
internal sealed class PendingAppend(ReceivedWebhook webhook)
    : TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously), IGroupItem
{
    public ReceivedWebhook Webhook => webhook;

    /// <summary>The id it gets if its transaction succeeds.</summary>
    public long Id { get; set; }

    public long Bytes => webhook.Body.Length + 200;

    public void Fail(Exception reason) => TrySetException(reason);
}
