using Tandem.Domain.Gaps;
using Tandem.Engine.Reading;

namespace Tandem.Engine.Tests.Reading;

/// <summary>docs/gaps.md has every gap in the words that the API gives it, and no other.</summary>
public sealed class GapPageTests
{
    private static readonly IReadOnlyList<string[]> Rows =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "docs", "gaps.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]),
    ];

    [Fact]
    public void Every_code_has_its_row_and_no_row_is_too_many() =>
        Assert.Equal(GapWords.Codes.Select(code => $"`{code}`"), Rows.Select(row => row[0]));

    [Fact]
    public void Each_row_says_what_the_API_says_and_how_the_gap_closes() =>
        Assert.All(Rows, row =>
        {
            var kind = GapWords.KindOf(row[0].Trim('`'))!.Value;
            var words = GapWords.Show(
                kind, about: kind is GapKind.SyncDue or GapKind.SyncMissed ? "contacts or history" : null);
            Assert.Equal([words.Reason, words.LikelyCause, words.WhatToDo], [row[1], row[2], row[4]]);
            Assert.NotEqual("", row[3]);
        });
}
