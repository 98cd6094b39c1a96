using System.Text.Json;
using System.Text.Json.Serialization;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Sending;

/// <summary>A text.</summary>
public sealed record OutboundText
{
    /// <summary>At most 4096 characters.</summary>
    public string? Body { get; init; }

    public bool? PreviewUrl { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>Media, by id or by link: exactly one of them.</summary>
public sealed record OutboundMedia
{
    public string? Id { get; init; }

    /// <summary>Fetched by Meta, and kept there for 10 minutes.</summary>
    public string? Link { get; init; }

    /// <summary>At most 1024 characters; not for audio and stickers.</summary>
    public string? Caption { get; init; }

    /// <summary>Documents only.</summary>
    public string? Filename { get; init; }

    /// <summary>Audio only: a voice note (OGG with OPUS), which gets the status <c>played</c>.</summary>
    public bool? Voice { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>A reaction; only <c>sent</c> follows.</summary>
public sealed record OutboundReaction
{
    public string? MessageId { get; init; }

    /// <summary>Empty takes the reaction back.</summary>
    public string? Emoji { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>An interactive message; its action differs by type and is carried as it is.</summary>
public sealed record OutboundInteractive
{
    /// <summary><c>button</c>, <c>list</c>, <c>cta_url</c>, <c>flow</c> and others.</summary>
    public string? Type { get; init; }

    public JsonElement? Header { get; init; }

    public InteractiveText? Body { get; init; }

    public InteractiveText? Footer { get; init; }

    public JsonElement? Action { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>Body or footer of an interactive message.</summary>
public sealed record InteractiveText
{
    public string? Text { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>A template with its parameters.</summary>
public sealed record OutboundTemplate
{
    public string? Name { get; init; }

    public OutboundLanguage? Language { get; init; }

    public IReadOnlyList<OutboundComponent>? Components { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>The language of a template.</summary>
public sealed record OutboundLanguage
{
    /// <summary>With an underscore: <c>en_US</c>.</summary>
    public string? Code { get; init; }

    /// <summary>Absent, or <c>deterministic</c>.</summary>
    public string? Policy { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>The parameters of one component; Meta's own examples vary the case of the names of types.</summary>
public sealed record OutboundComponent
{
    /// <summary><c>header</c>, <c>body</c>, <c>button</c>, <c>limited_time_offer</c> or <c>carousel</c>.</summary>
    public string? Type { get; init; }

    public string? SubType { get; init; }

    /// <summary>Of a button: a number, often written as a string.</summary>
    public WireValue Index { get; init; }

    /// <summary>Objects of many kinds, carried as they are.</summary>
    public IReadOnlyList<JsonElement>? Parameters { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}
