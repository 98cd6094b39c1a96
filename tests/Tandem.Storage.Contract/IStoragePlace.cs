using Tandem.Engine.Storing;

namespace Tandem.Storage.Contract;

/// <summary>Where one test's storage lives: a folder, a database, a simulated disk.</summary>
/// <remarks>All a provider has to add.</remarks>
public interface IStoragePlace : IAsyncDisposable
{
    /// <summary>A storage at this place, not yet opened; a second one finds what the first has kept.</summary>
    Task<IStorage> CreateAsync(TimeProvider clock);
}
