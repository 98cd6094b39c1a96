using System.Text;
using System.Text.Json;

namespace Tandem.CloudApi.Webhooks;

/// <summary>The webhook fields Tandem knows, in Meta's spelling.</summary>
/// <remarks>Any other field is carried as it came, as one item of kind <see cref="ItemKind.Unknown"/>.</remarks>
public static class WebhookFields
{
    public const string Messages = "messages";
    public const string History = "history";
    public const string SmbMessageEchoes = "smb_message_echoes";
    public const string SmbAppStateSync = "smb_app_state_sync";
    public const string UserPreferences = "user_preferences";
    public const string UserIdUpdate = "user_id_update";
    public const string AccountUpdate = "account_update";
    public const string AccountReviewUpdate = "account_review_update";
    public const string AccountAlerts = "account_alerts";
    public const string BusinessCapabilityUpdate = "business_capability_update";
    public const string MessageTemplateStatusUpdate = "message_template_status_update";
    public const string MessageTemplateQualityUpdate = "message_template_quality_update";
    public const string MessageTemplateComponentsUpdate = "message_template_components_update";
    public const string TemplateCategoryUpdate = "template_category_update";
    public const string PhoneNumberQualityUpdate = "phone_number_quality_update";
    public const string PhoneNumberNameUpdate = "phone_number_name_update";
    public const string Security = "security";
    public const string PaymentConfigurationUpdate = "payment_configuration_update";
    public const string PartnerSolutions = "partner_solutions";
    public const string BusinessUsernameUpdates = "business_username_updates";

    /// <summary>The singular spelling an older page uses for <see cref="BusinessUsernameUpdates"/>.</summary>
    public const string BusinessUsernameUpdate = "business_username_update";

    private static readonly (byte[] Utf8, string Name)[] Known =
    [
        .. new[]
        {
            Messages, SmbMessageEchoes, History, SmbAppStateSync, UserPreferences, UserIdUpdate, AccountUpdate,
            AccountReviewUpdate, AccountAlerts, BusinessCapabilityUpdate, MessageTemplateStatusUpdate,
            MessageTemplateQualityUpdate, MessageTemplateComponentsUpdate, TemplateCategoryUpdate,
            PhoneNumberQualityUpdate, PhoneNumberNameUpdate, Security, PaymentConfigurationUpdate, PartnerSolutions,
            BusinessUsernameUpdates, BusinessUsernameUpdate,
        }.Select(name => (Encoding.UTF8.GetBytes(name), name)),
    ];

    /// <summary>The fields Tandem knows.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.Select(known => known.Name)];

    /// <summary>Whether a field's value holds lists of items rather than being one item itself.</summary>
    internal static bool HoldsLists(string field) => field is
        Messages or SmbMessageEchoes or History or SmbAppStateSync or UserPreferences or UserIdUpdate or "";

    /// <summary>The field named by the reader's string, without allocating for a known one.</summary>
    internal static string Read(ref Utf8JsonReader reader)
    {
        foreach (var (utf8, name) in Known)
        {
            if (reader.ValueTextEquals(utf8))
                return name;
        }

        return reader.GetString() ?? "";
    }
}
