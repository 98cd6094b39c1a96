namespace Tandem.Platform.Tests.Features;

/// <summary>A body for each kind of message that people send.</summary>
internal static class Kinds
{
    /// <summary>A Cloud API body.</summary>
    /// <param name="kind">Message type.</param>
    /// <param name="target">The message that reactions, edits and revokes are about.</param>
    public static string Body(string kind, string target) => kind switch
    {
        "text" => """{"type":"text","text":{"body":"Hello"}}""",
        "location" => """{"type":"location","location":{"latitude":52.5,"longitude":13.4}}""",
        "contacts" => """{"type":"contacts","contacts":[{"name":{"formatted_name":"Bo","first_name":"Bo"}}]}""",
        "reaction" => $$$"""{"type":"reaction","reaction":{"message_id":"{{{target}}}","emoji":"👍"}}""",
        "revoke" => $$$"""{"type":"revoke","revoke":{"original_message_id":"{{{target}}}"}}""",
        "edit" => $$$"""
            {"type":"edit","edit":{"message":{"type":"text","text":{"body":"Better"}},
             "original_message_id":"{{{target}}}"} }
            """,
        "button" => """{"type":"button","button":{"payload":"yes","text":"Yes"}}""",
        "interactive" => """
            {"type":"interactive","interactive":{"type":"button_reply","button_reply":{"id":"yes","title":"Yes"}}}
            """,
        _ => $$$"""{"type":"{{{kind}}}","{{{kind}}}":{}}""",
    };

    /// <summary>What the Cloud API takes for a kind, without the recipient.</summary>
    public static string Send(string kind, string mediaId, string target) => kind switch
    {
        "image" or "video" or "audio" or "document" or "sticker" =>
            $$$"""{"type":"{{{kind}}}","{{{kind}}}":{"id":"{{{mediaId}}}"}}""",
        "template" => """{"type":"template","template":{"name":"hello_world","language":{"code":"en_US"}}}""",
        "interactive" => """
            {"type":"interactive","interactive":{"type":"button","body":{"text":"?"},"action":{"buttons":[
             {"type":"reply","reply":{"id":"yes","title":"Yes"}}]}}}
            """,
        "group_message" => """{"recipient_type":"group","type":"text","text":{"body":"Hello"}}""",
        _ => Body(kind, target),
    };

    public static string MimeOf(string kind) => kind switch
    {
        "image" => "image/jpeg",
        "video" => "video/mp4",
        "audio" => "audio/ogg",
        "sticker" => "image/webp",
        _ => "application/pdf",
    };
}
