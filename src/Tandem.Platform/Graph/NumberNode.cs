using System.Text.Json;
using Tandem.Platform.Accounts;
using Tandem.Platform.Sending.Quality;
using Tandem.Platform.Webhooks;

namespace Tandem.Platform.Graph;

/// <summary>The phone number node, its settings and the edges that only store something.</summary>
internal sealed class NumberNode(Challenges challenges, SyncEdge syncs, RegistrationEdge registration)
{
    private readonly ProfileEdge _profile = new();

    public Reply? Handle(Call call, BusinessNumber number, string edge) => edge switch
    {
        "" when call.Is("GET") => Read(call, number),
        "" when call.Is("POST") => Change(call, number),
        "whatsapp_business_profile" => _profile.Handle(call, number),
        "smb_app_data" when call.Is("POST") => syncs.Post(call, number),
        "register" when call.Is("POST") => registration.Register(call, number),
        "deregister" when call.Is("POST") => RegistrationEdge.Deregister(number),
        _ => call.UnknownObject(),
    };

    /// <summary>The node's fields.</summary>
    public static FieldList Fields(BusinessNumber number)
    {
        var (account, link) = (number.Account, number.Link);
        var fields = new FieldList(number.PhoneNumberId);
        fields.Add("verified_name", number.VerifiedName, byDefault: true);
        fields.Add("code_verification_status", "VERIFIED");
        fields.Add("display_phone_number", number.DisplayPhoneNumber, byDefault: true);
        fields.Add("quality_rating", number.Regard.Rating.Name(), byDefault: true);
        fields.Add("quality_score", writer => WriteOne(writer, "score", number.Regard.Rating.Name()));
        fields.Add("platform_type", link.Mirrors ? "CLOUD_API" : "NOT_APPLICABLE");
        fields.Add("throughput", writer => WriteOne(
            writer, "level", !link.Mirrors ? "NOT_APPLICABLE" : number.Upgraded ? "HIGH" : "STANDARD"));
        fields.Add("last_onboarded_time", GraphTime(number.Link.OnboardedAt));
        fields.Add("webhook_configuration", writer =>
        {
            writer.WriteStartObject();
            writer.Optional("phone_number", number.OverrideUrl);
            writer.Optional("whatsapp_business_account", account.OverrideUrl);
            writer.Optional("application", account.App.CallbackUrl);
            writer.WriteEndObject();
        });
        fields.Add("name_status", "APPROVED");
        fields.Add("new_name_status", "NONE");
        fields.Add("whatsapp_business_manager_messaging_limit", account.Portfolio.Tier.Name);
        fields.Add("messaging_limit_tier", account.Portfolio.Tier.Name);
        fields.Add("status", StatusOf(number));
        fields.Add("account_mode", "LIVE");
        fields.Add("is_on_biz_app", link.HasApp && !number.Phone.HasConsumerApp);
        fields.Add("is_official_business_account", false);
        fields.Add("is_pin_enabled", false);
        fields.Add("health_status", writer => HealthStatus.Write(writer, account, number));
        return fields;
    }

    private static Reply Read(Call call, BusinessNumber number) =>
        Reply.Json(writer => Fields(number).Write(writer, call.Parameters.Text("fields")));

    private Reply? Change(Call call, BusinessNumber number)
    {
        if (call.Parameters.Nested("webhook_configuration") is not { } configuration)
            return Reply.Success;
        var url = configuration.TryGetProperty("override_callback_uri", out var uri) ? uri.GetString() ?? "" : "";
        if (url.Length == 0)
        {
            number.OverrideUrl = null;
            return Reply.Success;
        }

        if (!Challenges.IsAddress(url))
            return Refusal.Parameter("Invalid parameter");
        var token = configuration.TryGetProperty("verify_token", out var verify) ? verify.GetString() ?? "" : "";
        challenges.Pose(new(
            CallbackTarget.Number, number.PhoneNumberId, url, token, call.Request.RequestId, call.Version));
        return null;
    }

    private static string StatusOf(BusinessNumber number) =>
        number.Account.Standing.Disabled ? "BANNED"
        : number.Account.Standing.Locked ? "RESTRICTED"
        : number.Link.Mirrors ? "CONNECTED"
        : "DISCONNECTED";

    private static string GraphTime(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", System.Globalization.CultureInfo.InvariantCulture);

    private static void WriteOne(Utf8JsonWriter writer, string name, string value)
    {
        writer.WriteStartObject();
        writer.WriteString(name, value);
        writer.WriteEndObject();
    }
}
