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

    /// <summary>Too much waits for the phone (profile <c>field</c>): seen by callers like any other throttling.</summary>
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
}
