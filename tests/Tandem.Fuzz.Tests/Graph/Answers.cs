namespace Tandem.Fuzz.Tests.Graph;

/// <summary>What Graph answers, as Meta documents it: what every mutated answer begins as.</summary>
internal static class Answers
{
    public static readonly IReadOnlyList<string> All =
    [
        """
        {"messaging_product":"whatsapp","contacts":[{"input":"+49 1512 3456789","wa_id":"4915123456789"}],
         "messages":[{"id":"wamid.HBgNNDkxNTEyMzQ1Njc4OQ=="}]}
        """,
        """
        {"messaging_product":"whatsapp","contacts":[{"input":"DE.1349120865","user_id":"DE.1349120865"}],
         "messages":[{"id":"wamid.HBgLREUuMTM0OTEyMDg=","message_status":"held_for_quality_assessment"}]}
        """,
        """{"success":true}""",
        """
        {"error":{"message":"(#131047) Re-engagement message","type":"OAuthException","code":131047,
         "error_data":{"messaging_product":"whatsapp","details":"More than 24 hours have passed"},
         "fbtrace_id":"Az8or2yhqkZfEZ-_4Qn_Bam"}}
        """,
        """
        {"error":{"message":"An unknown error occurred","type":"OAuthException","code":1,"error_subcode":99,
         "is_transient":true,"fbtrace_id":"AbCd"}}
        """,
        """
        {"error":{"message":"(#4) Application request limit reached","type":"OAuthException","code":4,
         "error_subcode":2593107,"error_user_title":"Limit","error_user_msg":"Synchronization request limit exceeded"}}
        """,
        """
        {"error":{"message":"Invalid parameter","type":"OAuthException","code":"100",
         "error_data":"{\"details\":\"blame\",\"messaging_product\":\"whatsapp\"}"}}
        """,
        """
        {"id":"106540352242922","platform_type":"CLOUD_API","status":"CONNECTED","is_on_biz_app":true,
         "last_onboarded_time":"2026-10-02T11:20:35+0000"}
        """,
        """{"messaging_product":"whatsapp","request_id":"a32b8c3f-7d1f-4a0e-9c55-0c2b5f4c1d11"}""",
    ];
}
