using Tandem.Platform.Features;

namespace Tandem.Platform.Tests.Features;

/// <summary>
/// Every row of the feature table, by acting. What is expected stands here a second time, written down from Meta's
/// pages and not from the table.
/// </summary>
public sealed class FeatureTableTests
{
    private static readonly (string Side, string Expected, string[] Names)[] Transcription =
    [
        (Sides.Customer, FeatureActs.Message,
        [
            "text", "image", "video", "audio", "document", "sticker", "location", "contacts", "reaction", "edit",
            "revoke", "interactive", "button", "order",
        ]),
        (Sides.Customer, FeatureActs.Unsupported,
        [
            "poll_creation", "poll_update", "gif", "group_invite", "hsm", "keep_in_chat", "link_preview", "list", "pin",
            "product",
        ]),
        (Sides.Customer, FeatureActs.Refused, ["live_location", "view_once", "disappearing"]),
        (Sides.Customer, FeatureActs.Nothing, ["call", "group_message"]),
        (Sides.Customer, FeatureActs.Unavailable, ["unsupported_companion"]),
        (Sides.Customer, FeatureActs.TooLarge, ["media_over_100_mb"]),
        (Sides.App, FeatureActs.Echo,
        [
            "text", "image", "video", "document", "edit", "revoke", "audio", "sticker", "location", "contacts",
            "reaction", "poll_creation", "automatic_message",
        ]),
        (Sides.App, FeatureActs.Refused,
            ["live_location", "view_once", "disappearing", "template", "interactive", "broadcast_list"]),
        (Sides.App, FeatureActs.Nothing,
        [
            "group_message", "status", "channel_post", "call", "catalog", "label", "quick_reply", "marketing_message",
            "profile", "unsupported_companion",
        ]),
        (Sides.App, FeatureActs.StateSync, ["contact"]),
        (Sides.Api, FeatureActs.OnPhone,
        [
            "text", "image", "video", "audio", "document", "sticker", "location", "contacts", "reaction", "template",
            "interactive",
        ]),
        (Sides.Api, FeatureActs.Refused, ["group_message", "edit", "revoke", "poll_creation"]),
    ];

    public static TheoryData<string, string, string, PlatformProfile> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, string, PlatformProfile>();
            foreach (var (side, expected, names) in Transcription)
            {
                foreach (var name in names)
                {
                    rows.Add(side, name, expected, PlatformProfile.Documented);
                    rows.Add(side, name, expected, PlatformProfile.Field);
                }
            }

            return rows;
        }
    }

    [Fact]
    public void The_table_has_the_rows_of_the_transcription_and_names_a_source_for_each() => Assert.Equal(
        Transcription.SelectMany(group => group.Names.Select(name => $"{group.Side} {name}")).Order(),
        FeatureTable.Rows.Select(row =>
        {
            Assert.NotEmpty(row.Source);
            return $"{row.Side} {row.Name}";
        }).Order());

    [Theory]
    [MemberData(nameof(Rows))]
    public void What_one_side_does_arrives_on_the_other_as_the_row_says(
        string side, string name, string expected, PlatformProfile profile)
    {
        var stage = new Stage(options => options.With(profile));

        Assert.Equal(expected, FeatureActs.Do(stage, side, name));
    }
}
