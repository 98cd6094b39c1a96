namespace Tandem.Hub.Tests.Support;

/// <summary>Webhooks of one person, every one of which holds a word that nobody but the owner may meet.</summary>
internal static class PrivateLife
{
    public const string Person = "16505550177";
    public const string Canary = "canary-of-a-private-life";
    public const string Emoji = "🦩";

    /// <summary>The person's webhooks: name in the address book, past, words, echo, edit, reactions, and the like.
    /// </summary>
    public static IReadOnlyList<string> Events =>
    [
        Sample.Value("smb_app_state_sync", $$$"""
            "state_sync":[{"type":"contact","contact":{"full_name":"{{{Canary}}}","first_name":"{{{Canary}}}",
            "phone_number":"{{{Person}}}"},"action":"add","metadata":{"timestamp":"1739321024"}}]
            """),
        Sample.Value("history", $$$"""
            "history":[{"metadata":{"phase":0,"chunk_order":1,"progress":55},"threads":[{"id":"{{{Person}}}",
            "context":{"wa_id":"{{{Person}}}","username":"{{{Canary}}}"},"messages":[
            {{{Text("wamid.H1", Person, 1_749_000_000)}}},
            {"from":"15550783881","to":"{{{Person}}}","id":"wamid.H2","timestamp":"1749000001","type":"text",
            "text":{"body":"{{{Canary}}}"},"history_context":{"status":"READ"}}]}]}]
            """),
        Message(Text("wamid.L1", Person, 1_749_416_383)),
        Sample.Echo("wamid.E1", Canary, Person),
        Message($$$"""
            {"from":"{{{Person}}}","id":"wamid.C1","timestamp":"1749416395","type":"edit","edit":{
            "original_message_id":"wamid.L1","message":{"type":"text","text":{"body":"{{{Canary}}}"} } } }
            """),
        Message($$$"""
            {"from":"{{{Person}}}","id":"wamid.C2","timestamp":"1749416396","type":"reaction","reaction":{
            "message_id":"wamid.E1","emoji":"{{{Emoji}}}"} }
            """),
        Message($$$"""
            {"from":"{{{Person}}}","id":"wamid.S1","timestamp":"1749416397","type":"system","system":{
            "body":"{{{Canary}}} changed their number","type":"user_changed_number"} }
            """),
        Message($$$"""
            {"from":"{{{Person}}}","timestamp":"1749416398","type":"text","text":{"body":"{{{Canary}}}"} }
            """),
    ];

    /// <summary>How many of them cannot be applied: one has no id.</summary>
    public const int SetAside = 1;

    private static string Text(string wamid, string from, long at) => $$$"""
        {"from":"{{{from}}}","id":"{{{wamid}}}","timestamp":"{{{at}}}","type":"text","text":{"body":"{{{Canary}}}"} }
        """;

    private static string Message(string item) => Sample.Value("messages", $$$"""
        "contacts":[{"profile":{"name":"{{{Canary}}}"},"wa_id":"{{{Person}}}"}],"messages":[{{{item}}}]
        """);
}
