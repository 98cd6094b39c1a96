namespace Tandem.CloudApi.Errors;

/// <summary>Codes of templates, flows and calls.</summary>
public static partial class ErrorCatalogue
{
    private static ErrorEntry[] Templates =>
    [
        Row(132000, "Template Param Count Mismatch", 400, Sync, "Details tell expected and given number."),
        Row(132001, "Template does not exist", 404, Sync,
            "No template of that name in that language; 404 while other refusals are 400 (decision 0101, row 24)."),
        Row(132005, "Template Hydrated Text Too Long", 400, Sync, "Too long with its parameters filled in."),
        Row(132007, "Template Format Character Policy Violated", 400, Sync,
            "A newline, tab or more than four spaces in a parameter."),
        Row(132012, "Template Parameter Format Mismatch", 400, Sync, "The wrong kind of parameter."),
        Row(132015, "Template is Paused", 400, Either, "For 3 hours, then 6, then it is disabled."),
        Row(132016, "Template is Disabled", 400, Sync, "For good."),
        Row(132018, "Template validation error", 400, Sync, "The parameters were refused."),
        Row(132068, "Flow is blocked", 400, Sync, "Flows."),
        Row(132069, "Flow is throttled", 400, Sync, "Flows: 10 an hour."),
        Row(134011, "WhatsApp Payments terms of service has not been accepted", 400, Sync, "Payments."),
        Row(134100, "Only marketing messages supported", 400, Sync, "The marketing API."),
        Row(134101, "Your template is still syncing", 400, Sync, "The marketing API: about 10 minutes."),
        Row(134102, "Template unavailable for use", 500, Sync, "The marketing API."),
    ];

    private static ErrorEntry[] Calling =>
    [
        Row(138000, "(Calling not enabled)", null, Either, "Calls."),
        Row(138001, "(Receiver uncallable)", null, Either, "Calls."),
        Row(138002, "(Concurrent calls limit)", null, Either, "Calls: 1000 at once."),
        Row(138003, "(Duplicate call)", null, Either, "Calls."),
        Row(138004, "(Connection error)", null, Either, "Calls."),
        Row(138005, "(Call rate limit)", null, Either, "Calls."),
        Row(138006, "(No permission to call)", null, Either, "Calls."),
        Row(138007, "(Connection timeout)", null, Either, "Calls."),
        Row(138009, "(Permission request limit)", null, Either, "Calls."),
        Row(138012, "(Daily call limit)", null, Either, "Calls."),
        Row(138013, "(Calling not available)", null, Either, "Calls."),
        Row(138014, "(Calling disabled for quality)", null, Either, "Calls."),
        Row(138015, "(Calling cannot be enabled)", null, Either, "Calls."),
        Row(138017, "(Permanent permission exists)", null, Either, "Calls."),
        Row(138018, "(Calling cannot be enabled)", null, Either, "Calls."),
        new(138000, 138023, "(Calling)", null, Either, "Calls; 138019 to 138023 concern media."),
    ];
}
