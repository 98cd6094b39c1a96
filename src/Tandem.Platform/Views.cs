using System.Text.Json;

namespace Tandem.Platform;

/// <summary>A message as one screen shows it.</summary>
/// <param name="Wamid">Id of the message.</param>
/// <param name="Type">Its type as the Cloud API names it.</param>
/// <param name="Direction">Seen from the business: <c>in</c> or <c>out</c>.</param>
/// <param name="Author"><c>customer</c>, <c>phone</c> or <c>api</c>.</param>
/// <param name="Timestamp">When it was sent.</param>
/// <param name="Status"><c>pending</c>, <c>accepted</c>, <c>sent</c>, <c>delivered</c>, <c>read</c>, <c>failed</c> or
/// <c>revoked</c>.</param>
/// <param name="Edited">Whether its author changed it later.</param>
/// <param name="Content">The message object, JSON as Meta writes it.</param>
/// <param name="Reactions">Who reacted with what, latest per side.</param>
public sealed record ChatLine(
    string Wamid,
    string Type,
    string Direction,
    string Author,
    DateTimeOffset Timestamp,
    string Status,
    bool Edited,
    ReadOnlyMemory<byte> Content,
    IReadOnlyList<ChatReaction> Reactions)
{
    /// <summary>The words of a text message, or what is written under media; null: there are none.</summary>
    public string? Text
    {
        get
        {
            if (!JsonElement.Parse(Content.Span).TryGetProperty(Type, out var content)
                || content.ValueKind != JsonValueKind.Object)
                return null;
            return content.TryGetProperty(Type == "text" ? "body" : "caption", out var words)
                ? words.GetString()
                : null;
        }
    }
}

/// <summary>An emoji under a message.</summary>
/// <param name="Author"><c>customer</c>, <c>phone</c> or <c>api</c>.</param>
/// <param name="Emoji">The emoji.</param>
public sealed record ChatReaction(string Author, string Emoji);

/// <summary>A chat of one number with one customer.</summary>
/// <param name="Customer">What the emulator's paths call the customer.</param>
/// <param name="Name">Profile name.</param>
/// <param name="WaId">Phone number, digits only; null when there is none.</param>
/// <param name="UserId">BSUID.</param>
/// <param name="LastMessageAt">Time of the newest message.</param>
/// <param name="Messages">How many there are.</param>
public sealed record ChatSummary(
    string Customer, string Name, string? WaId, string UserId, DateTimeOffset LastMessageAt, int Messages);

/// <summary>An account as it stands.</summary>
public sealed record AccountView(
    string AppId,
    string AppSecret,
    string PortfolioId,
    string WabaId,
    string AccessToken,
    string? CallbackUrl,
    string? VerifyToken,
    bool Subscribed,
    IReadOnlyList<NumberSetup> Numbers);

/// <summary>A webhook and how it fared.</summary>
/// <param name="DeliveryId">Its id.</param>
/// <param name="Url">Where to.</param>
/// <param name="State"><c>waiting</c>, <c>posted</c>, <c>delivered</c> or <c>dropped</c>.</param>
/// <param name="Attempts">Attempts so far.</param>
/// <param name="LastStatus">HTTP status of the last answer; null: none.</param>
/// <param name="FirstPostedAt">First attempt.</param>
/// <param name="NextAttemptAt">When it is tried again; null unless waiting.</param>
/// <param name="Updates">How many messages and statuses it carries.</param>
/// <param name="Body">The signed bytes.</param>
public sealed record DeliveryView(
    long DeliveryId,
    string Url,
    string State,
    int Attempts,
    int? LastStatus,
    DateTimeOffset FirstPostedAt,
    DateTimeOffset? NextAttemptAt,
    int Updates,
    ReadOnlyMemory<byte> Body);
