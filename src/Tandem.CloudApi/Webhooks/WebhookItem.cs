using System.Globalization;
using System.Text.Json;
using Tandem.CloudApi.Webhooks.Values;

namespace Tandem.CloudApi.Webhooks;

/// <summary>One item of a webhook: a message, a status, a contact, an account event.</summary>
/// <remarks>
/// Which typed member is set follows from <see cref="Kind"/>; <see cref="Raw"/> is always set and holds everything,
/// also what no type names. All of it is detached from the bytes it was read from and may be kept.
/// </remarks>
public sealed class WebhookItem
{
    /// <summary>Position within the whole body, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Which <see cref="WebhookPart"/> of the body's scan it belongs to.</summary>
    public required int PartIndex { get; init; }

    /// <summary>Whether it stood in a list <c>statuses</c>, readable or not: what <see cref="WebhookPart.Statuses"/>
    /// counts.</summary>
    public required bool IsListedAsStatus { get; init; }

    /// <summary>Meta's name of the field; empty when the webhook names none.</summary>
    public required string Field { get; init; }

    public ItemKind Kind { get; internal set; }

    /// <summary>The item's object alone; for account and template fields the whole <c>value</c>.</summary>
    public required JsonElement Raw { get; init; }

    public string? EntryId { get; init; }

    /// <summary><c>entry.time</c>, Unix seconds; only account, template and phone fields have it.</summary>
    public long? EntryTime { get; init; }

    public string? PhoneNumberId { get; init; }

    /// <summary>From <c>metadata</c>, else the number an account field names.</summary>
    public string? DisplayPhoneNumber { get; init; }

    /// <summary><c>value.waba_info.waba_id</c>, else <c>entry.id</c>.</summary>
    public string? WabaId { get; init; }

    /// <summary>The element of <c>contacts[]</c> about this item's customer: by wa_id, by BSUID, else the only
    /// one.</summary>
    public JsonElement? Contact { get; internal set; }

    /// <summary><see cref="Contact"/>, read.</summary>
    public ContactProfile? ContactProfile { get; internal set; }

    /// <summary>Set for every kind whose item is a message object.</summary>
    public InboundMessage? Message { get; internal set; }

    public StatusItem? Status { get; internal set; }

    /// <summary>Set for <see cref="ItemKind.Error"/> and <see cref="ItemKind.HistoryDeclined"/>.</summary>
    public CloudApiError? Error { get; internal set; }

    /// <summary>In history: the piece it came in.</summary>
    public HistoryChunk? Chunk { get; init; }

    /// <summary>In history: the thread's id, normally the customer's number in digits.</summary>
    public string? ThreadId { get; init; }

    /// <summary>In history: with whom the thread was.</summary>
    public HistoryThreadContext? ThreadContext { get; init; }

    public StateSync? ContactSync { get; internal set; }

    public UserPreference? UserPreference { get; internal set; }

    public UserIdUpdate? UserIdUpdate { get; internal set; }

    public AccountUpdate? AccountUpdate { get; internal set; }

    public AccountReviewUpdate? AccountReview { get; internal set; }

    public AccountAlert? AccountAlert { get; internal set; }

    public BusinessCapabilityUpdate? BusinessCapability { get; internal set; }

    public TemplateStatusUpdate? TemplateStatus { get; internal set; }

    public TemplateQualityUpdate? TemplateQuality { get; internal set; }

    public TemplateCategoryUpdate? TemplateCategory { get; internal set; }

    public TemplateComponentsUpdate? TemplateComponents { get; internal set; }

    public PhoneQualityUpdate? PhoneQuality { get; internal set; }

    public PhoneNameUpdate? PhoneName { get; internal set; }

    public SecurityUpdate? Security { get; internal set; }

    public PaymentConfigurationUpdate? PaymentConfiguration { get; internal set; }

    public PartnerSolution? PartnerSolution { get; internal set; }

    public BusinessUsernameUpdate? BusinessUsername { get; internal set; }

    /// <summary>Whether the business wrote this message; false for everything that is no message.</summary>
    /// <remarks>
    /// History does not say it: <c>to</c> stands only in echoes, and Meta's own example of a message sent by the
    /// business leaves it out. So the sender is compared with the number's digits.
    /// </remarks>
    public bool IsFromBusiness => Kind switch
    {
        ItemKind.Echo or ItemKind.HistoryEcho => true,
        ItemKind.HistoryMessage or ItemKind.HistoryMedia => Message?.To is not null || Message?.ToUserId is not null
            || (PhoneDigits.Of(Message?.From) is { Length: > 0 } from && from == PhoneDigits.Of(DisplayPhoneNumber)),
        _ => false,
    };

    internal static long? ReadTime(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time) ? time : null;
}
