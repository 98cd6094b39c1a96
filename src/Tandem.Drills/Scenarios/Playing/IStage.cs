using System.Text.Json.Nodes;
using Tandem.Platform;

namespace Tandem.Drills.Scenarios.Playing;

/// <summary>Where a scenario is played: a simulated world, or a running hub and emulator.</summary>
public interface IStage
{
    /// <summary>The shop's number, as the platform and the hub name it.</summary>
    string PhoneNumberId { get; }

    /// <summary>When the scenario began, by the platform's clock.</summary>
    DateTimeOffset Start { get; }

    /// <summary>The platform's clock.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The platform's name for a customer.</summary>
    /// <param name="index">From 0; the same for the same person.</param>
    string Customer(int index);

    /// <summary>Goes on when the platform's clock shows this time; at once if it is over.</summary>
    Task ReachAsync(DateTimeOffset at, CancellationToken ct);

    /// <summary>Lets somebody act.</summary>
    /// <param name="act">The act; its parameter is the id of it.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The id of what it made, and why it is impossible; each may be null.</returns>
    Task<ActResult> ActAsync(Func<long, PlatformInput> act, CancellationToken ct);

    /// <summary>Connects the number to the Cloud API again, as Embedded Signup does.</summary>
    Task<ActResult> ConnectAsync(bool sharesHistory, CancellationToken ct);

    /// <summary>Asks the phone for what it has: <c>history</c> or <c>smb_app_state_sync</c>.</summary>
    Task<ActResult> AskPhoneAsync(string kind, CancellationToken ct);

    /// <summary>Sends through the hub; does not wait for the answer.</summary>
    ISend Send(SendOrder order);

    /// <summary>A person takes over (with an end), or hands back (null).</summary>
    Task<ActResult> SpeakForAsync(string customer, Actor agent, TimeSpan? holds, CancellationToken ct);

    /// <summary>The hub's process is killed, and started again after a while; null: soon.</summary>
    void KillHub(TimeSpan? down);

    /// <summary>What is to be seen now.</summary>
    Task<Evidence> LookAsync(IReadOnlyList<Expectation> at, CancellationToken ct);
}

/// <summary>What came of an act.</summary>
/// <param name="Id">Of a message its wamid, of a companion its id; null where nothing was made.</param>
/// <param name="Refusal">Why it is impossible; null: it was done.</param>
public sealed record ActResult(string? Id, ActRefusal? Refusal)
{
    /// <summary>Done, and nothing was made.</summary>
    public static ActResult Done { get; } = new(null, null);
}

/// <summary>Something to be sent.</summary>
/// <param name="By">The sender.</param>
/// <param name="Customer">The platform's name for whom it is for.</param>
/// <param name="Content">A Cloud API body without recipient.</param>
/// <param name="IsDropIn">By the drop-in Cloud API; false: by <c>/v1</c>.</param>
public sealed record SendOrder(Actor By, string Customer, JsonObject Content, bool IsDropIn);

/// <summary>A send under way.</summary>
public interface ISend
{
    /// <summary>What was asked for.</summary>
    SendOrder Order { get; }

    /// <summary>When, by the platform's clock.</summary>
    DateTimeOffset At { get; }

    /// <summary>Its wamid, once the caller knows it.</summary>
    string? Wamid { get; }
}
