using System.Text.Json;

namespace Tandem.CloudApi.Webhooks;

/// <summary>Which kind an item is: by its field and the list it stood in.</summary>
internal static class ItemKinds
{
    public static ItemKind Of(string field, ItemSource source, JsonElement raw) => source switch
    {
        ItemSource.Messages => field == WebhookFields.History ? ItemKind.HistoryMedia : ItemKind.Message,
        ItemSource.MessageEchoes => field == WebhookFields.History ? ItemKind.HistoryEcho : ItemKind.Echo,
        ItemSource.Statuses => ItemKind.Status,
        ItemSource.Errors => field == WebhookFields.History ? ItemKind.HistoryDeclined : ItemKind.Error,
        ItemSource.HistoryMessages => ItemKind.HistoryMessage,
        ItemSource.HistoryErrors => ItemKind.HistoryDeclined,
        ItemSource.HistoryChunk => ItemKind.HistoryChunk,
        ItemSource.StateSync => ItemKind.ContactSync,
        ItemSource.UserPreferences => ItemKind.UserPreference,
        ItemSource.UserIdUpdates => ItemKind.UserIdUpdate,
        ItemSource.Value => OfValue(field, raw),
        _ => ItemKind.Unknown,
    };

    private static ItemKind OfValue(string field, JsonElement value) => field switch
    {
        WebhookFields.AccountUpdate => ItemKind.AccountUpdate,
        WebhookFields.AccountReviewUpdate => ItemKind.AccountReview,
        WebhookFields.AccountAlerts => ItemKind.AccountAlert,
        WebhookFields.BusinessCapabilityUpdate => ItemKind.BusinessCapability,

        // One of Meta's examples puts a change of quality under the field of statuses (decision 0101, row 11).
        WebhookFields.MessageTemplateStatusUpdate =>
            value.TryGetProperty("new_quality_score"u8, out _) ? ItemKind.TemplateQuality : ItemKind.TemplateStatus,
        WebhookFields.MessageTemplateQualityUpdate => ItemKind.TemplateQuality,
        WebhookFields.MessageTemplateComponentsUpdate => ItemKind.TemplateComponents,
        WebhookFields.TemplateCategoryUpdate => ItemKind.TemplateCategory,
        WebhookFields.PhoneNumberQualityUpdate => ItemKind.PhoneQuality,
        WebhookFields.PhoneNumberNameUpdate => ItemKind.PhoneName,
        WebhookFields.Security => ItemKind.Security,
        WebhookFields.PaymentConfigurationUpdate => ItemKind.PaymentConfiguration,
        WebhookFields.PartnerSolutions => ItemKind.PartnerSolution,
        WebhookFields.BusinessUsernameUpdates or WebhookFields.BusinessUsernameUpdate => ItemKind.BusinessUsername,
        _ => ItemKind.Unknown,
    };
}
