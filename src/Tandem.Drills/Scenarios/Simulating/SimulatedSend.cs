using Tandem.Drills.Scenarios.Playing;
using Tandem.Drills.Worlds;

namespace Tandem.Drills.Scenarios.Simulating;

/// <summary>A send through the simulated hub.</summary>
internal sealed class SimulatedSend(SendOrder order, DateTimeOffset at, Call call) : ISend
{
    public SendOrder Order => order;

    public DateTimeOffset At => at;

    public Call Call => call;

    public string? Wamid => call.Told is [.., { } answer] ? Answers.Read(answer.Status, answer.Body).Wamid : null;
}
