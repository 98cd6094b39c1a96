using System.Text;
using Tandem.CloudApi.Webhooks;

namespace Tandem.CloudApi.Tests.Webhooks;

/// <summary>Short webhooks for tests.</summary>
internal static class Webhook
{
    /// <summary>A change of one number, whose value has these members besides metadata.</summary>
    public static byte[] Of(string field, string members) => Encoding.UTF8.GetBytes(
        $$$"""
        {"object":"whatsapp_business_account","entry":[{"id":"WABA","changes":[{"field":"{{{field}}}","value":{
        "messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881","phone_number_id":"PN"},
        {{{members}}}}}]}]}
        """);

    /// <summary>A change whose value is this.</summary>
    public static byte[] Account(string field, string value) => Encoding.UTF8.GetBytes(
        $$"""
        {"object":"whatsapp_business_account","entry":[{"id":"WABA","time":1739212624,"changes":[
        {"value":{{value}},"field":"{{field}}"}]}]}
        """);

    public static WebhookItem Single(byte[] body) => Assert.Single(WebhookReader.Read(body));

    public static WebhookItem Message(string members) =>
        Single(Of("messages", $$"""
            "messages":[{"from":"16505551234","id":"wamid.A","timestamp":"1739321024",{{members}}}]
            """));

    public static WebhookItem Status(string members) =>
        Single(Of("messages", $$"""
            "statuses":[{"id":"wamid.A","timestamp":"1739321024",{{members}}}]
            """));
}
