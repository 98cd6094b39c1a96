namespace Tandem.CloudApi.Errors;

/// <summary>Tokens, permissions, quotas: codes any Graph call may answer.</summary>
public static partial class ErrorCatalogue
{
    private static ErrorEntry[] General =>
    [
        Row(0, "AuthException", 401, Sync, "The token expired, was invalidated, or the app user blocked the app."),
        Row(1, "API Unknown", 400, Sync, "A bad request or a server error; it does not say which."),
        Row(2, "API Service", 503, Sync, "Downtime or overload."),
        Row(3, "API Method", 500, Sync, "A capability or permission is missing, in spite of the status."),
        Row(4, "API Too Many Calls", 400, Sync,
            "The app's call quota; 429 and 403 were seen. Also carries 2593107, 2593108 and 2593011 (field reports)."),
        Row(10, "Permission Denied", 403, Sync, "A permission is missing, or the number is not eligible."),
        Row(17, "User request limit reached", 400, Sync, "Graph's limit per user; general Graph knowledge."),
        Row(32, "Page request limit reached", 403, Sync, "Graph's limit per page; general Graph knowledge."),
        Row(33, "Parameter value is not valid", 400, Sync,
            "The business number was deleted. As subcode of 100: object unknown or no permission."),
        Row(100, "Invalid parameter", 400, Sync,
            "A parameter is unsupported, misspelt, missing or too long; with subcode 33 the object is unknown."),
        Row(102, "Session key invalid or no longer valid", 401, Sync, "No valid session; 400 was seen."),
        Row(104, "An access token is required to request this resource.", 401, Sync, "No token was sent."),
        Row(190, "Access token has expired", 401, Sync,
            "Subcodes 458 to 467 and 492 tell why: expired, password changed, logged out and others."),
        new(200, 299, "API Permission", 403, Sync,
            "A permission was not granted; 200 with \"Provide valid app ID\" is a missing token on some reads."),
        Row(341, "Temporarily blocked for policies violations", 403, Either, "Blocked for violating a policy."),
        Row(368, "Temporarily blocked for policies violations", 403, Either,
            "The account is restricted or disabled by policy; account_update tells until when."),
        Row(613, "Custom rate limit reached", 429, Sync, "Graph's custom limit; general Graph knowledge."),
        Row(803, "Some of the aliases you requested do not exist", 404, Sync,
            "An unknown object name; general Graph knowledge."),
        Row(1026, "Receiver incapable", null, Async, "The customer's app is too old; from the On-Premises API."),
        Row(2500, "Unknown path components", 400, Sync, "An unknown path or version; general Graph knowledge."),
        Row(80007, "Rate limit issues", 400, Sync,
            "The account's call quota: 5000 an hour, 200 without a registered number; Meta's OpenAPI says 429."),
        Row(80008, "Rate limit issues", 400, Sync, "The account's quota of template calls."),
        Row(200005, "Template insights unavailable", 403, Sync, "Template insights are not available."),
        Row(200006, "Template insights cannot be disabled", 403, Sync, "Template insights cannot be turned off."),
        Row(200007, "Template insights not enabled", 403, Sync, "Template insights must be turned on first."),
    ];
}
