using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Tandem.Platform;

namespace Tandem.Emulator.Running;

/// <summary>
/// Lets one thing after another happen to the mind: requests, acts, answers of endpoints, and time. Everything that
/// reads
/// or changes the mind goes through here, so that it needs no locks.
/// </summary>
internal sealed partial class Mailbox : IAsyncDisposable
{
    private readonly Channel<Action<PlatformMind>> _letters =
        Channel.CreateUnbounded<Action<PlatformMind>>(new() { SingleReader = true });

    private readonly ConcurrentDictionary<long, TaskCompletionSource<PlatformOutput.GraphAnswered>> _calls = new();
    private readonly ConcurrentDictionary<long, TaskCompletionSource<PlatformOutput.ActSettled>> _acts = new();
    private readonly TimeProvider _clock;
    private readonly LedgerBook _ledger;
    private readonly LiveFeed _feed;
    private readonly Postman _postman;
    private readonly ILogger<Mailbox> _logger;
    private readonly ITimer _alarm;
    private Task _reading = Task.CompletedTask;
    private DateTimeOffset _lastStep;
    private long _lastId;

    public Mailbox(TimeProvider clock, LedgerBook ledger, LiveFeed feed, Postman postman, ILogger<Mailbox> logger)
    {
        _clock = clock;
        _ledger = ledger;
        _feed = feed;
        _postman = postman;
        _logger = logger;
        _alarm = clock.CreateTimer(
            _ => Post(new PlatformInput.TimePassed()), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Begins to read; letters that came before were kept.</summary>
    public void Open(PlatformMind mind)
    {
        _reading = ReadAsync(mind);
        Post(new PlatformInput.TimePassed());
    }

    /// <summary>Lets something happen without waiting for what follows.</summary>
    public void Post(PlatformInput input) => _letters.Writer.TryWrite(mind => Step(mind, input));

    /// <summary>Makes a Graph call; the id in the input comes from here.</summary>
    public Task<PlatformOutput.GraphAnswered> CallAsync(Func<long, PlatformInput.GraphRequested> request) =>
        SendAsync(_calls, request);

    /// <summary>Lets a person or an operator act; the id in the input comes from here.</summary>
    public Task<PlatformOutput.ActSettled> ActAsync(Func<long, PlatformInput> act) => SendAsync(_acts, act);

    /// <summary>Looks at the mind between two steps.</summary>
    public Task<T> ReadAsync<T>(Func<PlatformMind, T> look)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_letters.Writer.TryWrite(mind => result.SetResult(look(mind))))
            result.SetCanceled();
        return result.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _letters.Writer.TryComplete();
        await _alarm.DisposeAsync();
        await _reading;
        foreach (var call in _calls.Values)
            call.TrySetCanceled();
        foreach (var act in _acts.Values)
            act.TrySetCanceled();
    }

    private async Task<TOutput> SendAsync<TOutput, TInput>(
        ConcurrentDictionary<long, TaskCompletionSource<TOutput>> waiting, Func<long, TInput> input)
        where TInput : PlatformInput
    {
        var id = Interlocked.Increment(ref _lastId);
        var result = new TaskCompletionSource<TOutput>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[id] = result;
        Post(input(id));
        try
        {
            return await result.Task;
        }
        finally
        {
            waiting.TryRemove(id, out _);
        }
    }

    private async Task ReadAsync(PlatformMind mind)
    {
        await foreach (var letter in _letters.Reader.ReadAllAsync())
        {
            try
            {
                letter(mind);
            }
            catch (Exception fault)
            {
                // One letter that the mind cannot take must not end the emulator; its sender gets no answer.
                LetterFailed(_logger, fault);
            }
        }
    }

    private void Step(PlatformMind mind, PlatformInput input)
    {
        var now = _clock.GetUtcNow();
        _lastStep = now > _lastStep ? now : _lastStep;
        foreach (var output in mind.Step(input, _lastStep))
            HandOut(mind, output);
        if (mind.NextDue is { } next)
        {
            var wait = next - _clock.GetUtcNow();
            _alarm.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private void HandOut(PlatformMind mind, PlatformOutput output)
    {
        switch (output)
        {
            case PlatformOutput.GraphAnswered answer:
                if (_calls.TryGetValue(answer.RequestId, out var call))
                    call.TrySetResult(answer);
                break;
            case PlatformOutput.ActSettled settled:
                if (_acts.TryGetValue(settled.ActId, out var act))
                    act.TrySetResult(settled);
                break;
            case PlatformOutput.WebhookPosted post:
                _ = _postman.DeliverAsync(post, Post);
                break;
            case PlatformOutput.ChallengePosed challenge:
                _ = _postman.ChallengeAsync(challenge, Post);
                break;
            case PlatformOutput.LedgerWritten written:
                _ledger.Add(written.Line);
                break;
            case PlatformOutput.ScreenChanged change when _feed.IsHeard:
                if (mind.Line(change.Screen, change.Wamid) is { } line)
                    _feed.Publish(new(change.Screen, change.PhoneNumberId, change.Customer, line));
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The platform could not take an input.")]
    private static partial void LetterFailed(ILogger logger, Exception fault);
}
