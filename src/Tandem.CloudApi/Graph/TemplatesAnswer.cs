using System.Text.Json;
using Tandem.CloudApi.Json;

namespace Tandem.CloudApi.Graph;

/// <summary>An answer to a list of templates.</summary>
public static class TemplatesAnswer
{
    /// <summary>The templates it lists; null if it is no such list. Never throws.</summary>
    public static IReadOnlyList<ListedTemplate>? Read(GraphAnswer answer) =>
        answer.Status == 200 && WireJson.TryParseObject(answer.Body.Span) is { } root
        && WireJson.Member(root, "data") is { ValueKind: JsonValueKind.Array } data
            ? [.. data.EnumerateArray().Select(Read).OfType<ListedTemplate>()]
            : null;

    private static ListedTemplate? Read(JsonElement template) =>
        WireJson.Text(template, "name") is { } name && WireJson.Text(template, "language") is { } language
        && WireJson.Text(template, "status") is { } status
            ? new ListedTemplate(name, language, status)
            : null;
}

/// <summary>A template in one language.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Language">Meta's code, such as <c>en_US</c>.</param>
/// <param name="Status">Meta's word, such as <c>APPROVED</c> or <c>PAUSED</c>.</param>
public sealed record ListedTemplate(string Name, string Language, string Status);
