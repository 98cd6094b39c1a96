using System.Text.Json;

namespace Tandem.CloudApi.Errors;

/// <summary>An error as the Graph API answers it.</summary>
/// <param name="Code">Branch on this, with <paramref name="Details"/>; never on the HTTP status.</param>
/// <param name="Message">Mostly <c>(#code) Title</c>.</param>
/// <param name="Type">Mostly <c>OAuthException</c>.</param>
/// <param name="Subcode">Said to be gone since v16, yet in live answers; carries the seven-digit codes.</param>
/// <param name="Details"><c>error_data.details</c>, or <c>error_data</c> itself where that is a text.</param>
/// <param name="IsTransient">Whether Meta says that trying again helps.</param>
/// <param name="FbTraceId">Meta's id of the request, for its support.</param>
/// <param name="UserTitle">A title for people.</param>
/// <param name="UserMessage">A text for people.</param>
public sealed record GraphError(
    int Code,
    string Message,
    string Type = "OAuthException",
    int? Subcode = null,
    string? Details = null,
    bool? IsTransient = null,
    string? FbTraceId = null,
    string? UserTitle = null,
    string? UserMessage = null)
{
    /// <summary>The whole error object as it came; absent on errors that were made here.</summary>
    public JsonElement? Raw { get; init; }

    /// <summary>What the catalogue says: of the subcode if it is one of the seven-digit ones, else of the
    /// code.</summary>
    public ErrorEntry? Entry =>
        Subcode is { } subcode && ErrorCatalogue.Find(subcode) is { IsSubcode: true } entry
            ? entry
            : ErrorCatalogue.Find(Code);
}
