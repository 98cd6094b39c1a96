namespace Tandem.Fuzz.Tests.Graph;

/// <summary>What programs post to <c>/messages</c>: what every mutated body begins as.</summary>
internal static class Sends
{
    public static readonly IReadOnlyList<string> All =
    [
        """
        {"messaging_product":"whatsapp","recipient_type":"individual","to":"+49 1512 3456789","type":"text",
         "text":{"preview_url":false,"body":"Your order 👍 is ready"},"biz_opaque_callback_data":"order/4711"}
        """,
        """
        {"messaging_product":"whatsapp","to":"4915123456789","context":{"message_id":"wamid.HBgN"},"type":"image",
         "image":{"id":"1479537139650973","caption":"the green one"}}
        """,
        """
        {"messaging_product":"whatsapp","recipient":"DE.13491208655302741918","type":"template",
         "template":{"name":"order_ready","language":{"code":"de"},
         "components":[{"type":"body","parameters":[{"type":"text","text":"4711"}]}]}}
        """,
        """
        {"messaging_product":"whatsapp","to":"4915123456789","type":"interactive","interactive":{"type":"button",
         "body":{"text":"When?"},"action":{"buttons":[{"type":"reply","reply":{"id":"a","title":"Today"}},
         {"type":"reply","reply":{"id":"b","title":"Tomorrow"}}]}}}
        """,
        """
        {"messaging_product":"whatsapp","to":"4915123456789","type":"reaction",
         "reaction":{"message_id":"wamid.HBgN","emoji":"\ud83d\udc4d"}}
        """,
        """
        {"messaging_product":"whatsapp","to":"4915123456789","type":"contacts","contacts":[{"name":
         {"formatted_name":"Ada Example","first_name":"Ada"},"phones":[{"phone":"+15550783881","type":"WORK"}]}]}
        """,
        """
        {"messaging_product":"whatsapp","to":"4915123456789","type":"location",
         "location":{"latitude":52.5,"longitude":13.4,"name":"Shop","address":"Street 1"}}
        """,
        """
        {"messaging_product":"whatsapp","status":"read","message_id":"wamid.HBgN","typing_indicator":{"type":"text"}}
        """,
        """
        {"messaging_product":"whatsapp","recipient_type":"group","to":"Y2FwaV9ncm91cDo","type":"document",
         "document":{"link":"https://shop.example/a.pdf","filename":"a.pdf"}}
        """,
    ];
}
