using Tandem.Domain.Sending;

namespace Tandem.Engine.Registry;

/// <summary>A business number as its owner registered it.</summary>
/// <param name="PhoneNumberId">Meta's id of the number.</param>
/// <param name="Short">The front half of our ids: a small decimal number, unique in this installation.</param>
public sealed record NumberRegistration(string PhoneNumberId, string Short)
{
    /// <summary>The WhatsApp Business Account it belongs to.</summary>
    public required string WabaId { get; init; }

    /// <summary>The number people see, as its owner wrote it.</summary>
    public required string DisplayPhoneNumber { get; init; }

    /// <summary>The business's name, if given.</summary>
    public string? VerifiedName { get; init; }

    /// <summary>The app whose secret signs this number's webhooks.</summary>
    public required string AppId { get; init; }

    /// <summary>Ids under which its app was known before: what they signed and is not applied yet counts.</summary>
    public IReadOnlyList<string> FormerAppIds { get; init; } = [];

    /// <summary>The Graph token, protected (<see cref="ISecrets"/>).</summary>
    public required string ProtectedToken { get; init; }

    /// <summary>
    /// Where Graph is for this number: <c>https://graph.facebook.com</c> or an allow-listed other base.
    /// </summary>
    public required string GraphBaseUrl { get; init; }

    /// <summary>true: guard (the gate refuses bots while a human speaks). false: observe.</summary>
    public bool IsGuarding { get; init; }

    /// <summary>How long a human's message from the phone holds bots, in seconds; null for the default.</summary>
    public int? EchoHoldSeconds { get; init; }

    /// <summary>How long an agent's message through the hub holds bots, in seconds; null: as long as the phone's.
    /// </summary>
    public int? AgentHoldSeconds { get; init; }

    /// <summary>Words typed on the phone that hand back; null for none.</summary>
    public IReadOnlyList<string>? HandBackWords { get; init; }

    /// <summary>Words typed on the phone that take over until somebody hands back; null for none.</summary>
    public IReadOnlyList<string>? TakeOverWords { get; init; }

    /// <summary>What the app says by itself; null for nothing.</summary>
    public IReadOnlyList<string>? AutomaticTexts { get; init; }

    /// <summary>true: whoever is known from the phone's history only is private until a person decides or they write.
    /// </summary>
    public bool IsPrivateUntilLive { get; init; }

    /// <summary>How long a send may be uncertain before a person is asked, in seconds; null for the default.</summary>
    public int? UnknownSilenceSeconds { get; init; }

    /// <summary>Messages a second, both directions together; null for Meta's 20.</summary>
    public int? MessagesPerSecond { get; init; }

    /// <summary>Lanes in which an uncertain send goes again, once, after that; null for none.</summary>
    public IReadOnlyList<SendLane>? ResendLanes { get; init; }

    /// <summary>What Meta must show in the handshake of this hub's webhook address.</summary>
    public required string VerifyToken { get; init; }

    /// <summary>When it was registered, UTC.</summary>
    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Whether a webhook that this app signed may speak of this number.</summary>
    public bool IsSignedBy(string appId) => appId == AppId || FormerAppIds.Contains(appId);
}

/// <summary>An app of Meta's: whose secret signs webhooks.</summary>
/// <param name="AppId">Meta's id, or one made from the secret's hash when none was given.</param>
/// <param name="ProtectedSecret">The app secret, protected.</param>
public sealed record AppRegistration(string AppId, string ProtectedSecret);

/// <summary>A key of ours. The secret part is never stored, only its SHA-256.</summary>
/// <param name="Id">Names the key in lists and logs.</param>
/// <param name="SecretHash">Lower-case hex SHA-256 of the whole key text.</param>
public sealed record ApiKeyRegistration(string Id, string SecretHash)
{
    /// <summary>Whose name stands at what it sends.</summary>
    public required string Sender { get; init; }

    /// <summary><c>owner</c>, <c>bot</c>, <c>agent</c>, <c>notifier</c> or <c>campaign</c>: sets the lane.</summary>
    public required string Role { get; init; }

    /// <summary>Phone number ids it may see; null for all.</summary>
    public IReadOnlyList<string>? Numbers { get; init; }

    /// <summary><c>read</c>, <c>send</c>, <c>manage</c>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was revoked, UTC; null while it works.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Whether the key may see a number.</summary>
    public bool MaySee(string phoneNumberId) => Numbers is null || Numbers.Contains(phoneNumberId);

    /// <summary>Whether the key has a scope.</summary>
    public bool Has(string scope) => Scopes.Contains(scope);
}

/// <summary>An outgoing webhook, bound to a key.</summary>
/// <param name="Id">Names it.</param>
public sealed record EndpointRegistration(string Id)
{
    /// <summary>Where events are POSTed.</summary>
    public required string Url { get; init; }

    /// <summary>Shown in the GET challenge at registration.</summary>
    public required string VerifyToken { get; init; }

    /// <summary>Signs what is posted; protected. Its owner may set it to the app secret.</summary>
    public required string ProtectedSecret { get; init; }

    /// <summary><c>meta</c> or <c>tandem</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The key it is bound to: its numbers bound what the endpoint sees.</summary>
    public required string KeyId { get; init; }

    /// <summary>Phone number ids it wants; null for all the key may see.</summary>
    public IReadOnlyList<string>? Numbers { get; init; }

    /// <summary>Webhook fields it wants; null for all but history.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>The feed cursor it begins behind: what was there before it registered is not sent.</summary>
    public string? StartCursor { get; init; }

    /// <summary>When it was registered, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
