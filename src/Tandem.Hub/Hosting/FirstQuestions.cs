using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Domain.Deciding;
using Tandem.Domain.Link;
using Tandem.Engine.Doors;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;

namespace Tandem.Hub.Hosting;

/// <summary>Asks Meta about each number that was registered: when it was onboarded, nobody else may say.</summary>
/// <remarks>Registering and asking are two writes. Whoever was registered and not asked about is asked about at the
/// next start, or as soon as it can be stored.</remarks>
internal sealed partial class FirstQuestions(
    INumberDoor door, RegistrationBook registry, Reader reader, TimeProvider clock, ILogger<FirstQuestions> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly HashSet<string> _owed = [];

    /// <summary>Asks about a number, now if that can be stored, unless it was asked about or heard of before.</summary>
    public async Task AskAsync(string phoneNumberId, CancellationToken ct)
    {
        lock (_gate)
            _owed.Add(phoneNumberId);
        await TryAsync(phoneNumberId, ct);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            var isKnown = false;
            do
            {
                isKnown = isKnown || await FindAsync(stoppingToken);
                foreach (var number in Owed())
                    await TryAsync(number, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task<bool> FindAsync(CancellationToken ct)
    {
        try
        {
            var numbers = (await registry.NumbersAsync(ct)).Select(number => number.PhoneNumberId).ToList();
            lock (_gate)
                _owed.UnionWith(numbers);
            return true;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            LogFailure(failure);
            return false;
        }
    }

    private async Task TryAsync(string number, CancellationToken ct)
    {
        try
        {
            if (await reader.Numbers.FindAsync(number, ct) is
                { Link: { Meta: null, OnboardedAt: null, Since: null } })
                await door.CommandAsync(number, new Input.LinkAsked(LinkInquiry.Registered), ct);
            lock (_gate)
                _owed.Remove(number);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            LogFailure(failure); // storage away, or the number busy: it is owed still
        }
    }

    private List<string> Owed()
    {
        lock (_gate)
            return [.. _owed];
    }

    [LoggerMessage(441, LogLevel.Warning,
        "Meta could not be asked about a number that was registered; the next try is in a minute.")]
    private partial void LogFailure(Exception failure);
}
