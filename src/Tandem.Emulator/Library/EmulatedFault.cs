using System.Globalization;
using Tandem.Platform;

namespace Tandem.Emulator;

/// <summary>Something that goes wrong until this is disposed.</summary>
public sealed class EmulatedFault : IAsyncDisposable
{
    private readonly EmulatorHost _host;
    private readonly long _id;
    private bool _ended;

    internal EmulatedFault(EmulatorHost host, string id) =>
        (_host, _id) = (host, long.Parse(id, CultureInfo.InvariantCulture));

    /// <summary>How often it struck so far; 0 after it has ended.</summary>
    public Task<int> StruckAsync() => _host.Mailbox.ReadAsync(
        mind => mind.Faults.FirstOrDefault(fault => fault.Id == _id)?.Struck ?? 0);

    /// <summary>Ends the fault, unless it has ended by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ended)
            return;
        _ended = true;
        await _host.Mailbox.ActAsync(id => new PlatformInput.RemoveFault(id, _id));
    }
}
