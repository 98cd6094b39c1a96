using Tandem.Domain.Mirroring;
using Tandem.Domain.Sending;
using Tandem.Platform;
using Tandem.Platform.Features;
using Tandem.Platform.Tests;
using Tandem.Platform.Tests.Features;

namespace Tandem.Drills.Tests.Mirroring;

/// <summary>
/// The hub's table of what each side can do was written apart from the emulator's. For every row the preflight says
/// what the emulator then does; and where the field deviates, the preflight had warned.
/// </summary>
public sealed class TwoTablesTests
{
    private static readonly Circumstances Open = new(Stage.Start, SendLane.Human)
    {
        WindowUntil = Stage.Start.AddHours(24),
        Templates = [new TemplateFacts(new TemplateName("hello_world", "en_US"), "APPROVED")],
    };

    public static TheoryData<string, string> Rows =>
        [.. FeatureTable.Rows.Select(row => (row.Side, row.Name))];

    public static TheoryData<string> Phones => [Sides.Customer, Sides.App];

    [Fact]
    public void Both_tables_have_the_same_rows() => Assert.Equal(
        FeatureTable.Rows.Select(row => $"{row.Side} {row.Name}").Order(StringComparer.Ordinal),
        MirrorTable.All.Select(row => $"{Word(row.From)} {row.Kind}").Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_preflight_says_what_a_documented_platform_does(string side, string name)
    {
        var verdict = Check(side, name);

        var arrived = FeatureActs.Do(new Stage(options => options.With(PlatformProfile.Documented)), side, name);

        Assert.Equal(arrived, Expected(verdict));
        Assert.Equal(arrived != FeatureActs.Refused, verdict.IsReceived);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Where_the_field_deviates_the_preflight_had_warned(string side, string name)
    {
        var verdict = Check(side, name);
        foreach (var seed in Enumerable.Range(1, 8))
        {
            foreach (var isSilent in new[] { false, true })
            {
                var stage = new Stage(options => options.With(PlatformProfile.Field) with
                {
                    Seed = (ulong)seed,
                    EchoUndocumentedKinds = !isSilent,
                });
                AssertWarned(verdict, FeatureActs.Do(stage, side, name));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Phones))]
    public void A_video_that_vanishes_was_warned_of(string side)
    {
        var arrived = FeatureActs.DoBigVideo(new Stage(options => options.With(PlatformProfile.Field)), side);

        Assert.Equal(FeatureActs.Nothing, arrived);
        AssertWarned(Check(side, "video"), arrived);
    }

    [Fact]
    public void Every_row_names_its_source_and_every_bar_its_reason() => Assert.All(MirrorTable.All, row =>
    {
        Assert.StartsWith("Meta, ", row.Source, StringComparison.Ordinal);
        Assert.True(row.Barred is null || row.Other == Mirrored.Nothing, $"{row.From} {row.Kind}");
    });

    private static void AssertWarned(Verdict verdict, string arrived) => Assert.True(
        arrived == Expected(verdict) || verdict.Findings.Any(finding => finding.Weight == Weight.Warns),
        $"it came as {arrived}; the preflight said {Expected(verdict)} and warned of nothing");

    private static Verdict Check(string side, string name) =>
        Preflight.Of(new Intent(Enum.Parse<Side>(side, ignoreCase: true), name), Open);

    private static string Expected(Verdict verdict) => verdict switch
    {
        { May: May.No } => FeatureActs.Refused,
        { Mirrored: Mirrored.Chat } => FeatureActs.OnPhone,
        { Mirrored: Mirrored.Contact } => FeatureActs.StateSync,
        { Mirrored: Mirrored.TooLarge } => FeatureActs.TooLarge,
        _ => Word(verdict.Mirrored),
    };

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
