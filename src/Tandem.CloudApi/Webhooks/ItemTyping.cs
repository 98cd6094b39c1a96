using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Webhooks;

/// <summary>Reads an item's raw JSON as the type its kind has.</summary>
internal static class ItemTyping
{
    private static CloudApiJson Types => CloudApiJson.Default;

    /// <summary>Sets the typed member; an item that does not fit its type becomes unknown and keeps its JSON.</summary>
    public static void Fill(WebhookItem item)
    {
        if (!TryFill(item))
            item.Kind = ItemKind.Unknown;
    }

    /// <summary>The element as its type, or null if its shape does not fit.</summary>
    public static T? TryRead<T>(JsonElement element, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return element.Deserialize(type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool TryFill(WebhookItem item) => item.Kind switch
    {
        ItemKind.Message or ItemKind.Echo or ItemKind.HistoryMessage or ItemKind.HistoryMedia
            or ItemKind.HistoryEcho => TryFillMessage(item),
        ItemKind.Status => TryFillStatus(item),
        ItemKind.Error or ItemKind.HistoryDeclined =>
            (item.Error = TryRead(item.Raw, Types.CloudApiError)) is not null,
        ItemKind.ContactSync => (item.ContactSync = TryRead(item.Raw, Types.StateSync)) is not null,
        ItemKind.UserPreference => (item.UserPreference = TryRead(item.Raw, Types.UserPreference)) is not null,
        ItemKind.UserIdUpdate => (item.UserIdUpdate = TryRead(item.Raw, Types.UserIdUpdate)) is not null,
        ItemKind.HistoryChunk or ItemKind.Unknown => true,
        _ => TryFillAccount(item),
    };

    // Without a wamid a message cannot be told from its own repetition, nor a status from another's.
    private static bool TryFillMessage(WebhookItem item)
    {
        var message = TryRead(item.Raw, Types.InboundMessage);
        item.Message = string.IsNullOrEmpty(message?.Id) ? null : message;
        return item.Message is not null;
    }

    private static bool TryFillStatus(WebhookItem item)
    {
        var status = TryRead(item.Raw, Types.StatusItem);
        item.Status = string.IsNullOrEmpty(status?.Id) ? null : status;
        return item.Status is not null;
    }

    private static bool TryFillAccount(WebhookItem item) => item.Kind switch
    {
        ItemKind.AccountUpdate => (item.AccountUpdate = TryRead(item.Raw, Types.AccountUpdate)) is not null,
        ItemKind.AccountReview => (item.AccountReview = TryRead(item.Raw, Types.AccountReviewUpdate)) is not null,
        ItemKind.AccountAlert => (item.AccountAlert = TryRead(item.Raw, Types.AccountAlert)) is not null,
        ItemKind.BusinessCapability =>
            (item.BusinessCapability = TryRead(item.Raw, Types.BusinessCapabilityUpdate)) is not null,
        ItemKind.TemplateStatus => (item.TemplateStatus = TryRead(item.Raw, Types.TemplateStatusUpdate)) is not null,
        ItemKind.TemplateQuality =>
            (item.TemplateQuality = TryRead(item.Raw, Types.TemplateQualityUpdate)) is not null,
        ItemKind.TemplateCategory =>
            (item.TemplateCategory = TryRead(item.Raw, Types.TemplateCategoryUpdate)) is not null,
        ItemKind.TemplateComponents =>
            (item.TemplateComponents = TryRead(item.Raw, Types.TemplateComponentsUpdate)) is not null,
        ItemKind.PhoneQuality => (item.PhoneQuality = TryRead(item.Raw, Types.PhoneQualityUpdate)) is not null,
        ItemKind.PhoneName => (item.PhoneName = TryRead(item.Raw, Types.PhoneNameUpdate)) is not null,
        ItemKind.Security => (item.Security = TryRead(item.Raw, Types.SecurityUpdate)) is not null,
        ItemKind.PaymentConfiguration =>
            (item.PaymentConfiguration = TryRead(item.Raw, Types.PaymentConfigurationUpdate)) is not null,
        ItemKind.PartnerSolution => (item.PartnerSolution = TryRead(item.Raw, Types.PartnerSolution)) is not null,
        ItemKind.BusinessUsername =>
            (item.BusinessUsername = TryRead(item.Raw, Types.BusinessUsernameUpdate)) is not null,
        _ => true,
    };
}
