using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Tandem.Platform;

namespace Tandem.Emulator.Running;

/// <summary>
/// Lets one thing after another happen to the world: requests, acts, answers of endpoints, and time. Everything that
/// reads or changes it goes through here, so that it needs no locks.
/// </summary>
internal sealed partial class Mailbox(
    EmulatorOptions options,
    PlatformClock clock,
    LedgerBook ledger,
    LiveFeed feed,
    Postman postman,
    ILogger<Mailbox> logger) : IAsyncDisposable
{
    private readonly Channel<Action<RunningWorld>> _letters =
        Channel.CreateUnbounded<Action<RunningWorld>>(new() { SingleReader = true });

    private Task _reading = Task.CompletedTask;

    /// <summary>Begins to read; letters that came before were kept.</summary>
    public void Open(PlatformOptions beginning)
    {
        var world = new RunningWorld(beginning, options, clock, ledger, feed, postman, Post);
        Post(_ => { });
        _reading = ReadAsync(world);
    }

    /// <summary>Lets something happen without waiting for it.</summary>
    public void Post(Action<RunningWorld> letter) => _letters.Writer.TryWrite(letter);

    /// <summary>Does something with the world and gives what comes of it.</summary>
    /// <exception cref="OperationCanceledException">The emulator stops.</exception>
    public Task<T> DoAsync<T>(Func<RunningWorld, T> act)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_letters.Writer.TryWrite(Letter))
            result.SetCanceled();
        return result.Task;

        void Letter(RunningWorld world)
        {
            try
            {
                result.SetResult(act(world));
            }
            catch (Exception fault)
            {
                result.SetException(fault);
                throw;
            }
        }
    }

    /// <summary>Makes a Graph call; the id in the input comes from here.</summary>
    /// <exception cref="OperationCanceledException">The world was replaced before it answered.</exception>
    public async Task<GraphCall> CallAsync(Func<long, PlatformInput.GraphRequested> request) =>
        await await DoAsync(world => world.Call(request));

    /// <summary>Lets a person or an operator act; the id in the input comes from here.</summary>
    public async Task<PlatformOutput.ActSettled> ActAsync(Func<long, PlatformInput> act) =>
        await await DoAsync(world => world.Act(act));

    /// <summary>Looks at the mind as it is now.</summary>
    public Task<T> ReadAsync<T>(Func<PlatformMind, T> look) => DoAsync(world => world.Look(look));

    /// <summary>Waits for something on the platform's clock; gives whether it came true.</summary>
    /// <param name="begin">Begins the waiting; null: there is nothing to wait for.</param>
    /// <param name="ct">Ends the waiting unmet, and with it the moving of virtual time.</param>
    public async Task<bool> WaitAsync(Func<RunningWorld, Awaited> begin, CancellationToken ct)
    {
        var awaited = await DoAsync(begin);
        await using var stop = ct.Register(() => Post(world => world.GiveUp(awaited)));
        var met = await awaited.End;
        ct.ThrowIfCancellationRequested();
        return met;
    }

    public async ValueTask DisposeAsync()
    {
        _letters.Writer.TryComplete();
        await _reading;
    }

    private async Task ReadAsync(RunningWorld world)
    {
        await using var ended = world;
        await foreach (var letter in _letters.Reader.ReadAllAsync())
        {
            try
            {
                letter(world);
                world.MoveOn();
            }
            catch (Exception fault)
            {
                // One letter that the mind cannot take must not end the emulator; its sender is told elsewhere.
                LetterFailed(logger, fault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The platform could not take an input.")]
    private static partial void LetterFailed(ILogger logger, Exception fault);
}
