using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tandem.Domain.Deciding;
using Tandem.Domain.Link;
using Tandem.Domain.Sending;
using Tandem.Engine.Doors;
using Tandem.Engine.Reading;
using Tandem.Engine.Registry;
using Tandem.Engine.Storing;
using Tandem.Hub.Hosting;
using Tandem.Hub.Tests.Support;

namespace Tandem.Hub.Tests;

/// <summary>Registering a number and asking Meta about it are two writes: what is in between loses nothing.</summary>
public sealed class FirstQuestionsTests
{
    private const string Unasked = "208888777666555";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_was_registered_and_not_asked_about_is_asked_about_at_the_next_start()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.UntilAsync(
            $"/v1/numbers/{TestHub.NumberId}",
            number => number.GetProperty("link").GetProperty("meta").ValueKind == JsonValueKind.Object);
        var services = hub.Host.App.Services;
        var registry = services.GetRequiredService<RegistrationBook>();
        var known = (await registry.FindNumberAsync(TestHub.NumberId, Ct))!;
        var app = (await registry.AppsAsync(Ct)).Single();
        await registry.PutNumberAsync(known with { PhoneNumberId = Unasked, Short = "" }, app, Ct);

        var door = new Door();
        using var questions = new FirstQuestions(
            door, registry, services.GetRequiredService<Reader>(), TimeProvider.System,
            NullLogger<FirstQuestions>.Instance);
        await questions.StartAsync(Ct);
        var asked = await door.First.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        await questions.StopAsync(Ct);

        Assert.Equal((Unasked, LinkInquiry.Registered), asked);
        Assert.Single(door.Asked);
    }

    [Fact]
    public async Task What_cannot_be_stored_now_is_asked_again()
    {
        await using var hub = await TestHub.StartAsync(registers: false);
        var services = hub.Host.App.Services;
        var door = new Door { Refuses = 2 };
        using var questions = new FirstQuestions(
            door, services.GetRequiredService<RegistrationBook>(), services.GetRequiredService<Reader>(),
            new Hurried(), NullLogger<FirstQuestions>.Instance);
        await hub.RegisterAsync(TestHub.NumberId, TestHub.WabaId);
        var registry = services.GetRequiredService<RegistrationBook>();
        var known = (await registry.FindNumberAsync(TestHub.NumberId, Ct))!;
        await registry.PutNumberAsync(
            known with { PhoneNumberId = Unasked, Short = "" }, (await registry.AppsAsync(Ct)).Single(), Ct);

        await questions.AskAsync(Unasked, Ct);
        Assert.Empty(door.Asked);
        await questions.StartAsync(Ct);
        await door.First.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        await questions.StopAsync(Ct);

        Assert.Contains((Unasked, LinkInquiry.Registered), door.Asked);
    }

    /// <summary>Takes commands down; refuses the first few.</summary>
    private sealed class Door : INumberDoor
    {
        private readonly TaskCompletionSource<(string, string)> _first = new();
        private readonly List<(string Number, string Cause)> _asked = [];

        public int Refuses { get; set; }

        public Task<(string Number, string Cause)> First => _first.Task;

        public IReadOnlyList<(string Number, string Cause)> Asked => _asked;

        public Task<Decision> CommandAsync(string phoneNumberId, Input command, CancellationToken ct)
        {
            if (Refuses-- > 0)
                throw new NotTakenException("Too much waits.", TimeSpan.FromSeconds(1));

            var asked = (phoneNumberId, Assert.IsType<Input.LinkAsked>(command).Cause);
            _asked.Add(asked);
            _first.TrySetResult(asked);
            return Task.FromResult(new Decision(Outcome.Applied, null, null, [], [], [], Settled: 0));
        }

        public Task<Send> AskAsync(string phoneNumberId, SendDraft draft, CancellationToken ct) =>
            throw new NotSupportedException();

        public Task<Send> AwaitChangeAsync(
            string phoneNumberId, Send send, DateTimeOffset until, CancellationToken ct) =>
            throw new NotSupportedException();

        public Task<Send> WithdrawAsync(string phoneNumberId, string sendId, string code, CancellationToken ct) =>
            throw new NotSupportedException();

        public Task<Decision> RetryAsync(Owner owner, Input.ItemRetried retried, CancellationToken ct) =>
            throw new NotSupportedException();
    }

    /// <summary>A clock whose timers come due at once.</summary>
    private sealed class Hurried : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1));
    }
}
