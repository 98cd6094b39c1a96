using System.Globalization;
using Tandem.CloudApi.Errors;
using Tandem.Domain.Sending;
using Tandem.Engine.Reading;

namespace Tandem.Console.Words;

/// <summary>Why something did not go, for people.</summary>
public static class Failures
{
    /// <summary>Why a message failed.</summary>
    public static string Explain(FailureView? failure) => failure switch
    {
        null => "WhatsApp gave no reason.",
        { Code: 0 } => "Graph could not be reached; nothing was sent.",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Words(failure)} (WhatsApp error {failure.Code})."),
    };

    /// <summary>What became of a reply that was asked for; null while all is well.</summary>
    /// <param name="send">The send as it stands.</param>
    /// <param name="time">Writes a time as the person reads it.</param>
    public static string? Explain(SendView send, Func<DateTimeOffset, string> time) => send.State switch
    {
        "refused" => Refused(send.Refusal, time),
        "withdrawn" => $"Not sent: {Withdrawn(send.Refusal?.Code)}",
        "rejected" when send.Refusal?.MetaCode is { } code and not 0 =>
            $"WhatsApp refused it: {Explain(new FailureView(code, Title: null))} Nothing was sent.",
        "rejected" => "It could not be sent: Graph was not reached. Nothing went out; try again.",
        "unknown" =>
            "No answer came, so it may or may not have been sent. The hub settles it and never sends it twice.",
        _ => null,
    };

    private static string Refused(RefusalView? refusal, Func<DateTimeOffset, string> time) => refusal switch
    {
        { Code: "held_by_human", By: { } by, Until: { } until } =>
            $"Not sent: {by} speaks in this conversation until {time(until)}.",
        { Code: "queue_full" } => "Not sent: too much waits already. Try again later.",
        { Code: var code } when Reasons.Find(code) is { } reason => $"Not sent. {reason.Means} {reason.Do}",
        { Code: var code } => $"Not sent: refused ({code.Replace('_', ' ')}).",
        null => "Not sent: refused.",
    };

    private static string Withdrawn(string? code) => code switch
    {
        "wait_over" => "it did not get its turn in time. You can send it again.",
        "taken_for_not_sent" => "no answer came, and it was taken for not sent.",
        "expired" => "its time was over before its turn came.",
        "restarted" => "the hub restarted before its turn came. You can send it again.",
        _ => "it was taken back before it went.",
    };

    private static string Words(FailureView failure) => failure.Code switch
    {
        131047 => "More than 24 hours have passed since the customer's last message, so only a template may be sent",
        131026 => "It cannot be delivered: the customer may not use WhatsApp, or has not accepted its terms",
        131056 => "Too many messages to this customer in a short time",
        130429 => "Too many messages from this number in a short time",
        131049 => "WhatsApp held it back to keep the customer's chats healthy",
        131053 => "The media could not be taken",
        368 => "The account is blocked for a while for breaking a policy",
        _ => (failure.Title ?? ErrorCatalogue.Find(failure.Code)?.Title ?? "WhatsApp refused it").TrimEnd('.'),
    };
}
