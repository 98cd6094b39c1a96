using Tandem.Platform.Accounts;

namespace Tandem.Platform.Link;

/// <summary>A run of Embedded Signup.</summary>
internal sealed class Signup(string id, BusinessNumber number, string sessionId)
{
    public string Id { get; } = id;

    public BusinessNumber Number { get; } = number;

    /// <summary>Meta's name for the run, in messages about errors.</summary>
    public string SessionId { get; } = sessionId;

    public string State { get; private set; } = SignupStates.Waiting;

    /// <summary>What the window shows and the owner types into the app; null: it came to none.</summary>
    public string? VerificationCode { get; set; }

    public int WrongCodes { get; set; }

    public ActRefusal? Refusal { get; private set; }

    /// <summary>The window's message to the page that opened it; null while it is open.</summary>
    public byte[]? Event { get; private set; }

    /// <summary>What is exchanged for a token.</summary>
    public string? Code { get; private set; }

    public DateTimeOffset CodeUntil { get; private set; }

    public bool CodeUsed { get; set; }

    public void Close(string state, byte[] message, ActRefusal? refusal = null) =>
        (State, Event, Refusal) = (state, message, refusal);

    public void Finish(byte[] message, string code, DateTimeOffset until)
    {
        Close(SignupStates.Finished, message);
        (Code, CodeUntil) = (code, until);
    }

    public SignupView View() => new(
        Id,
        State,
        Number.PhoneNumberId,
        Number.Account.WabaId,
        State == SignupStates.Waiting ? VerificationCode : null,
        Refusal,
        Event is { } message ? message : default(ReadOnlyMemory<byte>?),
        Code,
        Code is null ? null : CodeUntil);
}
