namespace Tandem.Client;

/// <summary>A part of a list.</summary>
internal sealed record Page<T>
{
    public IReadOnlyList<T> Data { get; init; } = [];

    public PagePlace? Paging { get; init; }

    /// <summary>Where the next part begins; null after the last.</summary>
    public string? After => Paging?.Next is null ? null : Paging.Cursors?.After;
}

/// <summary>Where a part stands.</summary>
internal sealed record PagePlace(PageCursors? Cursors, string? Next);

/// <summary>Its ends.</summary>
internal sealed record PageCursors(string? Before, string? After);

/// <summary>How a list is asked for.</summary>
internal static class Paging
{
    private const int Limit = 200;

    public static string Path(string list, string? after) =>
        $"{list}?limit={Limit}{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}";
}
