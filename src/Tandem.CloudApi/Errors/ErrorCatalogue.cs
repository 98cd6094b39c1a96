using System.Collections.Frozen;

namespace Tandem.CloudApi.Errors;

/// <summary>The error codes of the Cloud API, as data.</summary>
/// <remarks>
/// Source: Meta, "Error codes" (editions of 2025-12-12 and 2026-09) with its changelog; HTTP statuses from the older
/// table that still had them; single rows from general Graph knowledge or field reports say so in their note.
/// </remarks>
public static partial class ErrorCatalogue
{
    private const ErrorArrival Sync = ErrorArrival.Synchronous;
    private const ErrorArrival Async = ErrorArrival.Asynchronous;
    private const ErrorArrival Either = ErrorArrival.Either;

    /// <summary>Every entry: sending and general, registration, then seven-digit codes.</summary>
    public static IReadOnlyList<ErrorEntry> Entries { get; } =
        [.. General, .. Sending, .. Templates, .. Calling, .. Registration, .. Subcodes];

    private static readonly FrozenDictionary<int, ErrorEntry> ByCode =
        Entries.Where(entry => !entry.IsRange).ToFrozenDictionary(entry => entry.First);

    private static readonly ErrorEntry[] Ranges = [.. Entries.Where(entry => entry.IsRange)];

    /// <summary>The entry of a code or subcode: its own, else that of a range it lies in; null if nobody knows
    /// it.</summary>
    public static ErrorEntry? Find(int code) =>
        ByCode.GetValueOrDefault(code) ?? Array.Find(Ranges, range => range.Covers(code));

    private static ErrorEntry Row(int code, string title, int? http, ErrorArrival arrival, string note) =>
        new(code, code, title, http, arrival, note);
}
