using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tandem.CloudApi.Webhooks.Values;

/// <summary>An element of <c>contacts[]</c> beside messages, echoes and statuses: whom they are about.</summary>
public sealed record ContactProfile
{
    /// <summary>The number in digits; absent for customers with a username.</summary>
    public string? WaId { get; init; }

    /// <summary>The business-scoped user id (BSUID).</summary>
    public string? UserId { get; init; }

    public string? ParentUserId { get; init; }

    public ProfileName? Profile { get; init; }

    public string? IdentityKeyHash { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>How a customer calls themselves.</summary>
public sealed record ProfileName
{
    public string? Name { get; init; }

    /// <summary>The username as it came, perhaps with a leading @.</summary>
    [JsonPropertyName("username")]
    public string? UsernameAsWritten { get; init; }

    /// <summary>Members this type does not name.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }

    /// <summary>The username without a leading @.</summary>
    [JsonIgnore]
    public string? Username => Usernames.Strip(UsernameAsWritten);
}

/// <summary>How usernames are written.</summary>
public static class Usernames
{
    /// <summary>The same name without a leading @, which one of Meta's pages shows and another does not.</summary>
    public static string? Strip(string? username) => username is ['@', .. var rest] ? rest : username;
}
