using System.Reflection;
using Tandem.Domain.Sending;
using Tandem.Engine.Reading;

namespace Tandem.Engine.Tests.Reading;

/// <summary>docs/reasons.md is what the code says, and the code says something of every reason it gives.</summary>
public sealed class ReasonsPageTests
{
    [Fact]
    public void The_page_is_printed_from_the_code() =>
        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "docs", "reasons.md")), ReasonsPage.Write());

    [Fact]
    public void Every_code_has_its_row_and_no_row_is_too_many()
    {
        string[] holders = [Refusal.ByPace, Refusal.ByMeta];
        var codes = typeof(Refusal).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Except(holders);

        Assert.Equal(
            codes.Order(StringComparer.Ordinal),
            Reasons.All.Select(reason => reason.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_a_row_says_of_a_lane_is_what_the_hub_does() => Assert.All(
        Reasons.All,
        reason => Assert.All(
            Enum.GetValues<SendLane>(),
            lane => Assert.Equal(
                reason.FateOf(lane) == Fate.Refused, new Refusal(reason.Code).IsFinalFor(lane))));
}
