using Tandem.Engine.Storing;

namespace Tandem.Storage.Sqlite;

/// <summary>Whether the disk can still be trusted: shared by both files, and final once it is lost.</summary>
internal sealed class StorageHealth
{
    private readonly TaskCompletionSource<StorageBrokenException> _broken =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<StorageBrokenException> Broken => _broken.Task;

    /// <summary>Records the first failure and returns what to tell the caller.</summary>
    public StorageBrokenException Break(Exception cause)
    {
        var refusal = new StorageBrokenException("The storage failed: end, and read it again from disk.", cause);
        _broken.TrySetResult(refusal);
        return refusal;
    }

    /// <exception cref="StorageBrokenException">The storage broke before.</exception>
    public void ThrowIfBroken()
    {
        if (_broken.Task.IsCompletedSuccessfully)
            throw new StorageBrokenException("The storage broke earlier; nothing is accepted.", _broken.Task.Result);
    }
}
