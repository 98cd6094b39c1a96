using System.Globalization;
using Tandem.CloudApi.Errors;

namespace Tandem.Platform.Graph;

/// <summary>An error as Graph reports it (Meta, "Error codes"; HTTP statuses from its older table).</summary>
/// <param name="Http">HTTP status.</param>
/// <param name="Code">Meta's code.</param>
/// <param name="Message">The text beside the code, without the <c>(#code)</c> in front.</param>
internal sealed record Refusal(int Http, int Code, string Message)
{
    /// <summary>Text of <c>error_data.details</c>.</summary>
    public string? Details { get; init; }

    public int? Subcode { get; init; }

    public string Type { get; init; } = "OAuthException";

    /// <summary>Whether the message carries the code in front; errors of the Graph itself do not.</summary>
    public bool Numbered { get; init; } = true;

    /// <summary>Text of <c>error_user_title</c>, which management calls have.</summary>
    public string? UserTitle { get; init; }

    /// <summary>Text of <c>error_user_msg</c>.</summary>
    public string? UserMessage { get; init; }

    /// <summary>The refusal of a code that a fault names, with the catalogue's title and status.</summary>
    public static Refusal ByFault(int code)
    {
        var entry = ErrorCatalogue.Find(code);
        return new(entry?.HttpStatus ?? 400, code, entry?.Title ?? "Something went wrong")
        {
            Details = "A fault of the emulator refuses this call.",
        };
    }

    public static Refusal Parameter(string text) => new(400, 100, text);

    public static Refusal Missing(string details) =>
        new(400, 131008, "Required parameter is missing") { Details = details };

    public static Refusal Value(string details) =>
        new(400, 131009, "Parameter value is not valid") { Details = details };

    public static Refusal WindowClosed { get; } = new(400, 131047, "Re-engagement message")
    {
        Details = "Message failed to send because more than 24 hours have passed since the customer last replied to " +
            "this number.",
    };

    public static Refusal TooFast { get; } = new(400, 130429, "Rate limit hit")
    {
        Details = "Cloud API message throughput has been reached.",
        Subcode = 2494055,
    };

    /// <summary>Too much waits for the phone (profile <c>field</c>): seen by callers like any other
    /// throttling.</summary>
    public static Refusal Backlog { get; } = new(400, 130429, "Rate limit hit")
    {
        Details = "Messages are waiting for the WhatsApp Business app. Try again when they have arrived.",
    };

    public static Refusal NotRegistered { get; } = new(400, 133010, "Phone number Not Registered")
    {
        Details = "The phone number is not registered on the WhatsApp Business Platform.",
    };

    public static Refusal PairTooFast { get; } =
        new(400, 131056, "(Business Account, Consumer Account) pair rate limit hit")
        {
            Details = "Message failed to send because there were too many messages sent from this phone number to " +
                "the same phone number in a short period of time.",
        };

    public static Refusal NoToken { get; } =
        new(401, 104, "An access token is required to request this resource.") { Numbered = false };

    public static Refusal UnknownToken { get; } =
        new(401, 190, "Invalid OAuth access token - Cannot parse access token") { Numbered = false };

    /// <summary>A token that worked once.</summary>
    public static Refusal ExpiredToken(DateTimeOffset endedAt, DateTimeOffset now) => new(
        401,
        190,
        $"Error validating access token: Session has expired on {InWords(endedAt)}. The current time is " +
            $"{InWords(now)}.")
    {
        Subcode = 463,
        Numbered = false,
    };

    /// <summary>The hour's quota of calls is used up.</summary>
    public static Refusal QuotaUsedUp { get; } = new(400, 80007, "Rate limit issues")
    {
        Details = "There have been too many calls to this WhatsApp Business Account.",
    };

    public static Refusal InMaintenance { get; } = new(500, 131057, "Account in maintenance mode")
    {
        Details = "The business account is in maintenance mode.",
        Subcode = 2494100,
    };

    public static Refusal Locked { get; } = new(403, 131031, "Account has been locked")
    {
        Details = "The account has been locked for violating a policy.",
    };

    public static Refusal Restricted { get; } = new(403, 368, "Temporarily blocked for policies violations")
    {
        Details = "The account is restricted for violating a policy. account_update tells until when.",
    };

    public static Refusal SpamLimit { get; } = new(400, 131048, "Spam rate limit hit")
    {
        Details = "Message failed to send because there are restrictions on how many messages can be sent from this " +
            "phone number. This may be because too many previous messages were blocked or flagged as spam.",
    };

    /// <summary>The customer is not on WhatsApp, or cannot get the message for another reason of his own.</summary>
    public static Refusal Undeliverable { get; } = new(400, 131026, "Message Undeliverable")
    {
        Details = "Message Undeliverable.",
    };

    public static Refusal HeldBack { get; } =
        new(400, 131049, "This message was not delivered to maintain healthy ecosystem engagement.")
        {
            Details = "In order to maintain a healthy ecosystem engagement, the message failed to be delivered.",
        };

    public static Refusal OptedOut { get; } = new(400, 131050, "User has stopped marketing messages")
    {
        Details = "The user has stopped marketing messages from this business.",
    };

    public static Refusal TemplatePaused { get; } = new(400, 132015, "Template is Paused")
    {
        Details = "The template is paused because of its quality.",
    };

    public static Refusal TemplateDisabled { get; } = new(400, 132016, "Template is Disabled")
    {
        Details = "The template was paused too often because of its quality and is disabled for good.",
    };

    /// <summary>One-time passwords go to phone numbers only. Meta names the code; the words are ours.</summary>
    public static Refusal NeedsNumber { get; } = new(400, 131062, "Business-scoped user IDs are not supported")
    {
        Details = "Authentication templates can only be sent to a phone number.",
    };

    /// <summary>A file that cannot be sent as it was meant to be.</summary>
    public static Refusal Media(string details) => new(400, 131053, "Media upload error") { Details = details };

    /// <summary>The portfolio has reached as many customers as its limit allows.</summary>
    public static Refusal MessagingLimit(int code) => new(400, code, ErrorCatalogue.Find(code)?.Title ?? "Limit hit")
    {
        Details = "Message failed to send because the business portfolio has reached its messaging limit.",
    };

    /// <summary>An object that does not exist or that the token may not see; Graph does not tell these apart.</summary>
    public static Refusal UnknownObject(string method, string id) => new(
        400,
        100,
        $"Unsupported {method.ToLowerInvariant()} request. Object with ID '{id}' does not exist, cannot be loaded " +
            "due to missing permissions, or does not support this operation. Please read the Graph API documentation " +
            "at https://developers.facebook.com/docs/graph-api")
    {
        Subcode = 33,
        Type = "GraphMethodException",
        Numbered = false,
    };

    public static Refusal UnknownPath(string path) =>
        new(400, 2500, $"Unknown path components: {path}") { Numbered = false };

    private static string InWords(DateTimeOffset at) =>
        at.UtcDateTime.ToString("dddd, dd-MMM-yy HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
