using System.Text.Json;
using Tandem.Platform.Accounts;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform.Graph;

/// <summary>The WhatsApp Business Account node, its numbers, templates and subscription.</summary>
internal sealed class AccountNode(World world, Challenges challenges, TemplatesEdge templates)
{
    private const int LongestOverride = 200;

    public Reply? Handle(Call call, Account account, string edge) => edge switch
    {
        "" when call.Is("GET") => Reply.Json(writer => Fields(account).Write(writer, call.Parameters.Text("fields"))),
        "phone_numbers" when call.Is("GET") => Paging.List(
            call,
            world.Options.BaseUrl,
            account.Numbers.FindAll(number => number.Link.IsKnownToGraph),
            (writer, number) => NumberNode.Fields(number).Write(writer, call.Parameters.Text("fields"))),
        "message_templates" => templates.Handle(call, account),
        "subscribed_apps" => Subscription(call, account),
        _ => call.UnknownObject(),
    };

    private static FieldList Fields(Account account)
    {
        var fields = new FieldList(account.WabaId);
        fields.Add("name", account.Name, byDefault: true);
        fields.Add("timezone_id", "1", byDefault: true);
        fields.Add("message_template_namespace", "b1f5f5a2_0000_4a2b_8d3c_" + account.WabaId, byDefault: true);
        fields.Add("account_review_status", "APPROVED");
        fields.Add("business_verification_status", account.Portfolio.Verified ? "verified" : "not_verified");
        fields.Add("country", "US");
        fields.Add("currency", "USD");
        fields.Add("ownership_type", "CLIENT_OWNED");
        fields.Add("primary_business_location", "US");
        fields.Add("owner_business_info", writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("name", account.Name);
            writer.WriteString("id", account.PortfolioId);
            writer.WriteEndObject();
        });
        fields.Add("health_status", writer => HealthStatus.Write(writer, account, null));
        return fields;
    }

    private Reply? Subscription(Call call, Account account)
    {
        if (call.Is("DELETE"))
        {
            account.Subscribed = false;
            return Reply.Success;
        }

        if (call.Is("GET"))
            return Reply.Json(writer => WriteSubscription(writer, account, withSuccess: false));
        if (!call.Is("POST"))
            return call.UnknownObject();
        if (call.Parameters.Text("override_callback_uri") is not { Length: > 0 } url)
        {
            account.Subscribed = true;
            account.OverrideUrl = null;
            return Reply.Success;
        }

        if (!account.Subscribed)
            return Refusal.Parameter(
                "Before override the current callback uri, your app must be subscribed to receive messages");
        if (!Challenges.IsAddress(url) || url.Length > LongestOverride)
            return Refusal.Parameter("Param override_callback_uri must be a valid URL of at most 200 characters");
        challenges.Pose(new(
            CallbackTarget.Account,
            account.WabaId,
            url,
            call.Parameters.Text("verify_token") ?? "",
            call.Request.RequestId,
            call.Version));
        return null;
    }

    /// <summary>The app subscribed to an account; answers to a POST say success beside it.</summary>
    public static void WriteSubscription(Utf8JsonWriter writer, Account account, bool withSuccess)
    {
        writer.WriteStartObject();
        if (withSuccess)
            writer.WriteBoolean("success", true);
        writer.WriteStartArray("data");
        if (account.Subscribed)
        {
            writer.WriteStartObject();
            writer.WriteStartObject("whatsapp_business_api_data");
            writer.WriteString("id", account.App.Id);
            writer.WriteString("link", "https://www.facebook.com/games/?app_id=" + account.App.Id);
            writer.WriteString("name", account.App.Name);
            writer.WriteEndObject();
            writer.Optional("override_callback_uri", account.OverrideUrl);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
