using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tandem.CloudApi.Webhooks.Values;

/// <summary>A shared contact card. Parts that nothing here reads stay in <see cref="More"/> as they came.</summary>
public sealed record ContactCard
{
    public ContactName? Name { get; init; }

    public IReadOnlyList<ContactPhone>? Phones { get; init; }

    /// <summary><c>contact_request</c> when it answers our question for the number; since 2026.</summary>
    public string? Origin { get; init; }

    public string? Vcard { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>The name on a contact card.</summary>
public sealed record ContactName
{
    public string? FormattedName { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>A number on a contact card.</summary>
public sealed record ContactPhone
{
    public string? Phone { get; init; }

    public string? WaId { get; init; }

    public string? Type { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}
