using System.Text.Json.Serialization;
using Tandem.CloudApi.Graph;
using Tandem.CloudApi.Media;
using Tandem.CloudApi.Sending;
using Tandem.CloudApi.Webhooks.Values;

namespace Tandem.CloudApi.Json;

/// <summary>Meta's JSON: snake case, absent members stay absent, unknown members survive.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(InboundMessage))]
[JsonSerializable(typeof(StatusItem))]
[JsonSerializable(typeof(CloudApiError))]
[JsonSerializable(typeof(ContactProfile))]
[JsonSerializable(typeof(HistoryChunk))]
[JsonSerializable(typeof(HistoryThreadContext))]
[JsonSerializable(typeof(StateSync))]
[JsonSerializable(typeof(UserPreference))]
[JsonSerializable(typeof(UserIdUpdate))]
[JsonSerializable(typeof(AccountUpdate))]
[JsonSerializable(typeof(AccountReviewUpdate))]
[JsonSerializable(typeof(AccountAlert))]
[JsonSerializable(typeof(BusinessCapabilityUpdate))]
[JsonSerializable(typeof(TemplateStatusUpdate))]
[JsonSerializable(typeof(TemplateQualityUpdate))]
[JsonSerializable(typeof(TemplateCategoryUpdate))]
[JsonSerializable(typeof(TemplateComponentsUpdate))]
[JsonSerializable(typeof(PhoneQualityUpdate))]
[JsonSerializable(typeof(PhoneNameUpdate))]
[JsonSerializable(typeof(SecurityUpdate))]
[JsonSerializable(typeof(PaymentConfigurationUpdate))]
[JsonSerializable(typeof(PartnerSolution))]
[JsonSerializable(typeof(BusinessUsernameUpdate))]
[JsonSerializable(typeof(OutboundMessage))]
[JsonSerializable(typeof(ReplyButtons))]
[JsonSerializable(typeof(TextParameter))]
[JsonSerializable(typeof(MediaInfo))]
[JsonSerializable(typeof(ReadMark))]
[JsonSerializable(typeof(WebhookOverride))]
[JsonSerializable(typeof(SmbAppDataRequest))]
public sealed partial class CloudApiJson : JsonSerializerContext;
