using Tandem.Engine.Journal;

namespace Tandem.Engine.Storing;

/// <summary>A journal and a book, opened together: what a storage room provides.</summary>
public interface IStorage : IAsyncDisposable
{
    /// <summary>Raw webhooks.</summary>
    IJournal Journal { get; }

    /// <summary>Everything else.</summary>
    IBook Book { get; }

    /// <summary>Creates or migrates what is stored, verifies it, and starts the writers.</summary>
    /// <exception cref="StorageRefusedException">What is there cannot be used: the message says what to do.</exception>
    Task OpenAsync(CancellationToken ct);

    /// <summary>Ends when the storage broke beneath us, with the reason; otherwise never before disposal.</summary>
    /// <remarks>The host stops accepting and exits non-zero: an unknown disk must not acknowledge anything.</remarks>
    Task<StorageBrokenException> Broken { get; }

    /// <summary>Facts for the operator: engine and version, durability level, sync time, files and sizes.</summary>
    Task<IReadOnlyDictionary<string, string>> DescribeAsync(CancellationToken ct);
}

/// <summary>The storage cannot be opened as configured; the message names the rule and the remedy.</summary>
public sealed class StorageRefusedException(string message, Exception? inner = null) : Exception(message, inner);
