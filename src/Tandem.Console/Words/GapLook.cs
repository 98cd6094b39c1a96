using Tandem.Engine.Reading;

namespace Tandem.Console.Words;

/// <summary>How a gap is named where there is room for few words.</summary>
internal static class GapLook
{
    /// <summary>Whether what the message says is missing, not only what became of it.</summary>
    public static bool HidesContent(GapView? gap) =>
        gap is not (null or
        {
            Code: "send_unknown" or "accepted_not_sent" or "media_expired" or "media_too_large"
            or "media_damaged" or "media_late"
        }); // caption and kind are there; only the bytes are missing

    /// <summary>The gap in a few words.</summary>
    public static string Title(string code) => code switch
    {
        "unavailable_to_api" => "Not available here",
        "unsupported_kind" => "A kind the API does not carry",
        "media_not_fetched" => "Media could not be fetched",
        "media_not_shared" => "Media was not shared",
        "media_expired" => "Media is gone",
        "media_too_large" => "Media is too large",
        "media_damaged" => "Media came damaged",
        "media_late" => "Media has not come yet",
        "content_unknown" => "Content not known here",
        "never_seen" => "A message nobody handed over",
        "send_unknown" => "Sent or not: nobody knows yet",
        "accepted_not_sent" => "Accepted, but nothing says it left",
        "disconnected" => "App and API were not joined",
        "history_declined" => "The past was not shared",
        "history_cut" => "History stopped half way",
        "silence" => "Silent against its own rhythm",
        "sync_due" => "Contacts or history not asked for yet",
        "sync_missed" => "Contacts or history not asked for in time",
        _ => "Something is missing",
    };

    /// <summary>One line for lists and quotes.</summary>
    public static string Preview(GapView gap) =>
        gap.Code == "content_unknown" ? Title(gap.Code) : "Not available here; look at the phone";
}
