namespace Tandem.Engine.Reading;

/// <summary>A registered number, without its secrets.</summary>
/// <param name="PhoneNumberId">Meta's id of the number.</param>
/// <param name="WabaId">The WhatsApp Business Account it belongs to.</param>
/// <param name="DisplayPhoneNumber">The number people see.</param>
/// <param name="VerifiedName">The business's name, if given.</param>
/// <param name="Mode"><c>observe</c> or <c>guard</c>.</param>
/// <param name="AppId">The app whose secret signs its webhooks.</param>
/// <param name="GraphBaseUrl">Where Graph is for this number.</param>
/// <param name="RegisteredAt">When it was registered, UTC.</param>
/// <param name="Link">Whether app and API are joined.</param>
public sealed record NumberView(
    string PhoneNumberId,
    string WabaId,
    string DisplayPhoneNumber,
    string? VerifiedName,
    string Mode,
    string AppId,
    string GraphBaseUrl,
    DateTimeOffset RegisteredAt,
    LinkView Link)
{
    /// <summary>Sends that left while the number only observed, and that a guarding one would have refused or held.
    /// </summary>
    public long WouldHaveHeld { get; init; }
}

/// <summary>The balanced ledger of a number: what came in, and what became of it.</summary>
/// <param name="Received">Items that the intake's scan counted, stored with the bytes.</param>
/// <param name="Pending">What is left: <c>received</c> without the four that decisions counted. 0 when all is told;
/// below 0 something was counted twice.</param>
/// <param name="Applied">Items that taught something.</param>
/// <param name="Duplicate">Items that taught nothing new.</param>
/// <param name="Waiting">Items kept beside a message that has not been seen yet.</param>
/// <param name="SetAside">Items that could not be applied, kept with the reason.</param>
public sealed record LedgerView(long Received, long Pending, long Applied, long Duplicate, long Waiting, long SetAside);
