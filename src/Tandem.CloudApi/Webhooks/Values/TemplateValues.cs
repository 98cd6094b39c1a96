using System.Text.Json;
using System.Text.Json.Serialization;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Webhooks.Values;

/// <summary>A template's name, id and language, in every template field.</summary>
public abstract record TemplateValue
{
    /// <summary>An integer in webhooks, a string in the API.</summary>
    public WireValue MessageTemplateId { get; init; }

    public string? MessageTemplateName { get; init; }

    /// <summary>The language as it came: with a dash in some fields, with an underscore in others.</summary>
    public string? MessageTemplateLanguage { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }

    /// <summary>The language as the API writes it, with an underscore.</summary>
    [JsonIgnore]
    public string? Language => TemplateLanguage.Normalise(MessageTemplateLanguage);
}

/// <summary>A template was approved, rejected, paused and so on.</summary>
public sealed record TemplateStatusUpdate : TemplateValue
{
    /// <summary>APPROVED, REJECTED, PAUSED, DISABLED, FLAGGED, PENDING_DELETION and others.</summary>
    public string? Event { get; init; }

    /// <summary>NONE, or why; JSON null when deletion is scheduled.</summary>
    public WireValue Reason { get; init; }

    public string? MessageTemplateCategory { get; init; }

    /// <summary>What to change, after a rejection.</summary>
    public JsonElement? RejectionInfo { get; init; }

    /// <summary>Since when, after a disabling.</summary>
    public JsonElement? DisableInfo { get; init; }

    /// <summary>Which pause it is.</summary>
    public JsonElement? OtherInfo { get; init; }
}

/// <summary>A template's quality changed. One of Meta's examples puts it under the field of statuses.</summary>
public sealed record TemplateQualityUpdate : TemplateValue
{
    /// <summary>GREEN, YELLOW, RED or UNKNOWN.</summary>
    public string? PreviousQualityScore { get; init; }

    /// <summary>GREEN, YELLOW, RED or UNKNOWN.</summary>
    public string? NewQualityScore { get; init; }
}

/// <summary>A template's category will change, or has.</summary>
public sealed record TemplateCategoryUpdate : TemplateValue
{
    public string? PreviousCategory { get; init; }

    public string? NewCategory { get; init; }

    /// <summary>Only while it impends: the category it will get.</summary>
    public string? CorrectCategory { get; init; }

    /// <summary>Only while it impends: when, Unix seconds.</summary>
    public WireValue CategoryUpdateTimestamp { get; init; }
}

/// <summary>A template's content changed.</summary>
public sealed record TemplateComponentsUpdate : TemplateValue
{
    public string? MessageTemplateTitle { get; init; }

    /// <summary>The body.</summary>
    public string? MessageTemplateElement { get; init; }

    public string? MessageTemplateFooter { get; init; }

    public IReadOnlyList<JsonElement>? MessageTemplateButtons { get; init; }
}

/// <summary>Language codes of templates.</summary>
public static class TemplateLanguage
{
    /// <summary><c>en-US</c> as <c>en_US</c>; others as they came.</summary>
    public static string? Normalise(string? language) => language?.Replace('-', '_');
}
