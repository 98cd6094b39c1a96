using Tandem.CloudApi.Webhooks.Values;

namespace Tandem.CloudApi.Sending;

/// <summary>The action of an interactive message with reply buttons.</summary>
public sealed record ReplyButtons
{
    public IReadOnlyList<ReplyButton>? Buttons { get; init; }
}

/// <summary>One reply button.</summary>
public sealed record ReplyButton
{
    public string? Type { get; init; }

    public ChosenOption? Reply { get; init; }
}

/// <summary>A text in the place of a template's variable.</summary>
public sealed record TextParameter
{
    public string? Type { get; init; }

    /// <summary>Only for templates with named variables.</summary>
    public string? ParameterName { get; init; }

    public string? Text { get; init; }
}
