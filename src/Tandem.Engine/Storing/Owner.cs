namespace Tandem.Engine.Storing;

/// <summary>Whose turn it is to apply something: a number, an account, an outgoing endpoint, or nobody known.</summary>
/// <param name="Value">
/// A stable text: <c>number:106540352242922</c>, <c>account:102290129340398</c>, <c>endpoint:3</c>, <c>unknown</c>,
/// <c>unreadable</c>. It is part of stored keys and never changes.
/// </param>
public readonly record struct Owner(string Value)
{
    /// <summary>Webhooks that name no number and no account.</summary>
    public static readonly Owner Unknown = new("unknown");

    /// <summary>Webhooks whose bytes could not be read as JSON.</summary>
    public static readonly Owner Unreadable = new("unreadable");

    /// <summary>The owner of everything about one business number.</summary>
    public static Owner Number(string phoneNumberId) => new($"number:{phoneNumberId}");

    /// <summary>The owner of what concerns a WABA as a whole.</summary>
    public static Owner Account(string wabaId) => new($"account:{wabaId}");

    /// <summary>One outgoing webhook endpoint.</summary>
    public static Owner Endpoint(string endpointId) => new($"endpoint:{endpointId}");

    /// <summary>The part before the colon: <c>number</c>, <c>account</c>, <c>endpoint</c>, <c>unknown</c>, …</summary>
    public string Family => Value.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 ? Value[..colon] : Value;

    /// <summary>The part after the colon, or the whole value where there is none.</summary>
    public string Id =>
        Value.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 ? Value[(colon + 1)..] : Value;

    /// <inheritdoc/>
    public override string ToString() => Value;
}
