namespace Tandem.Hub.Tests.Support;

/// <summary>Webhooks as Meta sends them.</summary>
internal static class Sample
{
    public static string Message(string wamid, string text, string from = "16505551234", long at = 1_749_416_383) =>
        Value("messages", $$$"""
            "contacts":[{"profile":{"name":"Sheena Nelson"},"wa_id":"{{{from}}}"}],
            "messages":[{"from":"{{{from}}}","id":"{{{wamid}}}","timestamp":"{{{at}}}","type":"text",
            "text":{"body":"{{{text}}}"}}]
            """);

    public static string Answer(string wamid, string text, string to) =>
        Value("messages", $$$"""
            "contacts":[{"profile":{"name":"Sheena Nelson"},"wa_id":"16505551234"}],
            "messages":[{"context":{"from":"15550783881","id":"{{{to}}}"},"from":"16505551234","id":"{{{wamid}}}",
            "timestamp":"1749416383","type":"text","text":{"body":"{{{text}}}"}}]
            """);

    public static string Echo(string wamid, string text, string to = "16505551234", long at = 1_749_416_390) =>
        Value("smb_message_echoes", $$$"""
            "message_echoes":[{"from":"15550783881","to":"{{{to}}}","id":"{{{wamid}}}","timestamp":"{{{at}}}",
            "type":"text","text":{"body":"{{{text}}}"}}]
            """);

    public static string Value(string field, string members) => $$$"""
        {"object":"whatsapp_business_account","entry":[{"id":"{{{TestHub.WabaId}}}","changes":[{"field":"{{{field}}}",
        "value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881",
        "phone_number_id":"{{{TestHub.NumberId}}}"},
        {{{members}}}
        }}]}]}
        """;
}
