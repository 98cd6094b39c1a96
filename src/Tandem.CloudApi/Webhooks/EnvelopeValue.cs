using System.Text.Json;

namespace Tandem.CloudApi.Webhooks;

/// <summary>The <c>value</c> of a change that holds lists of items: messages, echoes, statuses and so on.</summary>
/// <remarks>Items are written as they are; an empty list is left out.</remarks>
public sealed record EnvelopeValue
{
    public string? PhoneNumberId { get; init; }

    /// <summary>Digits only, as Meta writes it here.</summary>
    public string? DisplayPhoneNumber { get; init; }

    public IReadOnlyList<JsonElement> Contacts { get; init; } = [];

    public IReadOnlyList<JsonElement> Messages { get; init; } = [];

    public IReadOnlyList<JsonElement> MessageEchoes { get; init; } = [];

    public IReadOnlyList<JsonElement> Statuses { get; init; } = [];

    public IReadOnlyList<JsonElement> Errors { get; init; } = [];

    public IReadOnlyList<JsonElement> StateSync { get; init; } = [];

    public IReadOnlyList<JsonElement> UserPreferences { get; init; } = [];

    public IReadOnlyList<JsonElement> UserIdUpdates { get; init; } = [];

    public IReadOnlyList<EnvelopeChunk> History { get; init; } = [];
}

/// <summary>A piece of history: its metadata and threads, or errors in their place.</summary>
public sealed record EnvelopeChunk
{
    /// <summary>Phase, order and progress; left out when it is no object.</summary>
    public JsonElement Metadata { get; init; }

    public IReadOnlyList<EnvelopeThread> Threads { get; init; } = [];

    public IReadOnlyList<JsonElement> Errors { get; init; } = [];
}

/// <summary>One thread of a piece of history.</summary>
public sealed record EnvelopeThread
{
    /// <summary>The customer's number in digits; absent for customers with a username.</summary>
    public string? Id { get; init; }

    /// <summary>With whom it was; left out when it is no object.</summary>
    public JsonElement Context { get; init; }

    public IReadOnlyList<JsonElement> Messages { get; init; } = [];
}
