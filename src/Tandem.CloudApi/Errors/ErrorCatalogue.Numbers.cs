namespace Tandem.CloudApi.Errors;

/// <summary>Registration of numbers, and the seven-digit codes.</summary>
public static partial class ErrorCatalogue
{
    private static ErrorEntry[] Registration =>
    [
        Row(133000, "Incomplete Deregistration", 500, Sync, "An earlier deregistration failed."),
        Row(133004, "Server Temporarily Unavailable", 503, Sync, "Details tell more; the outcome is unknown."),
        Row(133005, "Two step verification PIN Mismatch", 400, Sync, "The PIN is wrong."),
        Row(133006, "Phone number re-verification needed", 400, Sync, "Verify the number first."),
        Row(133008, "Too Many two step verification PIN Guesses", 400, Sync, "Details tell how long to wait."),
        Row(133009, "Two step verification PIN Guessed Too Fast", 400, Sync, "Details tell how long to wait."),
        Row(133010, "Phone number Not Registered", 400, Sync, "Also on sends and username calls."),
        Row(133015, "Please wait a few minutes before attempting to register this phone number", 400, Sync,
            "Deleted a moment ago: about 5 minutes."),
        Row(133016, "Account register deregister rate limit exceeded", 400, Sync, "10 in 72 hours."),
        Row(136024, "Request code error", 400, Sync, "Details tell."),
        Row(136025, "Verify code error", 400, Sync, "Details tell."),
    ];

    private static ErrorEntry[] Subcodes =>
    [
        Sub(1752041, "Duplicate Request", "The client is invited already."),
        Sub(2388001, "(Migration refused)", "Ownership is not confirmed, or two-step verification is still on."),
        Sub(2388012, "(Number already in your list)", "The number is in the account already."),
        Sub(2388019, "Message Template Limit Exceeded", "250 templates, or 6000 for verified businesses."),
        Sub(2388023, "(Language being deleted)",
            "That language of the template is being deleted; one project reads it as \"name exists\"."),
        Sub(2388024, "(Content exists)", "Content in this language exists already."),
        Sub(2388027, "(One catalogue only)", "The account has its catalogue already (field report)."),
        Sub(2388039, "Message template status can't be changed", "In review, or the limit of edits."),
        Sub(2388040, "Character limit exceeded", "A text of the template is too long."),
        Sub(2388047, "Message header format is incorrect", "The template's header."),
        Sub(2388072, "Message body format is incorrect", "The template's body."),
        Sub(2388073, "Message footer format is incorrect", "The template's footer."),
        Sub(2388077, "Insight Invalid Product Type Combination", "Analytics."),
        Sub(2388091, "(Code cannot be requested)", "The number cannot receive a code, or too many were asked for."),
        Sub(2388093, "(Code cannot be verified)", "The number cannot verify a code, or too many were tried."),
        Sub(2388103, "(Cannot migrate)", "One of nine texts tells why."),
        Sub(2388293, "Parameters words ratio exceeds limit", "Too many parameters for the length."),
        Sub(2388299, "Leading or trailing parameters not allowed", "The template's text."),
        Sub(2388318, "(Template content refused)", "No page; seen in a client library's list."),
        Sub(2388330, "(Template content refused)", "No page; seen in a client library's list."),
        Sub(2494010, "(Internal)", "Seen beside other codes; says nothing more."),
        Sub(2494055, "(Internal)", "Seen beside 130429; says nothing more."),
        Sub(2494073, "(Internal)", "Seen beside 131xxx; says nothing more."),
        Sub(2494100, "Account is in maintenance mode", "A few minutes; the outcome is unknown."),
        new(2494164, 2494179, "(Onboarding refused)", 400, Sync, "Onboarding and coexistence.", IsSubcode: true),
        Sub(2593011, "(Display name changes used up)", "Ten in 30 days; comes under code 4 with 403 (field report).",
            403),
        Sub(2593079, "(Marked for another solution)", "The account belongs to another solution."),
        Sub(2593085, "(Invalid for moving)", "The account cannot be moved."),
        Sub(2593107, "Synchronization request limit exceeded", "Once per kind; comes under code 4 (field report)."),
        Sub(2593108, "Synchronization request made outside of allowed time window",
            "Within 24 hours of onboarding; comes under code 4 (field report)."),
        new(2593109, 2593109, "History sync is turned off by the business from the WhatsApp Business App", null,
            ErrorArrival.Inbound, "The business declined to share its history; only inside the history webhook."),
    ];

    private static ErrorEntry Sub(int code, string title, string note, int http = 400) =>
        new(code, code, title, http, Sync, note, IsSubcode: true);
}
