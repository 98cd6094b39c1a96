using Tandem.Engine.Reading;

namespace Tandem.Hub.Api;

/// <summary>What registers a number. Sent again, it keeps what it leaves out of the optional members.</summary>
public sealed record NumberBody : RulesBody
{
    /// <summary>Meta's id of the number.</summary>
    public string? PhoneNumberId { get; init; }

    /// <summary>The WhatsApp Business Account it belongs to.</summary>
    public string? WabaId { get; init; }

    /// <summary>The number people see.</summary>
    public string? DisplayPhoneNumber { get; init; }

    /// <summary>The business's name.</summary>
    public string? VerifiedName { get; init; }

    /// <summary>The Graph token.</summary>
    public string? AccessToken { get; init; }

    /// <summary>The secret of the app whose webhooks are received.</summary>
    public string? AppSecret { get; init; }

    /// <summary>Meta's id of that app.</summary>
    public string? AppId { get; init; }

    /// <summary>Where Graph is; one of the addresses that graph_base_urls allows.</summary>
    public string? GraphBaseUrl { get; init; }

    /// <summary><c>open</c> (the default of a new number) or <c>private_unless_live</c>: choose before the history is
    /// shared.</summary>
    public string? HistoryPrivacy { get; init; }

    /// <summary>true: ask Graph about the number first, and refuse what it does not know.</summary>
    public bool Check { get; init; }
}

/// <summary>What a registered number's owner enters at Meta.</summary>
/// <param name="Url">The callback address.</param>
/// <param name="VerifyToken">The verify token.</param>
public sealed record WebhookAddress(string Url, string VerifyToken);

/// <summary>What is asked of a phone, through Meta, once for each connection.</summary>
/// <param name="What"><c>contacts</c> or <c>history</c>.</param>
/// <param name="Again">An earlier call got no answer, and that is known.</param>
public sealed record SyncBody(string? What, bool Again = false);

/// <summary>Gaps that somebody has looked at.</summary>
/// <param name="Ids">Which.</param>
public sealed record GapsBody(IReadOnlyList<string>? Ids);

/// <summary>A takeover.</summary>
/// <param name="By">Who speaks from now on; the key's sender when left out.</param>
/// <param name="Until">When it ends by itself; 30 minutes from now when left out.</param>
public sealed record TakeoverBody(string? By, DateTimeOffset? Until);

/// <summary>Splits a conversation. One of the two is named.</summary>
/// <param name="Merge">Id of the merge that is taken back, as the conversation's <c>merges</c> list it.</param>
/// <param name="Key">A number with its country code, or a user id: whoever it is, is somebody else.</param>
public sealed record SplitBody(string? Merge, string? Key);

/// <summary>Makes one conversation of two.</summary>
/// <param name="With">Id of the other one.</param>
public sealed record MergeBody(string? With);

/// <summary>The two sides of a split.</summary>
/// <param name="Conversation">What stayed.</param>
/// <param name="Part">What left: under the id it had before it joined, or under a new one.</param>
public sealed record SplitTaken(ConversationView Conversation, ConversationView Part);

/// <summary>A person's word about an uncertain send.</summary>
/// <param name="Outcome"><c>sent</c>, <c>not_sent</c>, or <c>resend</c>: not there, and it shall go again.</param>
public sealed record SettleBody(string? Outcome);

/// <summary>What makes a key.</summary>
/// <param name="Sender">Whose name stands at what it sends.</param>
/// <param name="Role"><c>bot</c>, <c>agent</c>, <c>notifier</c> or <c>campaign</c>.</param>
/// <param name="Numbers">Phone number ids; all when left out.</param>
/// <param name="Scopes"><c>read</c>, <c>send</c>, <c>manage</c>.</param>
public sealed record KeyBody(
    string? Sender, string? Role, IReadOnlyList<string>? Numbers, IReadOnlyList<string>? Scopes);

/// <summary>A key as it is listed; its text is shown only by the call that makes it.</summary>
public sealed record KeyView(
    string Id,
    string Sender,
    string Role,
    IReadOnlyList<string>? Numbers,
    IReadOnlyList<string> Scopes,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RevokedAt);

/// <summary>A key that was just made.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Its text: shown this once.</param>
/// <param name="Sender">Whose name stands at what it sends.</param>
/// <param name="Role">Its role.</param>
/// <param name="Numbers">Phone number ids in scope; null for all.</param>
/// <param name="Scopes">Its scopes.</param>
public sealed record NewKeyView(
    string Id, string Key, string Sender, string Role, IReadOnlyList<string>? Numbers, IReadOnlyList<string> Scopes);

/// <summary>What registers an outgoing webhook.</summary>
/// <param name="Url">Where events are POSTed.</param>
/// <param name="VerifyToken">Shown to it in the GET challenge.</param>
/// <param name="Secret">Signs what is posted.</param>
/// <param name="Format"><c>meta</c> (default) or <c>tandem</c>.</param>
/// <param name="KeyId">The key it is bound to; the caller's own when left out.</param>
/// <param name="Numbers">Phone number ids it wants; all of the key's when left out.</param>
/// <param name="Fields">Webhook fields it wants; all but history when left out.</param>
public sealed record EndpointBody(
    string? Url,
    string? VerifyToken,
    string? Secret,
    string? Format,
    string? KeyId,
    IReadOnlyList<string>? Numbers,
    IReadOnlyList<string>? Fields);

/// <summary>An outgoing webhook, without its secrets.</summary>
public sealed record EndpointView(
    string Id,
    string Url,
    string Format,
    string KeyId,
    IReadOnlyList<string>? Numbers,
    IReadOnlyList<string>? Fields,
    DateTimeOffset CreatedAt);

/// <summary>A list that comes whole.</summary>
public sealed record Listing<T>(IReadOnlyList<T> Data);

/// <summary>A send that was taken.</summary>
/// <param name="Id">Its outbox id.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Held">Who holds it, while somebody does.</param>
public sealed record SendTaken(
    string Id,
    string State,
    [property: System.Text.Json.Serialization.JsonIgnore(
        Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    Tandem.Engine.Reading.HeldView? Held);
