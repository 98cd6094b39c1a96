using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tandem.CloudApi.Json;
using Tandem.CloudApi.Webhooks;

namespace Tandem.CloudApi.Tests.Webhooks;

/// <summary>What an item's typed member becomes when it is written again.</summary>
internal static class TypedJson
{
    private static CloudApiJson Types => CloudApiJson.Default;

    /// <summary>The typed member as JSON; null for kinds that have none.</summary>
    public static JsonElement? Of(WebhookItem item) =>
        Write(item.Message, Types.InboundMessage)
        ?? Write(item.Status, Types.StatusItem)
        ?? Write(item.Error, Types.CloudApiError)
        ?? Write(item.ContactSync, Types.StateSync)
        ?? Write(item.UserPreference, Types.UserPreference)
        ?? Write(item.UserIdUpdate, Types.UserIdUpdate)
        ?? Write(item.AccountUpdate, Types.AccountUpdate)
        ?? Write(item.AccountReview, Types.AccountReviewUpdate)
        ?? Write(item.AccountAlert, Types.AccountAlert)
        ?? Write(item.BusinessCapability, Types.BusinessCapabilityUpdate)
        ?? Write(item.TemplateStatus, Types.TemplateStatusUpdate)
        ?? Write(item.TemplateQuality, Types.TemplateQualityUpdate)
        ?? Write(item.TemplateCategory, Types.TemplateCategoryUpdate)
        ?? Write(item.TemplateComponents, Types.TemplateComponentsUpdate)
        ?? Write(item.PhoneQuality, Types.PhoneQualityUpdate)
        ?? Write(item.PhoneName, Types.PhoneNameUpdate)
        ?? Write(item.Security, Types.SecurityUpdate)
        ?? Write(item.PaymentConfiguration, Types.PaymentConfigurationUpdate)
        ?? Write(item.PartnerSolution, Types.PartnerSolution)
        ?? Write(item.BusinessUsername, Types.BusinessUsernameUpdate);

    public static JsonElement? Write<T>(T? value, JsonTypeInfo<T> type)
        where T : class => value is null ? null : JsonSerializer.SerializeToElement(value, type);
}
